package org.civikos.platform.time;

import io.micrometer.core.instrument.Metrics;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what this process counts by in step with a stored table that any instance may have changed: each instance looks at it
 * again and again, by one read of one key. The gauge {@code civikos.holidays.version} says which version a process counts by.
 */
public final class AnnouncedDays {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedDays.class);

    /** @param version of the stored table, from 1 on; another one means that there may be another table */
    public record Stored(long version, WorkingDays.Table table) {
    }

    private final Supplier<Optional<Stored>> stored;
    private final Consumer<WorkingDays.Table> counting;
    private volatile long version;

    /** @param stored reads the table; empty while nothing was ever announced */
    public AnnouncedDays(Supplier<Optional<Stored>> stored) {
        this(stored, WorkingDays::announce);
    }

    /** @param counting is told of each other table */
    AnnouncedDays(Supplier<Optional<Stored>> stored, Consumer<WorkingDays.Table> counting) {
        this.stored = stored;
        this.counting = counting;
        Metrics.gauge("civikos.holidays.version", this, days -> days.version);
    }

    /** Reads the table and counts by it from now on; when it comes back, what was stored before it was called is in force. A failed read leaves what was. */
    public synchronized void refresh() {
        Stored now = stored.get().orElse(null);
        if (now != null && now.version() != version) {
            counting.accept(now.table());
            version = now.version();
            LOG.info("Days are counted by version {} of the table: {}", version, now.table());
        }
    }
}
