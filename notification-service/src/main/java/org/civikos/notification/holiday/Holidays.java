package org.civikos.notification.holiday;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civikos.platform.messaging.Projections;
import org.civikos.platform.time.AnnouncedDays;
import org.civikos.platform.time.WorkingDays;

/** The table as it was told last, kept in the store so that every instance counts by it, also one that starts later. */
public final class Holidays {

    static final String COLLECTION = "holidayTables";
    private static final String ID = "announced";
    /** Longer than a reminder that comes late can still be sent without asking. */
    private static final Duration REMEMBERED = Duration.ofDays(2);
    private static final int MOST_REMEMBERED = 20;

    /** As the event tells it: the whole table. */
    record Facts(Set<LocalDate> off, Set<LocalDate> worked) {
        Facts {
            Objects.requireNonNull(off, "off");
            Objects.requireNonNull(worked, "worked");
        }
    }

    /** Days as ISO dates. */
    record Days(List<String> off, List<String> worked) {

        static Days of(Facts facts) {
            return new Days(iso(facts.off()), iso(facts.worked()));
        }

        WorkingDays.Table table() {
            return new WorkingDays.Table(dates(off), dates(worked));
        }

        private static List<String> iso(Set<LocalDate> days) {
            return days.stream().sorted().map(LocalDate::toString).toList();
        }

        private static Set<LocalDate> dates(Collection<String> days) {
            return days.stream().map(LocalDate::parse).collect(Collectors.toSet());
        }
    }

    record Before(Days days, Instant until) {}

    record Stored(long version, Days days, List<Before> before) {}

    private final Projections projections;
    private final Clock clock;
    private final AnnouncedDays counting = new AnnouncedDays(this::read);
    private volatile long version;
    private volatile DayTables tables = DayTables.OF_THE_LAW;

    Holidays(Projections projections, Clock clock) {
        this.projections = projections;
        this.clock = clock;
    }

    /** Takes a table in, unless a later one is known. */
    void changed(Facts facts, long sequence) {
        Days days = Days.of(facts);
        // One that says of a day that it is off and worked is refused here and stored nowhere.
        days.table();
        Stored known = projections.find(COLLECTION, ID, Stored.class).orElseGet(() -> new Stored(0, new Days(List.of(), List.of()), List.of()));
        if (sequence > known.version()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Before> before = Stream.concat(Stream.of(new Before(known.days(), now)), known.before().stream().filter(one -> one.until().isAfter(now.minus(REMEMBERED))))
                    .limit(MOST_REMEMBERED).toList();
            projections.replaceIfNewer(COLLECTION, ID, sequence, new Stored(sequence, days, before));
        }
        counting.refresh();
    }

    /** The tables as they are stored now, the former ones of the last two days; from here on this instance counts by the present one. */
    public DayTables tables() {
        counting.refresh();
        DayTables all = tables;
        Instant since = clock.instant().minus(REMEMBERED);
        return new DayTables(all.now(), all.before().stream().filter(one -> one.until().isAfter(since)).toList());
    }

    private Optional<AnnouncedDays.Stored> read() {
        return projections.find(COLLECTION, ID, Stored.class).map(stored -> {
            if (stored.version() != version) {
                tables = new DayTables(stored.days().table(), stored.before().stream().map(one -> new DayTables.Former(one.days().table(), one.until())).toList());
                version = stored.version();
            }
            return new AnnouncedDays.Stored(version, tables.now());
        });
    }
}
