package org.civikos.localstack.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for something that happens behind the scenes. */
final class Wait {

    private static final long PAUSE_MILLIS = 100;

    private Wait() {
    }

    /**
     * @param what for the message
     * @param look null or an {@link Api.Unexpected} means: not yet
     * @throws Api.Unexpected when it did not happen in time
     */
    static <T> T until(String what, Duration longest, Supplier<@Nullable T> look) {
        Instant end = Instant.now().plus(longest);
        Api.Unexpected last = null;
        while (Instant.now().isBefore(end)) {
            try {
                T found = look.get();
                if (found != null) {
                    return found;
                }
            } catch (Api.Unexpected e) {
                last = e;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Api.Unexpected(0, "interrupted");
            }
        }
        throw new Api.Unexpected(last == null ? 0 : last.status(), what + " did not come within " + longest.toSeconds() + " s"
                + (last == null ? "" : " (" + last.getMessage() + ")"));
    }
}
