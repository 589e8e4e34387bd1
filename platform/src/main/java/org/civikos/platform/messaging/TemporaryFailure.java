package org.civikos.platform.messaging;

import org.jspecify.annotations.Nullable;

/** Something that a handler needs is away for now: the record is tried again until it succeeds, and those behind it wait. */
public class TemporaryFailure extends RuntimeException {

    public TemporaryFailure(String message) {
        super(message);
    }

    public TemporaryFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
