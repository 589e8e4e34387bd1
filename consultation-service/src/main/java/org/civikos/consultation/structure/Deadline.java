package org.civikos.consultation.structure;

import java.time.Duration;

/** The moment by which a split must be done; asked often, since no parser here can be interrupted from outside. */
final class Deadline {
    private long end;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
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
    }

    static UnreadableDocument timeout() {
        return UnreadableDocument.tooLong();
    }
}
