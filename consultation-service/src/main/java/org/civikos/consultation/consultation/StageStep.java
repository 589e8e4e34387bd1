package org.civikos.consultation.consultation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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

    /** A step of which nothing more is to be said yet. */
    static StageStep of(String act, Stage stage, Instant at, String by) {
        return new StageStep(act, stage, at, by, null, null, null, null, null);
    }

    StageStep because(@Nullable String why) {
        return new StageStep(act, stage, at, by, why, on, link, deadline, corrected);
    }

    /** @param day at the publisher's */
    StageStep published(@Nullable LocalDate day, @Nullable String where) {
        return new StageStep(act, stage, at, by, reason, day == null ? null : day.toString(), where, deadline, corrected);
    }

    StageStep until(@Nullable LocalDateTime moment) {
        return new StageStep(act, stage, at, by, reason, on, link, moment == null ? null : moment.toString(), corrected);
    }

    StageStep correcting(List<Correction> corrections) {
        return new StageStep(act, stage, at, by, reason, on, link, deadline, corrections);
    }

    /**
     * A fact that was put right.
     *
     * @param fact title, institution, actKind or fields; several fields with commas between them
     */
    record Correction(String fact, String before, String after) {
    }
}
