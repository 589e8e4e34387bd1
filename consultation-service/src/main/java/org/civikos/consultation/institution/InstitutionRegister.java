package org.civikos.consultation.institution;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the table of institutions: writes it, tells it, and keeps this instance going by it, whichever instance wrote. */
@Component
class InstitutionRegister implements SmartInitializingSingleton {

    static final String TOPIC = "consultation.institution.events.v1";
    static final String TYPE = "org.civikos.consultation.institutions-changed.v1";
    static final String COLLECTION = "institutions";
    static final String ID = "kept";

    private static final Logger LOG = LoggerFactory.getLogger(InstitutionRegister.class);

    private final AggregateStore<InstitutionTable> store;
    private final MongoTemplate mongo;
    private final Institutions institutions;
    private final ObjectProvider<InstitutionUse> uses;
    private final Clock clock;
    private volatile boolean away;

    InstitutionRegister(AggregateStores stores, MongoTemplate mongo, Institutions institutions, ObjectProvider<InstitutionUse> uses, Clock clock, MeterRegistry meters) {
        this.store = stores.of(COLLECTION, InstitutionTable.class);
        this.mongo = mongo;
        this.institutions = institutions;
        this.uses = uses;
        this.clock = clock;
        meters.gauge("civikos.institutions.version", institutions, Institutions::version);
    }

    /** The whole table, as it is from now on. */
    record Facts(String tableId, List<Told> institutions, String changedAt) {
    }

    /** What others need to name an institution and to tell whose work it took over. */
    record Told(String id, Map<String, String> names, @Nullable String validFrom, @Nullable String validTo, List<String> predecessors, @Nullable String region) {

        static Told of(Institution one) {
            return new Told(one.id(), one.names(), one.validFrom(), one.validTo(), one.predecessors(), one.region());
        }
    }

    /** As it is stored; before anybody wrote one, version 0, as it came with the system. */
    Versioned<InstitutionTable> table() {
        return store.find(ID).orElseGet(() -> new Versioned<>(ID, 0, seed()));
    }

    private static InstitutionTable seed() {
        return new InstitutionTable(InstitutionFile.institutions(), List.of());
    }

    /**
     * Adds an institution, or says another thing of one that is there; what says the same changes nothing.
     *
     * @param revision is given how often that one was written before, 0 for a new one, where something changes, and refuses what does not fit
     * @throws Problem 409 if this one was removed before, there are too many, or a name is taken; 422 if it does not fit what is there
     */
    Versioned<InstitutionTable> put(Institution given, String by, LongConsumer revision) {
        return change(table -> {
            Institution before = table.find(given.id()).orElse(null);
            Institution wanted = before == null ? given : given.knownBy(before.stems());
            if (before != null && before.says(wanted)) {
                return table;
            }
            revision.accept(before == null ? 0 : before.revision());
            if (table.removed(wanted.id())) {
                throw Problem.of(HttpStatus.CONFLICT, "institution-removed");
            }
            if (before == null && table.institutions().size() >= InstitutionTable.MOST) {
                throw Problem.of(HttpStatus.CONFLICT, "too-many-institutions", InstitutionTable.MOST);
            }
            refuse(table.faults(wanted));
            return table.put(before == null ? "added" : "corrected", wanted, by, now());
        });
    }

    /** Gives an institution another name from a day on; has it that name since that day already, nothing happens. */
    Versioned<InstitutionTable> rename(String id, Map<String, String> names, @Nullable List<String> initials, LocalDate from, String by, LongConsumer revision) {
        return change(table -> {
            Institution before = existing(table, id);
            List<String> called = initials == null ? before.initials() : initials;
            if (before.names().equals(names) && !before.formerNames().isEmpty() && from.toString().equals(before.namedSince())) {
                return table;
            }
            revision.accept(before.revision());
            Problem problem = validation();
            if (from.isAfter(today())) {
                problem.field("/from", "name-not-yet");
            } else if (before.namedSince() != null && from.toString().compareTo(before.namedSince()) <= 0) {
                problem.field("/from", "name-before-the-last", before.namedSince());
            } else if (before.endedBefore(from)) {
                problem.field("/from", "name-after-the-end", String.valueOf(before.validTo()));
            }
            if (before.names().equals(names)) {
                problem.field("/names/" + names.keySet().stream().findFirst().orElse("sq"), "name-unchanged");
            }
            if (!problem.fields().isEmpty()) {
                throw problem;
            }
            Institution renamed = before.renamed(names, called, from);
            refuse(table.faults(renamed));
            return table.put("renamed", renamed, by, now());
        });
    }

