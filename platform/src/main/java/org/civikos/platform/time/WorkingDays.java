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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Working days in Kosovo: Monday to Friday without the public holidays of Law 03/L-064. A holiday on a weekend is taken on
 * the next day that is neither a weekend nor another holiday's. The dates of both Bajrams are calculated by the Umm al-Qura
 * calendar and may differ by a day from what is announced: a {@link Table} puts such days right, and adds those that a
 * government gives on top.
 */
public final class WorkingDays {

    /** Kosovo's zone in the time zone database. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");

    /** What is announced other than by the law's table, and how days count with it; two with the same days are equal. */
    public static final class Table {

        /** The law's table as it is. */
        public static final Table OF_THE_LAW = new Table(Set.of(), Set.of());

        private final Set<LocalDate> off;
        private final Set<LocalDate> worked;
        private final Map<Integer, NavigableSet<LocalDate>> years = new ConcurrentHashMap<>();

        /**
         * @param worked takes days off the law's table; a weekend stays one
         * @throws IllegalArgumentException if a day is both
         */
        public Table(Set<LocalDate> off, Set<LocalDate> worked) {
            if (!Collections.disjoint(off, worked)) {
                throw new IllegalArgumentException("A day cannot be off and worked: " + off + " and " + worked);
            }
            this.off = Set.copyOf(off);
            this.worked = Set.copyOf(worked);
        }

        /** As {@link WorkingDays#isWorkingDay}. */
        public boolean isWorkingDay(LocalDate day) {
            return !isWeekend(day) && !daysOff(day.getYear()).contains(day);
        }

        /** As {@link WorkingDays#between}. */
        public int between(LocalDate from, LocalDate to) {
            int days = 0;
            for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
                if (isWorkingDay(day)) {
                    days++;
                }
            }
            return days;
        }

        NavigableSet<LocalDate> daysOff(int year) {
            return years.computeIfAbsent(year, this::calculate);
        }

        private NavigableSet<LocalDate> calculate(int year) {
            NavigableSet<LocalDate> days = new TreeSet<>();
            lawDays(year).forEach(day -> days.add(day.off()));
            off.stream().filter(day -> day.getYear() == year && !isWeekend(day)).forEach(days::add);
            days.removeAll(worked);
            return Collections.unmodifiableNavigableSet(days);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Table table && off.equals(table.off) && worked.equals(table.worked);
        }

        @Override
        public int hashCode() {
            return Objects.hash(off, worked);
        }

        @Override
        public String toString() {
            return "off " + new TreeSet<>(off) + ", worked " + new TreeSet<>(worked);
        }
    }

    /**
     * A holiday of the law's table.
     *
     * @param code new-year, orthodox-christmas, independence-day, constitution-day, labour-day, europe-day, christmas, catholic-easter, orthodox-easter, easter (both on
     *             one day), fitr-bajram or adha-bajram; the dates of the last two are calculated and may differ by a day from what is announced
     * @param on   its own day
     * @param off  the day on which offices are closed for it, a later one where its own is a weekend
     */
    public record LawDay(String code, LocalDate on, LocalDate off) {
    }

    private static volatile Table table = Table.OF_THE_LAW;

    private WorkingDays() {
    }

    /** Loaded at first use: reading the calendar file costs some tenths of a second. */
    private static final class Calendar {
        static final HolidayManager MANAGER = HolidayManager.getInstance(ManagerParameters.create(file()));

        private static URL file() {
            return Objects.requireNonNull(WorkingDays.class.getResource("/holidays/kosovo.xml"), "holidays/kosovo.xml");
        }
    }

    /** Sets what this process counts by, in place of what was set before; {@link AnnouncedDays} does it where the table is stored. */
    public static void announce(Table announced) {
        table = announced;
    }

    /** What this process counts by. */
    public static Table table() {
        return table;
    }

    /**
     * How many working days lie after the first date up to and including the second: from a Monday to the Friday of the
     * same week it is 4, to the same day it is 0, and backwards it is 0 as well.
     */
    public static int between(LocalDate from, LocalDate to) {
        return table.between(from, to);
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
        return table.isWorkingDay(day);
    }

    /** The days of a year on which offices are closed for a holiday, shifted ones on the day that they are shifted to. */
    public static NavigableSet<LocalDate> daysOff(int year) {
        return table.daysOff(year);
    }

    /** The holidays of a year by the law's table, whatever is announced, by their own day. */
    public static List<LawDay> lawDays(int year) {
        List<Holiday> holidays = Calendar.MANAGER.getHolidays(Year.of(year)).stream().sorted(Comparator.comparing(Holiday::getDate)).toList();
        Set<LocalDate> taken = new HashSet<>();
        holidays.stream().map(Holiday::getDate).filter(day -> !isWeekend(day)).forEach(taken::add);
        List<LawDay> days = new ArrayList<>();
        for (Holiday holiday : holidays) {
            LocalDate off = holiday.getDate();
            if (isWeekend(off)) {
                while (isWeekend(off) || taken.contains(off)) {
                    off = off.plusDays(1);
                }
                taken.add(off);
            }
            days.add(new LawDay(code(holiday, holidays), holiday.getDate(), off));
        }
        return days;
    }

    /** The Orthodox Easter is never before the Catholic one, and the calendar knows a day with both but once. */
    private static String code(Holiday holiday, List<Holiday> ofTheYear) {
        return switch (holiday.getPropertiesKey()) {
            case "christian.EASTER_MONDAY" -> {
                List<Holiday> easter = ofTheYear.stream().filter(one -> one.getPropertiesKey().equals(holiday.getPropertiesKey())).toList();
                yield easter.size() == 1 ? "easter" : holiday.equals(easter.getFirst()) ? "catholic-easter" : "orthodox-easter";
            }
            case "islamic.ID_AL_FITR" -> "fitr-bajram";
            case "islamic.ID_UL_ADHA" -> "adha-bajram";
            case String key -> key.toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /** Whether the day is a Saturday or a Sunday. */
    public static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
