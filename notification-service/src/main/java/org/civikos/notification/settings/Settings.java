package org.civikos.notification.settings;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.civikos.notification.member.ErasureListener;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.subscription.Quiet;
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
     * @param zone by which clocks; null for Kosovo's
     * @param quiet when not to disturb them; null for never
     */
    public record OrganisationDefault(List<Subscription> subscriptions, @Nullable String zone, @Nullable Quiet quiet) {
        public OrganisationDefault {
            subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
            zone = AlertSettings.KOSOVO.getId().equals(zone) ? null : zone;
        }

        /** Without hours. */
        public OrganisationDefault(List<Subscription> subscriptions) {
            this(subscriptions, null, null);
        }

        ZoneId timeZone() {
            return zone == null ? AlertSettings.KOSOVO : ZoneId.of(zone);
        }

        boolean timed() {
            return zone != null || quiet != null;
        }

        boolean empty() {
            return subscriptions.isEmpty() && !timed();
        }
    }

    private static final int PAGE = 1_000;

    private final AggregateStore<AlertSettings> store;
    private final AggregateStore<OrganisationDefault> defaults;
    private final MongoTemplate mongo;
    private final Members members;
    private final Clock clock;

    Settings(AggregateStores stores, MongoTemplate mongo, Members members, Clock clock) {
        this.members = members;
        this.clock = clock;
        this.store = stores.of(COLLECTION, AlertSettings.class);
        this.defaults = stores.of(DEFAULTS, OrganisationDefault.class);
        this.mongo = mongo;
    }

    /** A person's settings; version 0 for who never chose, and what their organisations or the network set for them. */
    Versioned<AlertSettings> of(String personId) {
        return store.find(personId).map(found -> new Versioned<>(personId, found.version(), holding(personId, found.state())))
                .orElseGet(() -> new Versioned<>(personId, 0, holding(personId, null)));
    }

    /** The names of the organisations that set what somebody is told; none where the person chose it, or the network alone set anything. */
    List<String> settingFor(Versioned<AlertSettings> current) {
        Map<String, OrganisationDefault> set = current.state().inheriting() ? organisationDefaults() : Map.of();
        if (set.isEmpty()) {
            return List.of();
        }
        Map<String, Organisation> organisations = members.organisations();
        Wishes now = new Wishes(set, organisations, today());
        return members.person(current.id()).map(now::settingFor).orElse(List.of()).stream()
                .map(id -> organisations.get(id).name()).sorted().toList();
    }

    private Wishes wishes(Map<String, OrganisationDefault> set) {
        return new Wishes(set, set.isEmpty() ? Map.of() : members.organisations(), today());
    }

    private LocalDate today() {
        return clock.instant().atZone(AlertSettings.KOSOVO).toLocalDate();
    }

    /** Forgets which subscriptions a person chose. */
    Versioned<AlertSettings> inherit(String personId) {
        return change(personId, before -> before.inheriting(holding(personId, null)));
    }

    private AlertSettings holding(String personId, @Nullable AlertSettings own) {
        if (own != null && !own.inheriting()) {
            return own;
        }
        Map<String, OrganisationDefault> set = organisationDefaults();
        Person nobody = new Person(personId, List.of());
        AlertSettings found = wishes(set)
                .of(set.isEmpty() ? nobody : members.person(personId).orElse(nobody), own);
        return found.inheriting(found);
    }

    /** What holds for the given people at present, whoever set it. */
    public Map<String, AlertSettings> holding(Collection<String> people) {
        return holding(people, of(people));
    }

    /** The same for messages that nobody subscribes to: whoever chose nothing has not refused SMS. */
    public Map<String, AlertSettings> unrefused(Collection<String> people) {
        Map<String, AlertSettings> chosen = of(people);
        Map<String, AlertSettings> holding = holding(people, chosen);
        holding.replaceAll((person, wishes) -> chosen.containsKey(person) ? wishes : wishes.withChannels(wishes.email(), true));
        return holding;
    }

    private Map<String, AlertSettings> holding(Collection<String> people, Map<String, AlertSettings> chosen) {
        Map<String, OrganisationDefault> set = organisationDefaults();
        Wishes now = wishes(set);
        Map<String, AlertSettings> holding = HashMap.newHashMap(people.size());
        List<String> inheriting = new ArrayList<>();
        for (String person : people) {
            AlertSettings own = chosen.get(person);
            holding.put(person, now.of(new Person(person, List.of()), own));
            if (!set.isEmpty() && (own == null || own.inheriting())) {
                inheriting.add(person);
            }
        }
        members.people(inheriting).forEach(person -> holding.put(person.id(), now.of(person, chosen.get(person.id()))));
        return holding;
    }

    /** Of those of the given people who chose anything, what; the subscriptions of those who {@link AlertSettings#inheriting() inherit} them may be out of date. */
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
    public Map<String, OrganisationDefault> organisationDefaults() {
        Map<String, OrganisationDefault> set = new HashMap<>();
        defaults.list(new Query()).forEach(one -> {
            if (!one.state().empty()) {
                set.put(one.id(), one.state());
            }
        });
        return set;
    }

    Versioned<OrganisationDefault> organisationDefault(String organisationId) {
        return defaults.find(organisationId).orElseGet(() -> new Versioned<>(organisationId, 0, new OrganisationDefault(List.of())));
    }

    /** @throws Problem 412 if somebody else changed it since */
    Versioned<OrganisationDefault> changeDefault(String organisationId, @Nullable String ifMatch, OrganisationDefault after) {
        Versioned<OrganisationDefault> current = organisationDefault(organisationId);
        return write(defaults, current, ifMatch, after);
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
                return store.insert(personId, how.apply(holding(personId, null)), List.of());
            } catch (DuplicateKeyException somebodyWasFirst) {
                // Then there is something to change.
            }
        }
        return store.change(personId, settings -> {
            AlertSettings before = holding(personId, settings);
            AlertSettings after = how.apply(before);
            return new Change<>(after.equals(before) ? settings : after, List.of());
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
