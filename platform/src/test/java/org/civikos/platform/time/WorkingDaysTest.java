package org.civikos.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final Path REFERENCE = Path.of("../../shared/data/holidays_reference.csv");
    /** Days around an estimated one in which it, or what is moved because of it, may lie. */
    private static final int MOVED = 6;

    @ParameterizedTest
    @CsvSource({
        // Monday to Friday of one week
        "2026-11-23, 2026-11-27, 4",
        "2026-11-23, 2026-11-23, 0",
        "2026-11-27, 2026-11-23, 0",
        // over a weekend
        "2026-11-27, 2026-11-30, 1",
        // 1 and 2 January 2026 are Thursday and Friday, 7 January is a Wednesday
        "2025-12-31, 2026-01-09, 4",
        // 25 December 2027 is a Saturday, taken on Monday the 27th
        "2027-12-24, 2027-12-28, 1",
        // Independence Day
        "2026-02-16, 2026-02-18, 1",
    })
    void countsWorkingDays(LocalDate from, LocalDate to, int days) {
        assertThat(WorkingDays.between(from, to)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 1, 2026-11-30",
        "2026-11-28, 1, 2026-11-30",
        "2026-11-28, 0, 2026-11-28",
        // over Christmas, New Year's two days and Orthodox Christmas
        "2026-12-24, 9, 2027-01-12",
    })
    void walksWorkingDaysThereAndBack(LocalDate from, int days, LocalDate to) {
        assertThat(WorkingDays.after(from, days)).isEqualTo(to);
        assertThat(WorkingDays.between(from, WorkingDays.after(from, days))).isEqualTo(days);
        if (WorkingDays.isWorkingDay(from)) {
            assertThat(WorkingDays.before(to, days)).isEqualTo(from);
        }
    }

    @Test
    void shiftsAHolidayPastTheOthers() {
        // 1 May 2016 was a Sunday and the Monday behind it Orthodox Easter's.
        assertThat(WorkingDays.daysOff(2016)).contains(LocalDate.of(2016, 5, 2), LocalDate.of(2016, 5, 3))
                .doesNotContain(LocalDate.of(2016, 5, 1));
        assertThat(WorkingDays.isWorkingDay(LocalDate.of(2016, 5, 3))).isFalse();
    }

    @Test
    void countsFromTodayInKosovoUpToTheDeadlinesDay() {
        LocalDateTime deadline = LocalDateTime.parse("2026-12-11T23:59");
        // A minute before midnight in UTC it is the next day in Kosovo.
        assertThat(WorkingDays.daysLeft(ZonedDateTime.parse("2026-12-08T23:30Z"), deadline)).isEqualTo(2);
        assertThat(WorkingDays.daysLeft(ZonedDateTime.parse("2026-12-08T22:30Z"), deadline)).isEqualTo(3);
        assertThat(WorkingDays.daysLeft(ZonedDateTime.parse("2026-12-11T10:00Z"), deadline)).isZero();
        assertThat(WorkingDays.daysLeft(ZonedDateTime.parse("2027-01-11T10:00Z"), deadline)).isZero();
    }

    /** A row of the reference. It estimates both Bajrams, whose days are those of a calendar of the moon. */
    private record Reference(int year, LocalDate on, LocalDate off, boolean estimated) {

        static List<Reference> read() throws IOException {
            if (!Files.exists(REFERENCE)) {
                System.out.println("[skipped] no reference of holidays at " + REFERENCE);
            }
            Assumptions.assumeTrue(Files.exists(REFERENCE));
            return Files.readAllLines(REFERENCE).stream().skip(1).map(row -> row.split(","))
                    .map(cells -> new Reference(Integer.parseInt(cells[0]), LocalDate.parse(cells[2]), LocalDate.parse(cells[4]), cells[1].startsWith("Bajrami"))).toList();
        }
    }

    private static boolean estimated(WorkingDays.LawDay day) {
        return day.code().endsWith("bajram");
    }

    /** Both ways: no day of the reference is missing here, and none is here that the reference does not have. */
    @Test
    void hasTheReferencesHolidaysAndNoOthers() throws IOException {
        List<Reference> reference = Reference.read();
        for (int year = 2016; year <= 2030; year++) {
            int one = year;
            List<Reference> theirs = reference.stream().filter(day -> day.year() == one).toList();
            List<WorkingDays.LawDay> ours = WorkingDays.lawDays(year);
            assertThat(ours.stream().filter(day -> !estimated(day)).map(WorkingDays.LawDay::on).distinct()).as("%d, fixed days and Easters", year)
                    .containsExactlyInAnyOrderElementsOf(theirs.stream().filter(day -> !day.estimated()).map(Reference::on).distinct().toList());
            List<LocalDate> moons = ours.stream().filter(WorkingDaysTest::estimated).map(WorkingDays.LawDay::on).sorted().toList();
            List<LocalDate> estimates = theirs.stream().filter(Reference::estimated).map(Reference::on).sorted().toList();
            assertThat(moons).as("%d, both Bajrams", year).hasSameSizeAs(estimates);
            for (int i = 0; i < moons.size(); i++) {
                assertThat(distance(moons.get(i), estimates.get(i))).as("%d, Bajram %s", year, estimates.get(i)).isCloseTo(0, within(3L));
            }
        }
    }

    /** From every day of fifteen years over a week, a fortnight, a month and a quarter. */
    @Test
    void countsWorkingDaysAsTheReferenceDoes() throws IOException {
        List<Reference> reference = Reference.read();
        Set<LocalDate> off = reference.stream().map(Reference::off).collect(Collectors.toSet());
        // Around an estimate, and where another holiday was moved because of it, only the sum can be the same.
        NavigableSet<LocalDate> moons = new TreeSet<>();
        reference.stream().filter(Reference::estimated).forEach(day -> moons.addAll(List.of(day.on(), day.off())));
        IntStream.rangeClosed(2016, 2030).forEach(year -> WorkingDays.lawDays(year).stream().filter(WorkingDaysTest::estimated).forEach(day -> moons.addAll(List.of(day.on(), day.off()))));
        LocalDate last = LocalDate.of(2030, 12, 31);
        int exact = 0;
        for (LocalDate from = LocalDate.of(2016, 1, 1); from.isBefore(last); from = from.plusDays(1)) {
            for (int length : List.of(7, 14, 30, 91)) {
                LocalDate to = from.plusDays(length);
                if (to.isAfter(last)) {
                    continue;
                }
                int theirs = (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(day -> day.getDayOfWeek().getValue() < 6 && !off.contains(day)).count();
                boolean cut = moons.subSet(from.minusDays(MOVED), from.plusDays(MOVED)).size() + moons.subSet(to.minusDays(MOVED), to.plusDays(MOVED)).size() > 0;
                assertThat(WorkingDays.between(from, to)).as("from %s to %s", from, to).isCloseTo(theirs, within(cut ? 2 : 0));
                exact += cut ? 0 : 1;
            }
        }
        assertThat(exact).as("intervals that begin and end away from both Bajrams").isGreaterThan(15_000);
    }

    private static long distance(LocalDate one, LocalDate other) {
        return Math.abs(ChronoUnit.DAYS.between(one, other));
    }

    @AfterEach
    void backToTheLaw() {
        WorkingDays.announce(WorkingDays.Table.OF_THE_LAW);
    }

    /** Bajram is announced by sight of the moon, and a government may give a day on top. */
    @Test
    void whatIsAnnouncedStandsOverTheTable() {
        LocalDate independence = LocalDate.of(2027, 2, 17);
        LocalDate extra = LocalDate.of(2027, 2, 18);
        assertThat(WorkingDays.isWorkingDay(independence)).isFalse();
        assertThat(WorkingDays.between(LocalDate.of(2027, 2, 15), LocalDate.of(2027, 2, 19))).isEqualTo(3);
        WorkingDays.announce(new WorkingDays.Table(Set.of(extra, LocalDate.of(2027, 2, 20)), Set.of(independence)));
        assertThat(WorkingDays.isWorkingDay(independence)).isTrue();
        assertThat(WorkingDays.isWorkingDay(extra)).isFalse();
        assertThat(WorkingDays.isWorkingDay(LocalDate.of(2027, 2, 22))).as("an announced Saturday moves nothing").isTrue();
        assertThat(WorkingDays.between(LocalDate.of(2027, 2, 15), LocalDate.of(2027, 2, 19))).isEqualTo(3);
        assertThat(WorkingDays.lawDays(2027)).as("the law's own days stay what they are").anyMatch(day -> day.off().equals(independence))
                .noneMatch(day -> day.off().equals(extra));
        assertThatThrownBy(() -> new WorkingDays.Table(Set.of(extra), Set.of(extra))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLawsDaysHaveTheirNamesAndTellWhereTheyAreTaken() {
        assertThat(WorkingDays.lawDays(2027)).contains(new WorkingDays.LawDay("new-year", LocalDate.of(2027, 1, 2), LocalDate.of(2027, 1, 4)),
                new WorkingDays.LawDay("independence-day", LocalDate.of(2027, 2, 17), LocalDate.of(2027, 2, 17)),
                new WorkingDays.LawDay("catholic-easter", LocalDate.of(2027, 3, 29), LocalDate.of(2027, 3, 29)),
                new WorkingDays.LawDay("labour-day", LocalDate.of(2027, 5, 1), LocalDate.of(2027, 5, 4)),
                new WorkingDays.LawDay("orthodox-easter", LocalDate.of(2027, 5, 3), LocalDate.of(2027, 5, 3)));
        assertThat(WorkingDays.lawDays(2025)).extracting(WorkingDays.LawDay::code).as("both Easters on 21 April 2025")
                .containsOnlyOnce("easter").doesNotContain("catholic-easter", "orthodox-easter").contains("fitr-bajram", "adha-bajram");
        for (int year = 2016; year <= 2035; year++) {
            assertThat(WorkingDays.lawDays(year)).extracting(WorkingDays.LawDay::off).isSubsetOf(WorkingDays.daysOff(year));
        }
    }

    /** Two instances of one service: whichever wrote it, both count by it at their next look, and a look that fails changes nothing. */
    @Test
    void everyInstanceFollowsTheStoredTable() {
        AtomicReference<AnnouncedDays.Stored> store = new AtomicReference<>();
        AtomicBoolean away = new AtomicBoolean();
        List<WorkingDays.Table> one = new ArrayList<>();
        List<WorkingDays.Table> other = new ArrayList<>();
        Supplier<Optional<AnnouncedDays.Stored>> read = () -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
            return Optional.ofNullable(store.get());
        };
        AnnouncedDays first = new AnnouncedDays(read, one::add);
        AnnouncedDays second = new AnnouncedDays(read, other::add);
        first.refresh();
        second.refresh();
        assertThat(one).as("nothing was ever announced").isEmpty();
        WorkingDays.Table table = new WorkingDays.Table(Set.of(LocalDate.of(2027, 2, 18)), Set.of());
        store.set(new AnnouncedDays.Stored(1, table));
        first.refresh();
        first.refresh();
        second.refresh();
        assertThat(one).containsExactly(table);
        assertThat(other).containsExactly(table);
        store.set(new AnnouncedDays.Stored(2, WorkingDays.Table.OF_THE_LAW));
        away.set(true);
        assertThatThrownBy(first::refresh).hasMessage("away");
        assertThat(one).hasSize(1);
        away.set(false);
        first.refresh();
        assertThat(one).containsExactly(table, WorkingDays.Table.OF_THE_LAW);
        // A process that starts later has what was announced before it.
        new AnnouncedDays(() -> Optional.of(new AnnouncedDays.Stored(3, table))).refresh();
        assertThat(WorkingDays.isWorkingDay(LocalDate.of(2027, 2, 18))).isFalse();
    }
}
