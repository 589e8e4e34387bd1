package org.civikos.localstack;

/** The command could not run: its message is one sentence that says why and what to do. */
public final class CannotRun extends RuntimeException {

    public CannotRun(String message) {
        super(message);
    }
}