    /** Ends an institution with a day, and says who took its work over and nobody else. */
    Versioned<InstitutionTable> end(String id, LocalDate lastDay, List<String> successors, String by, LongConsumer revision) {
        return change(table -> {
            Institution before = existing(table, id);
            InstitutionTable after = table.end(id, lastDay, successors, by, now());
            if (after == table) {
                return table;
            }
            revision.accept(before.revision());
            refuse(table.faults(before.ended(lastDay)).stream().map(fault -> fault.pointer().equals("/validTo")
                    ? new InstitutionTable.Fault("/lastDay", fault.code(), fault.args()) : fault).toList());
            refuse(table.successionFaults(before, lastDay, successors));
            return after;
        });
    }

    /** Takes an end back, and that anybody took over. */
    Versioned<InstitutionTable> resume(String id, String by, LongConsumer revision) {
        return change(table -> {
            Institution before = existing(table, id);
            InstitutionTable after = table.end(id, null, List.of(), by, now());
            if (after != table) {
                revision.accept(before.revision());
                refuse(table.faults(before.ended(null)));
            }
            return after;
        });
    }

    /** Takes away what was added by mistake; removed already, nothing happens. */
    void remove(String id, String by, LongConsumer revision) {
        InstitutionTable before = table().state();
        if (before.find(id).isEmpty()) {
            if (!before.removed(id)) {
                throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
            }
            return;
        }
        change(table -> {
            table.find(id).ifPresent(one -> revision.accept(one.revision()));
            fixed(id);
            if (!table.successors(id).isEmpty() || uses.stream().anyMatch(use -> use.names(id))) {
                throw Problem.of(HttpStatus.CONFLICT, "institution-in-use");
            }
            return table.remove(id, by, now());
        });
    }

    private static Institution existing(InstitutionTable table, String id) {
        Institution found = table.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        fixed(id);
        return found;
    }

    /** What stands for all others is no institution that could change. */
    private static void fixed(String id) {
        if (id.equals(Institutions.OTHER)) {
            throw Problem.of(HttpStatus.CONFLICT, "institution-fixed");
        }
    }

    private static void refuse(List<InstitutionTable.Fault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        boolean taken = faults.stream().allMatch(fault -> fault.code().equals("institution-name-taken"));
        Problem problem = taken ? Problem.of(HttpStatus.CONFLICT, "institution-name-taken") : validation();
        faults.forEach(fault -> problem.field(fault.pointer(), fault.code(), fault.args().toArray()));
        throw problem;
    }

    private static Problem validation() {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
    }

    private Versioned<InstitutionTable> change(UnaryOperator<InstitutionTable> command) {
        if (store.find(ID).isEmpty() && !begin(command)) {
            return table();
        }
        Versioned<InstitutionTable> written = store.change(ID, before -> {
            InstitutionTable after = command.apply(before);
            if (after == before) {
                return Change.quiet(before);
            }
            InstitutionTable.Step step = after.history().getLast();
            LOG.info("The institution {} is {} by {}", step.institution(), step.what(), step.by());
            return new Change<>(after, List.of(event(after)));
        });
        refresh();
        return written;
    }

    /** The first change alone takes the file's table over: until then a later release may still bring a better one. */
    private boolean begin(UnaryOperator<InstitutionTable> command) {
        InstitutionTable seed = seed();
        if (command.apply(seed) == seed) {
            return false;
        }
        try {
            store.insert(ID, seed, List.of());
        } catch (DuplicateKeyException begunByAnother) {
            // Then it is changed.
        }
        return true;
    }

    private static OutgoingEvent event(InstitutionTable table) {
        return new OutgoingEvent(TOPIC, TYPE, ID, new Facts(ID, table.institutions().stream().map(Told::of).toList(), table.history().getLast().at().toString()));
    }

    /** The table itself is read only where it has changed. */
    private synchronized void refresh() {
        Query query = Query.query(Criteria.where("_id").is(ID));
        query.fields().include("version");
        Document found = mongo.findOne(query, Document.class, COLLECTION);
        long version = found == null ? 0 : found.get("version", Number.class).longValue();
        if (version != institutions.version()) {
            Versioned<InstitutionTable> table = table();
            institutions.follow(table.version(), table.state().institutions());
            LOG.info("Institutions are known by version {} of the table: {} of them", table.version(), table.state().institutions().size());
        }
    }

    /** Before the first request is answered, if the store can be reached; the look that follows soon makes up for it. */
    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    /** What another instance wrote counts here a second later at most. */
    @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
    void look() {
        try {
            refresh();
            away = false;
        } catch (DataAccessException storeAway) {
            if (!away) {
                LOG.warn("The table of institutions could not be read; tried again every second: {}", storeAway.getMessage());
            }
            away = true;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }
}
