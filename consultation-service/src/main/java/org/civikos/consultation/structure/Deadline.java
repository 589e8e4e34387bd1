package org.civikos.consultation.structure;

import java.time.Duration;

/** The moment by which a split must be done, and the room that it must leave; asked often, since no parser here can be interrupted from outside. */
final class Deadline {
    private final Headroom headroom = new Headroom();
    private long end;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /** Thrown through libraries that know no limit of ours. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final UnreadableDocument why;

        Refused(UnreadableDocument why) {
            super(why.getMessage(), why, false, false);
            this.why = why;
        }

        UnreadableDocument why() {
            return why;
        }
    }

    boolean passed() {
        return System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted();
    }

    /** Time that was spent on something with a bound of its own. */
    void extend(long nanos) {
        end += nanos;
    }

    void check() throws UnreadableDocument {
        if (passed()) {
            throw timeout();
        }
        headroom.check();
    }

    /** The same within a library's call. */
    void hold() {
        try {
            check();
        } catch (UnreadableDocument e) {
            throw new Refused(e);
        }
    }

    static UnreadableDocument timeout() {
        return UnreadableDocument.tooLong();
    }
}
