package org.civikos.notification.digest;

import java.time.Instant;

/** Summaries that missed their time by too much: put off to the next morning, unless the secretariat has them sent before. */
interface LateSummaries {

    /**
     * Notes that what is due in one goes out later; the first who says when is right.
     *
     * @param people how many it was for
     * @return when
     */
    Instant putOff(Items.Slot slot, Instant to, int people);

    /** Whether something was put off to a moment: it is not put off again, however late it is by then. */
    boolean putOffTo(Instant moment);
}
