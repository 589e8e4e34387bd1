package org.civikos.consultation.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A source is quiet by its own habit, not by a number for all. */
class QuietTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static SourceProgress with(@Nullable String problem, String... foundOn) {
        return new SourceProgress("s", 1, Instant.EPOCH, 0, null, null, problem, "closed", List.of(), null, null, List.of(foundOn));
    }

    @Test
    void whatUsuallyComesEveryOtherDayIsQuietAfterMoreThanAWeek() {
        SourceProgress source = with(null, "2026-11-09", "2026-11-11", "2026-11-12", "2026-11-14", "2026-11-16");
        assertThat(source.quiet(TODAY, 3, 7)).contains(new SourceProgress.Quiet(LocalDate.of(2026, 11, 16), 10, 2));
        assertThat(source.quiet(LocalDate.of(2026, 11, 23), 3, 7)).as("seven days are not yet unusual").isEmpty();
        assertThat(source.quiet(TODAY, 3, 14)).as("by setting").isEmpty();
    }

    @Test
    void whatComesOnceAMonthIsQuietAfterThree() {
        SourceProgress source = with(null, "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01");
        assertThat(source.quiet(LocalDate.of(2026, 9, 20), 3, 7)).isEmpty();
        assertThat(source.quiet(LocalDate.of(2026, 10, 10), 3, 7)).isPresent();
    }

    @Test
    void oneWithoutHistoryOrThatCannotBeReadIsNotQuiet() {
        assertThat(with(null, "2026-01-01", "2026-01-02", "2026-01-03").quiet(TODAY, 3, 7)).isEmpty();
        assertThat(with("timeout", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04").quiet(TODAY, 3, 7)).isEmpty();
    }

    @Test
    void findsAreCountedByDayAndTheLastTwentyAreKept() {
        SourceProgress source = SourceProgress.begin("s", 1);
        for (int day = 0; day < 30; day++) {
            LocalDate today = TODAY.plusDays(day);
            source = source.checked(Instant.EPOCH, today, null, true, 2, 1, 0, Instant.EPOCH, "closed", 0, null).checked(Instant.EPOCH, today, null, true, 1, 1, 0, Instant.EPOCH, "closed", 0, null)
                    .checked(Instant.EPOCH, today, null, false, 0, 1, 0, Instant.EPOCH, "closed", 3, null);
        }
        assertThat(source.foundOn()).hasSize(20).endsWith(TODAY.plusDays(29).toString()).doesNotHaveDuplicates();
        assertThat(source.farTurn()).isEqualTo(3);
    }

    /** What was kept before there was a history is one. */
    @Test
    void daysOfBeforeAreTakenAsHistory() {
        SourceProgress old = new SourceProgress("s", 1, Instant.EPOCH, 0, null, null, null, "closed",
                List.of(new SourceProgress.Day("2026-11-02", 5, 0, 1), new SourceProgress.Day("2026-11-03", 5, 0, 0), new SourceProgress.Day("2026-11-04", 5, 0, null)), null, null, null);
        assertThat(old.foundOn()).containsExactly("2026-11-02");
    }
}
