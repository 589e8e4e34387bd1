package org.civikos.membership.person;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.civikos.membership.organisation.Organisations;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.BasicQuery;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads and changes people, each change together with its events, and decides who may.
 *
 * <p>The secretariat looks after people; a representative with the right {@code manage} looks after the people of that
 * organisation. Whoever can change an e-mail address can sign in as that person, so the address of somebody with a role
 * of the network is changed by an administrator alone, and a representative changes nobody's.
 */
@Component
public class People {

    public static final String COLLECTION = "people";
    private static final int CHUNK = 500;
    /** Days begin and end where the members live. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");

    private final AggregateStore<PersonDocument> store;
    private final Organisations organisations;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    People(AggregateStores stores, Organisations organisations, ApplicationEventPublisher publisher, Clock clock) {
        this.store = stores.of(COLLECTION, PersonDocument.class);
        this.organisations = organisations;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What became of a command. */
    public enum Outcome { CREATED, UPDATED, UNCHANGED }

    /** A person with the version at which it was read or written. */
    public record Stored(Person person, long version, Outcome outcome) {
    }

    /** Told inside this service after a person was erased, so that sessions end at once. */
    public record PersonErased(String personId) {
    }

    /** The person, also if erased. */
    public Optional<Stored> find(String id) {
        return store.find(id).map(People::stored);
    }

    /** The person with this address, in any case. */
    public Optional<Person> findByEmail(String email) {
        return Optional.ofNullable(findByEmailKeys(List.of(Contact.emailKey(email))).get(Contact.emailKey(email)));
    }

    /** People by identifier; an unknown one is left out. */
    public Map<String, Person> findAll(Collection<String> ids) {
        return findBy("_id", ids, Person::id);
    }

    /** People by address, all in small letters. */
    public Map<String, Person> findByEmailKeys(Collection<String> emailKeys) {
        return findBy("state.emailKey", emailKeys, person -> person.contact() == null ? "" : person.contact().emailKey());
    }

    private Map<String, Person> findBy(String member, Collection<String> values, Function<Person, String> key) {
        Map<String, Person> found = new HashMap<>();
        List<String> all = values.stream().distinct().toList();
        for (int from = 0; from < all.size(); from += CHUNK) {
            Query query = Query.query(Criteria.where(member).in(all.subList(from, Math.min(all.size(), from + CHUNK))));
            for (Versioned<PersonDocument> one : store.list(query)) {
                Person person = one.state().toPerson(one.id());
                found.put(key.apply(person), person);
            }
        }
        return found;
    }

    /** A page of people in the order of their names, of one organisation or of all. */
    CursorPage<Stored> page(Actor actor, @Nullable String organisationId, @Nullable Integer limit, @Nullable String cursor) {
        if (!actor.has(Role.SECRETARIAT)) {
            if (organisationId == null) {
                throw Problem.of(HttpStatus.FORBIDDEN, "forbidden");
            }
            requireManager(actor, organisationId, false);
        }
        int size = Cursor.limit(limit);
        List<Document> conditions = new ArrayList<>();
        conditions.add(new Document("state.erased", false));
        if (organisationId != null) {
            conditions.add(new Document("state.mandates.organisationId", organisationId));
        }
        if (cursor != null) {
            String[] after = Cursor.decode(cursor, 2);
            conditions.add(new Document("$or", List.of(new Document("state.nameKey", new Document("$gt", after[0])),
                    new Document("state.nameKey", after[0]).append("_id", new Document("$gt", after[1])))));
        }
        Query query = new BasicQuery(new Document("$and", conditions)).with(Sort.by("state.nameKey", "_id")).limit(size + 1);
        List<Versioned<PersonDocument>> found = store.list(query);
        if (found.size() <= size) {
            return new CursorPage<>(found.stream().map(People::stored).toList(), null);
        }
        Versioned<PersonDocument> last = found.get(size - 1);
        return new CursorPage<>(found.subList(0, size).stream().map(People::stored).toList(),
                Cursor.encode(last.state().nameKey(), last.id()));
    }

