package org.civikos.consultation.holiday;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.AnnouncedDays;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The table of announced days: writes it, tells it, and keeps this instance counting by it, whichever instance wrote. */
@Component
class Holidays implements SmartInitializingSingleton {

    static final String TOPIC = "consultation.holiday.events.v1";
    static final String TYPE = "org.civikos.consultation.holidays-changed.v1";
    static final String ID = "announced";

    private static final Logger LOG = LoggerFactory.getLogger(Holidays.class);

    private final AggregateStore<HolidayTable> store;
    private final AnnouncedDays counting;
    private final Clock clock;
    private boolean away;

    Holidays(AggregateStores stores, Clock clock) {
        this.store = stores.of("holidays", HolidayTable.class);
        this.counting = new AnnouncedDays(() -> store.find(ID).map(table -> new AnnouncedDays.Stored(table.version(), table.state().counting())));
        this.clock = clock;
    }

    /**
     * The whole table, as it is from now on.
     *
     * @param off    days on which offices are closed though the law's table does not say so, ISO, ascending
     * @param worked days of the law's table on which they are open, ISO, ascending
     */
    record Facts(String tableId, List<String> off, List<String> worked, String changedAt) {
    }

    /** As it is stored, version 0 before anybody wrote one. */
    Versioned<HolidayTable> table() {
        return store.find(ID).orElseGet(() -> new Versioned<>(ID, 0, HolidayTable.EMPTY));
    }

    /**
     * Writes a day, once for its identifier: what says the same as is there changes nothing.
     *
     * @param revision is given how often that day was written before, 0 for a new one, where something changes, and refuses what does not fit
     * @throws Problem 409 if the day is announced already, this one was taken away before, or there are too many
     */
    Versioned<HolidayTable> put(AnnouncedDay wanted, String by, LongConsumer revision) {
        begin();
        return change(table -> {
            AnnouncedDay before = table.find(wanted.id()).orElse(null);
            if (before != null && before.says(wanted)) {
                return table;
            }
            revision.accept(before == null ? 0 : before.revision());
            if (table.removed(wanted.id())) {
                throw Problem.of(HttpStatus.CONFLICT, "announced-day-removed");
            }
            table.sameDay(wanted).ifPresent(_ -> {
                throw Problem.of(HttpStatus.CONFLICT, "day-announced-already").field("/date", "day-announced-already");
            });
            if (before == null && table.days().size() >= HolidayTable.MOST) {
                throw Problem.of(HttpStatus.CONFLICT, "too-many-announced-days", HolidayTable.MOST);
            }
            return table.put(wanted, by, now());
        });
    }

    /** Takes a day away; taken away already, nothing happens. */
    void remove(String id, String by, LongConsumer revision) {
        HolidayTable before = table().state();
        if (before.find(id).isEmpty()) {
            if (!before.removed(id)) {
                throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
            }
            return;
        }
        change(table -> {
            table.find(id).ifPresent(day -> revision.accept(day.revision()));
            return table.remove(id, by, now());
        });
    }

    private Versioned<HolidayTable> change(UnaryOperator<HolidayTable> command) {
        Versioned<HolidayTable> written = store.change(ID, before -> {
            HolidayTable after = command.apply(before);
            return after == before ? Change.quiet(before) : new Change<>(after, List.of(event(after)));
        });
        counting.refresh();
        return written;
    }

    private static OutgoingEvent event(HolidayTable table) {
        return new OutgoingEvent(TOPIC, TYPE, ID, new Facts(ID, days(table, AnnouncedDay.OFF).toList(), days(table, AnnouncedDay.WORKED).toList(),
                table.history().getLast().at().toString()));
    }

    private static Stream<String> days(HolidayTable table, String kind) {
        return table.days().stream().filter(day -> day.kind().equals(kind)).map(AnnouncedDay::date);
    }

    private void begin() {
        if (store.find(ID).isEmpty()) {
            try {
                store.insert(ID, HolidayTable.EMPTY, List.of());
            } catch (DuplicateKeyException begunByAnother) {
                // Then it is changed.
            }
        }
    }

    /** Before the first request is answered, if the store can be reached; the look that follows soon makes up for it. */
    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    /** What another instance wrote counts here a second later at most. */
    @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
    synchronized void look() {
        try {
            counting.refresh();
            away = false;
        } catch (DataAccessException storeAway) {
            if (!away) {
                LOG.warn("The table of announced days could not be read; tried again every second: {}", storeAway.getMessage());
            }
            away = true;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }
}
