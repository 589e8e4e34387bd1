package org.civikos.platform.messaging;

import org.jspecify.annotations.Nullable;

/** This record can never be handled as it is: it is stored as a dead letter and the next one is taken. */
public class PermanentFailure extends RuntimeException {

    public PermanentFailure(String message) {
        super(message);
    }

    public PermanentFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
