package org.civikos.notification.silence;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import org.civikos.notification.settings.AlertSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the looks at the sources in one week came to, as consultation-service tells it.
 *
 * @param failures checks in which nothing could be read
 * @param found new drafts
 */
record Week(String weekId, String from, String to, int checks, int failures, int found, List<Source> sources) {

    /**
     * A source that could be read and has brought nothing for unusually long.
     *
     * @param days since it last brought something
     * @param usually days from one find to the next
     */
    record Quiet(int days, int usually) {}

    /** Of one source. */
    record Source(String name, int checks, int failures, int found, @Nullable Quiet quiet) {
        Source {
            Objects.requireNonNull(name, "name");
        }

        /** Whether every look at it found something to read. */
        boolean readable() {
            return checks > 0 && failures == 0;
        }
    }

    Week(String weekId, String from, String to, int checks, int failures, int found, @Nullable List<Source> sources) {
        this.weekId = Objects.requireNonNull(weekId, "weekId");
        this.from = LocalDate.parse(from).toString();
        this.to = LocalDate.parse(to).toString();
        this.checks = checks;
        this.failures = failures;
        this.found = found;
        this.sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** When it is told: on the Monday after it at seven, as weekly summaries are. */
    Instant toldAt() {
        return LocalDate.parse(to).with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atTime(LocalTime.of(7, 0)).atZone(AlertSettings.KOSOVO).toInstant();
    }

    boolean allReadable() {
        return !sources.isEmpty() && sources.stream().allMatch(Source::readable);
    }
}
