package org.civikos.consultation.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.consultation.InternalDeadline.Defaults;
import org.civikos.consultation.consultation.InternalDeadline.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternalDeadlineTest {

    private static final Defaults DEFAULTS = Defaults.BEFORE_ANYBODY_CHOSE;
    private static final LocalDate LONG_BEFORE = LocalDate.of(2026, 11, 2);

    private static List<String> deadlines(List<InternalDeadline> all) {
        return all.stream().map(InternalDeadline::deadline).toList();
    }

    @Test
    void liesWorkingDaysBeforeTheOfficialOne() {
        // Friday 11 December 2026 and the working days before it.
        assertThat(deadlines(InternalDeadline.of(LONG_BEFORE, LocalDateTime.parse("2026-12-11T23:59"), DEFAULTS, List.of())))
                .containsExactly("2026-12-02T16:00", "2026-12-04T16:00", "2026-12-08T16:00", "2026-12-10T16:00");
        // Over Christmas and the New Year, 2 January being taken on the 4th: 6 and 5 January, 31, 30, 29, 28 and 24 December.
        assertThat(deadlines(InternalDeadline.of(LONG_BEFORE, LocalDateTime.parse("2027-01-08T23:59"), DEFAULTS, List.of())))
                .containsExactly("2026-12-24T16:00", "2026-12-29T16:00", "2026-12-31T16:00", "2027-01-06T16:00");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-11T23:59, 2026-12-18T23:59", "2026-12-11T23:59, 2026-12-09T12:00"})
    void followsTheOfficialOneUnlessSetByHand(LocalDateTime official, LocalDateTime moved) {
        List<InternalDeadline> before = new ArrayList<>(InternalDeadline.of(LONG_BEFORE, official, DEFAULTS, List.of()));
        before.set(1, new InternalDeadline(Step.REVIEW, "2026-12-07T10:00", true));
        List<InternalDeadline> after = InternalDeadline.of(LONG_BEFORE, moved, DEFAULTS, before);
        assertThat(after.get(1)).isEqualTo(before.get(1));
        assertThat(after.get(0).deadline()).isNotEqualTo(before.get(0).deadline());
        assertThat(after.get(3).deadline()).isNotEqualTo(before.get(3).deadline());
        assertThat(after).extracting(InternalDeadline::step).containsExactly(Step.values());
    }

    @Test
    void whatWasSetByHandDoesNotOutliveTheOfficialOne() {
        List<InternalDeadline> before = List.of(new InternalDeadline(Step.SIGN_OFF, "2026-12-10T10:00", true));
        InternalDeadline after = InternalDeadline.of(LONG_BEFORE, LocalDateTime.parse("2026-12-09T23:59"), DEFAULTS, before).get(2);
        assertThat(after.byHand()).isFalse();
        assertThat(after.deadline()).isEqualTo("2026-12-04T16:00");
        assertThat(InternalDeadline.of(LONG_BEFORE, LocalDateTime.parse("2026-12-10T10:00"), DEFAULTS, before).get(2).byHand()).isTrue();
    }

    /** Whatever time is left, the order of the steps stays, none comes after the official deadline, and none before the beginning. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "5", "7", "8", "30"})
    void keepsItsOrderHoweverShortTheTimeIs(int days) {
        for (String time : List.of("T00:01", "T12:00", "T23:59")) {
            LocalDate from = LocalDate.of(2026, 12, 17);
            LocalDateTime official = LocalDateTime.parse(from.plusDays(days) + time);
            List<String> all = deadlines(InternalDeadline.of(from, official, DEFAULTS, List.of()));
            assertThat(all).isSorted().hasSize(4);
            assertThat(LocalDateTime.parse(all.getLast())).isBeforeOrEqualTo(official);
            assertThat(LocalDateTime.parse(all.getFirst()).toLocalDate()).isAfterOrEqualTo(from);
        }
    }

    @Test
    void nothingBeforeTheOfficialOneIsTheOfficialOne() {
        Defaults none = new Defaults(Map.of("draft", 0, "review", 0, "sign-off", 0, "network-position", 0), "16:00");
        assertThat(deadlines(InternalDeadline.of(LONG_BEFORE, LocalDateTime.parse("2026-12-11T12:00"), none, List.of()))).containsOnly("2026-12-11T12:00");
    }
}
