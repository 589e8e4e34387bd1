package org.civikos.consultation.consultation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a consultation's life, never changed.
 *
 * @param act    opened, announced-early, opening, closing, answer, adoption, drop, reverted, deadline-moved, corrected
 * @param stage  where it stood afterwards
 * @param by     the person's identifier, {@value #TIME} or {@value #SOURCE}
 * @param reason in the words of whoever did it
 * @param on     the day on which it happened at the publisher's, ISO, where that is another than the day it was written down
 * @param link   where it can be read
 * @param deadline the deadline that stood afterwards, where the step set one
 * @param corrected what was put right, where the step put something right; {@code null} otherwise
 */
record StageStep(String act, Stage stage, Instant at, String by, @Nullable String reason, @Nullable String on, @Nullable String link, @Nullable String deadline,
        @Nullable List<Correction> corrected) {

    static final String OPENED = "opened";
    static final String ANNOUNCED_EARLY = "announced-early";
    static final String REVERTED = "reverted";
    static final String DEADLINE_MOVED = "deadline-moved";
    static final String CORRECTED = "corrected";

    /** The deadline came. */
    static final String TIME = "time";
    /** The publisher's page says so. */
    static final String SOURCE = "source";

    /**
     * A fact that was put right.
     *
     * @param fact title, institution, actKind or fields; several fields with commas between them
     */
    record Correction(String fact, String before, String after) {
    }
}
