package org.civikos.consultation.consultation;

import java.time.Instant;
import java.util.Locale;

/** What may be commented at a moment. This is the only place that decides it. */
public enum Accepts {
    /** Comments on the whole, on its parts and on exact words. */
    EVERYTHING,
    /** Comments on the whole alone: there is no official draft yet. */
    GENERAL,
    /** What comes now is late, and the consultation's setting decides what becomes of it. */
    LATE,
    /** Nothing. */
    NOTHING;

    /**
     * The clock decides, whether a consultation whose deadline has passed was closed already or not.
     *
     * @param deadline of the stage it is at
     */
    static Accepts at(Stage stage, Instant deadline, Instant now) {
        boolean over = !now.isBefore(deadline);
        return switch (stage) {
            case EARLY -> over ? NOTHING : GENERAL;
            case OPEN -> over ? LATE : EVERYTHING;
            case CLOSED -> LATE;
            case ANSWERED, ADOPTED, DROPPED -> NOTHING;
        };
    }

    /** Whether comments are in time. */
    public boolean inTime() {
        return this == EVERYTHING || this == GENERAL;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
