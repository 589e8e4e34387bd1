package org.civikos.platform.time;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.net.URL;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Working days in Kosovo: Monday to Friday without the public holidays of Law 03/L-064. A holiday on a weekend is taken on
 * the next day that is neither a weekend nor another holiday's. The dates of both Bajrams are calculated by the Umm al-Qura
 * calendar and may differ by a day from what is announced: {@link #announce} puts such days right, and adds those that a
 * government gives on top.
 */
public final class WorkingDays {

    /** Kosovo's zone in the time zone database. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");

    /** What differs from the law's table, with the days off by year that follow from both. */
    private record Table(Set<LocalDate> off, Set<LocalDate> worked, Map<Integer, NavigableSet<LocalDate>> years) {

        Table(Set<LocalDate> off, Set<LocalDate> worked) {
            this(Set.copyOf(off), Set.copyOf(worked), new ConcurrentHashMap<>());
        }
    }

    private static volatile Table table = new Table(Set.of(), Set.of());

    private WorkingDays() {
    }

    /** Loaded at first use: reading the calendar file costs some tenths of a second. */
    private static final class Calendar {
        static final HolidayManager MANAGER = HolidayManager.getInstance(ManagerParameters.create(file()));

        private static URL file() {
            return Objects.requireNonNull(WorkingDays.class.getResource("/holidays/kosovo.xml"), "holidays/kosovo.xml");
        }
    }

    /**
     * Sets the days on which offices are closed or open other than by the law's table, in place of those set before.
     *
     * @param worked takes days off the table; a weekend stays one
     * @throws IllegalArgumentException if a day is both
     */
    public static void announce(Set<LocalDate> off, Set<LocalDate> worked) {
        if (!Collections.disjoint(off, worked)) {
            throw new IllegalArgumentException("A day cannot be off and worked: " + off + " and " + worked);
        }
        table = new Table(off, worked);
    }

    /**
     * How many working days lie after the first date up to and including the second: from a Monday to the Friday of the
     * same week it is 4, to the same day it is 0, and backwards it is 0 as well.
     */
    public static int between(LocalDate from, LocalDate to) {
        int days = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                days++;
            }
        }
        return days;
    }

    /**
     * How many working days are left after today, the deadline's own day included; 0 on the deadline's day and afterwards.
     *
     * @param now      at this moment, in any zone
     * @param deadline by the clocks of {@link #ZONE}
     */
    public static int daysLeft(ZonedDateTime now, LocalDateTime deadline) {
        return between(now.withZoneSameInstant(ZONE).toLocalDate(), deadline.toLocalDate());
    }

    /** The working day so many working days after a day; for 0 the day itself, working day or not. */
    public static LocalDate after(LocalDate day, int workingDays) {
        return step(day, workingDays, 1);
    }

    /** The working day so many working days before a day; for 0 the day itself, working day or not. */
    public static LocalDate before(LocalDate day, int workingDays) {
        return step(day, workingDays, -1);
    }

    private static LocalDate step(LocalDate from, int workingDays, int direction) {
        LocalDate day = from;
        for (int left = workingDays; left > 0;) {
            day = day.plusDays(direction);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /** Whether the day is neither a weekend nor a day off. */
    public static boolean isWorkingDay(LocalDate day) {
        return !isWeekend(day) && !daysOff(day.getYear()).contains(day);
    }

    /** The days of a year on which offices are closed for a holiday, shifted ones on the day that they are shifted to. */
    public static NavigableSet<LocalDate> daysOff(int year) {
        Table now = table;
        return now.years().computeIfAbsent(year, one -> calculate(one, now));
    }

    private static NavigableSet<LocalDate> calculate(int year, Table announced) {
        List<LocalDate> holidays = Calendar.MANAGER.getHolidays(Year.of(year)).stream().map(Holiday::getDate)
                .sorted(Comparator.naturalOrder()).toList();
        NavigableSet<LocalDate> off = new TreeSet<>();
        holidays.stream().filter(day -> !isWeekend(day)).forEach(off::add);
        for (LocalDate holiday : holidays) {
            if (isWeekend(holiday)) {
                LocalDate day = holiday;
                while (isWeekend(day) || off.contains(day)) {
                    day = day.plusDays(1);
                }
                off.add(day);
            }
        }
        announced.off().stream().filter(day -> day.getYear() == year && !isWeekend(day)).forEach(off::add);
        off.removeAll(announced.worked());
        return Collections.unmodifiableNavigableSet(off);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
