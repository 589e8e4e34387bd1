package org.civikos.consultation.consultation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a consultation's life, never changed.
 *
 * @param act    opened, announced-early, opening, closing, answer, adoption, drop, reverted, deadline-moved
 * @param stage  where it stood afterwards
 * @param by     the person's identifier, {@value #TIME} or {@value #SOURCE}
 * @param reason in the words of whoever did it
 * @param on     the day on which it happened at the publisher's, ISO, where that is another than the day it was written down
 * @param link   where it can be read
 * @param deadline the deadline that stood afterwards, where the step set one
 */
record StageStep(String act, Stage stage, Instant at, String by, @Nullable String reason, @Nullable String on, @Nullable String link, @Nullable String deadline) {

    static final String OPENED = "opened";
    static final String ANNOUNCED_EARLY = "announced-early";
    static final String REVERTED = "reverted";
    static final String DEADLINE_MOVED = "deadline-moved";

    /** The deadline came. */
    static final String TIME = "time";
    /** The publisher's page says so. */
    static final String SOURCE = "source";
}
