package org.civikos.consultation.holiday;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.platform.time.WorkingDays;

/**
 * All announced days: one aggregate, so that no day is in it twice and everything that counts by it has the whole of it by one event.
 *
 * @param days    by date
 * @param history what was done, the oldest first, the latest {@value #KEPT}
 */
record HolidayTable(List<AnnouncedDay> days, List<Step> history) {

    static final HolidayTable EMPTY = new HolidayTable(List.of(), List.of());

    /** Days that may stand in it at once. */
    static final int MOST = 200;
    /** Steps of the history that are kept: a network writes a few in a year. */
    static final int KEPT = 500;

    /**
     * Something that was done.
     *
     * @param what added, changed or removed
     * @param day  as it was written, or as it was when it was removed
     */
    record Step(String what, AnnouncedDay day, String by, Instant at) {
    }

    HolidayTable {
        days = List.copyOf(days);
        history = List.copyOf(history);
    }

    Optional<AnnouncedDay> find(String id) {
        return days.stream().filter(day -> day.id().equals(id)).findFirst();
    }

    /** Whether there was one of this identifier, as far back as the history goes. */
    boolean removed(String id) {
        return find(id).isEmpty() && history.stream().anyMatch(step -> step.day().id().equals(id));
    }

    /** Another one that names the same day. */
    Optional<AnnouncedDay> sameDay(AnnouncedDay wanted) {
        return days.stream().filter(day -> day.date().equals(wanted.date()) && !day.id().equals(wanted.id())).findFirst();
    }

    /** With the day in place of what its identifier had said. */
    HolidayTable put(AnnouncedDay wanted, String by, Instant at) {
        AnnouncedDay before = find(wanted.id()).orElse(null);
        AnnouncedDay written = wanted.written(by, at, before == null ? 1 : before.revision() + 1);
        List<AnnouncedDay> all = without(wanted.id());
        all.add(written);
        all.sort(Comparator.comparing(AnnouncedDay::date));
        return new HolidayTable(all, and(new Step(before == null ? "added" : "changed", written, by, at)));
    }

    /** Without the day; the same instance where it is not there. */
    HolidayTable remove(String id, String by, Instant at) {
        return find(id).map(day -> new HolidayTable(without(id), and(new Step("removed", day, by, at)))).orElse(this);
    }

    WorkingDays.Table counting() {
        return new WorkingDays.Table(of(AnnouncedDay.OFF), of(AnnouncedDay.WORKED));
    }

    private Set<LocalDate> of(String kind) {
        return days.stream().filter(day -> day.kind().equals(kind)).map(AnnouncedDay::day).collect(Collectors.toSet());
    }

    private List<AnnouncedDay> without(String id) {
        return days.stream().filter(day -> !day.id().equals(id)).collect(Collectors.toCollection(ArrayList::new));
    }

    private List<Step> and(Step step) {
        List<Step> all = new ArrayList<>(history.subList(Math.max(0, history.size() + 1 - KEPT), history.size()));
        all.add(step);
        return all;
    }
}