    /** One person, for those who may see it: the person, the secretariat, a manager of an organisation it speaks for. */
    Stored get(Actor actor, String id) {
        if (actor.has(Role.SECRETARIAT) || actor.id().equals(id)) {
            return present(id);
        }
        Optional<Stored> found = find(id);
        if (found.isEmpty() || found.get().person().mandates().stream()
                .noneMatch(mandate -> manages(actor, mandate.organisationId(), false))) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden");
        }
        return found.get();
    }

    /**
     * Takes a person in under an identifier that the caller made, or changes how it is reached.
     *
     * @param expectedVersion the version that the caller read; {@code null} if it does not matter
     */
    Stored put(Actor actor, String id, Contact contact, @Nullable Long expectedVersion) {
        if (!Ids.isValid(id)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-id", id);
        }
        Optional<Stored> existing = find(id);
        if (!actor.has(Role.SECRETARIAT)) {
            requireMayLookAfter(actor, existing, contact);
        }
        existing.ifPresent(stored -> requireMayTouchRoles(actor, stored.person()));
        try {
            if (existing.isEmpty()) {
                if (expectedVersion != null) {
                    throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
                }
                Person.Decision decision = Person.register(id, contact);
                Versioned<PersonDocument> written =
                        store.insert(id, PersonDocument.of(decision.person()), PersonEvents.of(decision));
                return new Stored(decision.person(), written.version(), Outcome.CREATED);
            }
            return change(id, expectedVersion, person -> person.contact(contact));
        } catch (DuplicateKeyException taken) {
            throw Problem.of(HttpStatus.CONFLICT, "email-taken").field("/email", "email-taken");
        }
    }

    /** A person changes its own language or number; {@code null} leaves as it is, an empty number takes it away. */
    Stored changeOwn(Actor actor, @Nullable String language, @Nullable String phone) {
        present(actor.id());
        return change(actor.id(), null, person -> {
            Contact now = Objects.requireNonNull(person.contact());
            return person.contact(Contact.of(now.name(), now.email(), phone == null ? now.phone() : phone,
                    language == null ? now.language() : language));
        });
    }

    Stored grant(Actor actor, String id, Mandate mandate) {
        requireMayManage(actor, mandate.organisationId());
        if (organisations.find(mandate.organisationId()).isEmpty()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "organisation-unknown", mandate.organisationId());
        }
        return change(id, null, person -> person.grant(mandate));
    }

    Stored end(Actor actor, String id, String organisationId) {
        requireMayManage(actor, organisationId);
        return change(id, null, person -> person.end(organisationId));
    }

    /** Sets a person's roles of the network; the last administrator stays one. */
    Stored changeRoles(String id, Set<String> roles) {
        Stored before = present(id);
        if (before.person().hasRole(Role.ADMINISTRATOR) && !roles.contains(Role.ADMINISTRATOR)) {
            requireAnotherAdministrator(id);
        }
        return change(id, null, person -> person.roles(roles));
    }

    /** Erases a person; repeating it does nothing more. */
    void erase(Actor actor, String id) {
        Stored before = find(id).orElseThrow(() -> unknown(id));
        requireMayTouchRoles(actor, before.person());
        if (before.person().hasRole(Role.ADMINISTRATOR)) {
            requireAnotherAdministrator(id);
        }
        decide(id, null, Person::erase);
        publisher.publishEvent(new PersonErased(id));
    }

    /**
     * Takes a person in, or brings it to what a list says: contact, some mandates (others stay), and roles.
     *
     * @param roles {@code null} leaves them as they are
     * @throws DuplicateKeyException if somebody else has the address
     */
    public Outcome bring(String id, Contact contact, List<Mandate> mandates, @Nullable Set<String> roles) {
        Function<Person.Decision, Person.Decision> rest = decision -> {
            Person.Decision so = decision;
            for (Mandate mandate : mandates) {
                so = so.then(person -> person.grant(mandate));
            }
            return roles == null ? so : so.then(person -> person.roles(roles));
        };
        if (store.find(id).isEmpty()) {
            Person.Decision decision = rest.apply(Person.register(id, contact));
            store.insert(id, PersonDocument.of(decision.person()), PersonEvents.of(decision));
            return Outcome.CREATED;
        }
        return change(id, null, person -> rest.apply(person.contact(contact))).outcome();
    }

    /** Whether anybody administrates this installation. */
    public boolean anyAdministrator() {
        return !store.list(Query.query(Criteria.where("state.roles").is(Role.ADMINISTRATOR)).limit(1)).isEmpty();
    }

    /** Today, where the members live. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private Stored change(String id, @Nullable Long expectedVersion, Function<Person, Person.Decision> command) {
        present(id);
        return decide(id, expectedVersion, command);
    }

    private Stored decide(String id, @Nullable Long expectedVersion, Function<Person, Person.Decision> command) {
        Versioned<PersonDocument> before = store.find(id).orElseThrow(() -> unknown(id));
        Function<PersonDocument, Change<PersonDocument>> decide = document -> {
            Person.Decision decision = command.apply(document.toPerson(id));
            return decision.facts().isEmpty() ? Change.quiet(document)
                    : new Change<>(PersonDocument.of(decision.person()), PersonEvents.of(decision));
        };
        Versioned<PersonDocument> after;
        if (expectedVersion == null) {
            after = store.change(id, decide);
        } else {
            if (before.version() != expectedVersion) {
                throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
            }
            Change<PersonDocument> change = decide.apply(before.state());
            try {
                after = change.state() == before.state() ? before
                        : store.update(id, expectedVersion, change.state(), change.events());
            } catch (OptimisticLockingFailureException meanwhile) {
                throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
            }
        }
        return new Stored(after.state().toPerson(id), after.version(),
                after.version() == before.version() ? Outcome.UNCHANGED : Outcome.UPDATED);
    }

    /** A person that is not erased. */
    private Stored present(String id) {
        Stored stored = find(id).orElseThrow(() -> unknown(id));
        if (stored.person().isErased()) {
            throw Problem.of(HttpStatus.GONE, "person-erased");
        }
        return stored;
    }

    private static Problem unknown(String id) {
        return Problem.of(HttpStatus.NOT_FOUND, "person-unknown", id);
    }

    private void requireMayManage(Actor actor, String organisationId) {
        if (!actor.has(Role.SECRETARIAT)) {
            requireManager(actor, organisationId, true);
        }
    }

    private void requireManager(Actor actor, String organisationId, boolean toChange) {
        if (!manages(actor, organisationId, false)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "no-mandate");
        }
        if (toChange && !manages(actor, organisationId, true)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "organisation-suspended");
        }
    }

    /** @param toChange also requires that the organisation is not suspended */
    private boolean manages(Actor actor, String organisationId, boolean toChange) {
        boolean mandated = find(actor.id()).flatMap(stored -> stored.person().mandateFor(organisationId))
                .filter(mandate -> mandate.allows(Right.MANAGE, today())).isPresent();
        return mandated && (!toChange
                || organisations.find(organisationId).filter(stored -> !stored.organisation().isSuspended()).isPresent());
    }

    /**
     * A manager takes new people in, and corrects name, number and language of people who speak for no organisation but
     * those the manager looks after. Never an address: it is the key to the account.
     */
    private void requireMayLookAfter(Actor actor, Optional<Stored> existing, Contact contact) {
        Person self = find(actor.id()).map(Stored::person).orElseThrow(() -> Problem.of(HttpStatus.FORBIDDEN, "forbidden"));
        if (self.mandates().stream().noneMatch(mandate -> manages(actor, mandate.organisationId(), true))) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden");
        }
        if (existing.isEmpty()) {
            return;
        }
        Person person = existing.get().person();
        if (person.mandates().isEmpty() || !person.roles().isEmpty()
                || !person.mandates().stream().allMatch(mandate -> manages(actor, mandate.organisationId(), true))) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden");
        }
        if (person.contact() == null || !person.contact().emailKey().equals(contact.emailKey())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "email-by-secretariat").field("/email", "email-by-secretariat");
        }
    }

    private static void requireMayTouchRoles(Actor actor, Person person) {
        if (!person.roles().isEmpty() && !actor.has(Role.ADMINISTRATOR)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "person-has-roles");
        }
    }

    private void requireAnotherAdministrator(String id) {
        if (store.list(Query.query(Criteria.where("state.roles").is(Role.ADMINISTRATOR).and("_id").ne(id)).limit(1)).isEmpty()) {
            throw Problem.of(HttpStatus.CONFLICT, "last-administrator");
        }
    }

    private static Stored stored(Versioned<PersonDocument> versioned) {
        return new Stored(versioned.state().toPerson(versioned.id()), versioned.version(), Outcome.UNCHANGED);
    }
}
