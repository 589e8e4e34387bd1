package org.civikos.consultation.holiday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.Test;

class HolidayTableTest {

    private static final Instant NOW = Instant.parse("2026-11-26T18:00:00Z");

    private static AnnouncedDay day(String id, String date, String kind) {
        return new AnnouncedDay(id, date, kind, Map.of("en", "Day"), "A decision", "", Instant.EPOCH, 0);
    }

    @Test
    void isKeptByDateWithWhoDidWhat() {
        HolidayTable table = HolidayTable.EMPTY.put(day("b", "2027-06-11", "off"), "drita", NOW).put(day("a", "2027-03-09", "worked"), "admin", NOW.plusSeconds(1));
        assertThat(table.days()).extracting(AnnouncedDay::id).containsExactly("a", "b");
        assertThat(table.counting()).isEqualTo(new WorkingDays.Table(Set.of(LocalDate.of(2027, 6, 11)), Set.of(LocalDate.of(2027, 3, 9))));
        assertThat(table.sameDay(day("c", "2027-06-11", "worked"))).map(AnnouncedDay::id).contains("b");
        assertThat(table.sameDay(day("b", "2027-06-11", "worked"))).isEmpty();
        HolidayTable moved = table.put(day("b", "2027-06-14", "off"), "admin", NOW.plusSeconds(2)).remove("a", "drita", NOW.plusSeconds(3));
        assertThat(moved.find("b").orElseThrow()).returns("2027-06-14", AnnouncedDay::date).returns(2L, AnnouncedDay::revision).returns("admin", AnnouncedDay::by);
        assertThat(moved.removed("a")).isTrue();
        assertThat(moved.removed("b")).isFalse();
        assertThat(moved.removed("never")).isFalse();
        assertThat(moved.remove("a", "drita", NOW)).isSameAs(moved);
        assertThat(moved.history()).extracting(HolidayTable.Step::what).containsExactly("added", "added", "changed", "removed");
        assertThat(moved.history().getLast().day().date()).isEqualTo("2027-03-09");
    }

    @Test
    void theHistoryForgetsTheOldestAlone() {
        HolidayTable table = HolidayTable.EMPTY;
        for (int one = 0; one < HolidayTable.KEPT; one++) {
            table = table.put(day("a", LocalDate.of(2027, 1, 1).plusDays(one).toString(), "off"), "by-" + one, NOW);
        }
        assertThat(table.history()).hasSize(HolidayTable.KEPT);
        table = table.remove("a", "last", NOW);
        assertThat(table.history()).hasSize(HolidayTable.KEPT);
        assertThat(table.history().getFirst().by()).isEqualTo("by-1");
        assertThat(table.history().getLast().by()).isEqualTo("last");
    }
}
