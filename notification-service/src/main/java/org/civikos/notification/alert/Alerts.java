package org.civikos.notification.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.civikos.notification.delivery.Reason;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Opens alerts and gives what they are about to those who write the messages. */
public final class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);
    private static final int REMEMBERED = 512;

    private final AggregateStore<Alert> store;
    private final UnfinishedAlerts unfinished;
    private final Consultations consultations;
    /** Alerts whose facts were asked for lately; facts never change. */
    private final Map<String, Alert> facts = new ConcurrentHashMap<>();

    Alerts(AggregateStore<Alert> store, UnfinishedAlerts unfinished, Consultations consultations) {
        this.consultations = consultations;
        this.store = store;
        this.unfinished = unfinished;
    }

    /**
     * Makes the alert unless it was made before by the same event.
     *
     * @return its id if there is anything left to do for it
     */
    Optional<String> open(Alert alert) {
        String id = Alert.idOf(alert.causeId());
        try {
            store.insert(id, alert, List.of());
        } catch (DuplicateKeyException again) {
            if (store.find(id).map(Versioned::state).filter(Alert::completed).isPresent()) {
                log.debug("Alert {} was completed before; the event has come again", id);
                return Optional.empty();
            }
        }
        // After the alert: if the process ends in between, the event comes again, since it is not acknowledged yet.
        unfinished.add(id);
        return Optional.of(id);
    }

    /** Makes an alert that no event brought, unless it was made before. It is found by the next look at unfinished ones. */
    public void start(Alert alert) {
        open(alert);
    }

    /** How far an alert has come; empty if there is none. */
    public Optional<Alert.Status> status(String alertId) {
        return store.find(alertId).map(found -> found.state().status());
    }

    /** The alert as it stands; empty where there is none of that id. */
    public Optional<Alert> find(String alertId) {
        return store.find(alertId).map(Versioned::state);
    }

    /** What an alert is about; its progress may be out of date. */
    public Alert facts(String alertId) {
        Alert known = facts.get(alertId);
        if (known != null) {
            return known;
        }
        Alert found = store.find(alertId).map(Versioned::state)
                .orElseThrow(() -> new IllegalStateException("There is no alert " + alertId));
        if (facts.size() >= REMEMBERED) {
            facts.clear();
        }
        facts.put(alertId, found);
        return found;
    }

    /** Whether all that is sent of an alert goes before what is not urgent; of one that is not there, nothing does. */
    public boolean urgent(String alertId) {
        Alert known = facts.get(alertId);
        return known != null ? known.critical() : find(alertId).isPresent() && facts(alertId).critical();
    }

    /** What an alert is about, for a message that is written now: it may have been held, so it names the deadline that holds and not the one of its event. */
    public Alert present(String alertId) {
        Alert alert = facts(alertId);
        return known(alert).filter(now -> !now.deadline().equals(alert.deadline()))
                .map(now -> alert.as(alert.title(), now.deadline(), now.deadlineAt())).orElse(alert);
    }

    /** Why nobody is helped any more by a message of an alert that has not been handed over; empty while it is right. */
    Optional<Reason> over(String alertId, Instant now) {
        Alert alert = present(alertId);
        if (alert.kind() == AlertKind.MESSAGE) {
            return Optional.empty();
        }
        if (alert.deadlineAt().isBefore(now)) {
            return Optional.of(Reason.DEADLINE_PASSED);
        }
        // What a publisher changes is news after the end too.
        boolean invites = alert.kind().fact() && alert.kind() != AlertKind.DRAFT_CHANGED;
        boolean closed = invites && known(alert).filter(ConsultationWatch.Known::closed).isPresent();
        return closed || alert.deadline().equals(alert.previousDeadline()) ? Optional.of(Reason.SUPERSEDED) : Optional.empty();
    }

    private Optional<ConsultationWatch.Known> known(Alert alert) {
        return alert.kind().aboutDraft() ? consultations.known(alert.consultationId()) : Optional.empty();
    }

    /** What has been told about a draft, by id, the oldest first; a text that was tried out on it told nothing. */
    public Map<String, Alert> aboutDraft(String consultationId) {
        Map<String, Alert> found = new LinkedHashMap<>();
        store.list(Query.query(Criteria.where("state.consultationId").is(consultationId))).stream().filter(one -> one.state().kind().aboutDraft())
                .sorted(Comparator.comparing((Versioned<Alert> one) -> one.state().createdAt()).thenComparing(Versioned::id))
                .forEach(one -> found.put(one.id(), one.state()));
        return found;
    }

    /** The alerts of a kind that were made between two moments and are not known to have reached anybody yet, by id. */
    public Map<String, Alert> unreached(AlertKind kind, Instant from, Instant to) {
        return store.list(Query.query(Criteria.where("state.kind").is(kind.name()).and("state.createdAt").gte(Date.from(from)).lt(Date.from(to))
                .and("state.reached").is(0))).stream()
                .collect(Collectors.toMap(Versioned::id, Versioned::state));
    }

    /** The alerts that were made between two moments. */
    public List<String> madeBetween(Instant from, Instant to) {
        return store.list(Query.query(Criteria.where("state.createdAt").gte(Date.from(from)).lt(Date.from(to)))).stream()
                .map(Versioned::id).toList();
    }
}
