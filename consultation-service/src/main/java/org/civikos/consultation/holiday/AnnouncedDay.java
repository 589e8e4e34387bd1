package org.civikos.consultation.holiday;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * A day that is off or worked other than by the law's table.
 *
 * @param date     ISO
 * @param kind     {@link #OFF} or {@link #WORKED}
 * @param names    what it is called, by language: sq, sr, en; empty for a day that is worked
 * @param act      what says so, such as a decision of the Government
 * @param by       who wrote it last
 * @param revision how often it was written, from 1 on
 */
record AnnouncedDay(String id, String date, String kind, Map<String, String> names, String act, String by, Instant at, long revision) {

    static final String OFF = "off";
    static final String WORKED = "worked";

    AnnouncedDay {
        names = Map.copyOf(names);
    }

    LocalDate day() {
        return LocalDate.parse(date);
    }

    /** Whether it says the same, whoever wrote it and when. */
    boolean says(AnnouncedDay other) {
        return date.equals(other.date) && kind.equals(other.kind) && names.equals(other.names) && act.equals(other.act);
    }

    AnnouncedDay written(String by, Instant at, long revision) {
        return new AnnouncedDay(id, date, kind, names, act, by, at, revision);
    }
}
