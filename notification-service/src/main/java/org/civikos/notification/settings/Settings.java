package org.civikos.notification.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.civikos.notification.member.ErasureListener;
import org.civikos.notification.subscription.Scope;
import org.civikos.notification.subscription.Subscription;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;

/** The wishes of those who have stated any, and what organisations set for their people who have not. */
public class Settings implements ErasureListener {

    private static final String COLLECTION = "alertSettings";
    private static final String DEFAULTS = "organisationAlertDefaults";

    /**
     * What an organisation wants its people to be told who have not chosen for themselves.
     *
     * @param subscriptions none for what the network tells everybody
     */
    public record OrganisationDefault(List<Subscription> subscriptions) {
        public OrganisationDefault {
            subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
        }
    }

    private static final int PAGE = 1_000;

    private final AggregateStore<AlertSettings> store;
    private final AggregateStore<OrganisationDefault> defaults;
    private final MongoTemplate mongo;

    Settings(AggregateStores stores, MongoTemplate mongo) {
        this.store = stores.of(COLLECTION, AlertSettings.class);
        this.defaults = stores.of(DEFAULTS, OrganisationDefault.class);
        this.mongo = mongo;
    }

    /** A person's settings; version 0 and the default for who never chose. */
    Versioned<AlertSettings> of(String personId) {
        return store.find(personId).orElseGet(() -> new Versioned<>(personId, 0, AlertSettings.DEFAULT));
    }

    /** Of those of the given people who chose, what. */
    public Map<String, AlertSettings> of(Collection<String> people) {
        return byPerson(store.list(Query.query(Criteria.where("_id").in(people))));
    }

    /** Shows everyone who chose, and what, a page at a time. */
    public void forEachPage(Consumer<Map<String, AlertSettings>> look) {
        store.forEachPage(PAGE, page -> look.accept(byPerson(page)));
    }

    private static Map<String, AlertSettings> byPerson(List<Versioned<AlertSettings>> found) {
        Map<String, AlertSettings> settings = HashMap.newHashMap(found.size());
        found.forEach(one -> settings.put(one.id(), one.state()));
        return settings;
    }

    /** By organisation, what it set; those that set nothing are not there. */
    public Map<String, List<Subscription>> organisationDefaults() {
        Map<String, List<Subscription>> set = new HashMap<>();
        defaults.list(new Query()).forEach(one -> {
            if (!one.state().subscriptions().isEmpty()) {
                set.put(one.id(), one.state().subscriptions());
            }
        });
        return set;
    }

    Versioned<OrganisationDefault> organisationDefault(String organisationId) {
        return defaults.find(organisationId).orElseGet(() -> new Versioned<>(organisationId, 0, new OrganisationDefault(List.of())));
    }

    /** @throws Problem 412 if somebody else changed it since */
    Versioned<OrganisationDefault> changeDefault(String organisationId, @Nullable String ifMatch, List<Subscription> subscriptions) {
        Versioned<OrganisationDefault> current = organisationDefault(organisationId);
        return write(defaults, current, ifMatch, new OrganisationDefault(subscriptions));
    }

    /**
     * Adds a subscription of somebody outside the network, who has none but those that they asked for. Mails are switched on
     * again, since that is what was asked for. The same twice is once.
     *
     * @throws Problem 422 if there are too many
     */
    public void subscribe(String readerId, Subscription wanted) {
        change(readerId, before -> {
            List<Subscription> theirs = before.subscriptions().stream().filter(one -> one.scope() != Scope.ORGANISATION_FIELDS).toList();
            AlertSettings after = before.with(theirs).with(wanted, _ -> wanted).withEmail(true);
            if (after.subscriptions().size() > AlertSettings.MOST) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "too-many-subscriptions", AlertSettings.MOST);
            }
            return after;
        });
    }

    /** Changes the settings of a person, whoever changes them at the same time. */
    Versioned<AlertSettings> change(String personId, UnaryOperator<AlertSettings> how) {
        if (store.find(personId).isEmpty()) {
            try {
                return store.insert(personId, how.apply(AlertSettings.DEFAULT), List.of());
            } catch (DuplicateKeyException somebodyWasFirst) {
                // Then there is something to change.
            }
        }
        return store.change(personId, settings -> {
            AlertSettings after = how.apply(settings);
            return new Change<>(after.equals(settings) ? settings : after, List.of());
        });
    }

    /**
     * Changes the settings of a person if they are still as they were read.
     *
     * @param ifMatch null to change them however they are
     * @throws Problem 412 if they were changed since
     */
    Versioned<AlertSettings> change(String personId, @Nullable String ifMatch, UnaryOperator<AlertSettings> how) {
        if (ifMatch == null) {
            return change(personId, how);
        }
        Versioned<AlertSettings> current = of(personId);
        return write(store, current, ifMatch, how.apply(current.state()));
    }

    private static <S> Versioned<S> write(AggregateStore<S> into, Versioned<S> current, @Nullable String ifMatch, S after) {
        Etags.requireMatch(ifMatch, current.version());
        try {
            return current.version() == 0 ? into.insert(current.id(), after, List.of())
                    : into.update(current.id(), current.version(), after, List.of());
        } catch (DuplicateKeyException | OptimisticLockingFailureException somebodyWasFirst) {
            throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
        }
    }

    @Override
    public void erased(String personId) {
        mongo.remove(Query.query(Criteria.where("_id").is(personId)), COLLECTION);
    }
}
