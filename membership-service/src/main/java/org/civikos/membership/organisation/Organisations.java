package org.civikos.membership.organisation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.Document;
import org.civikos.membership.reference.Folding;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.BasicQuery;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads and changes organisations, each change together with its events. */
@Component
public class Organisations {

    public static final String COLLECTION = "organisations";
    private static final int CHUNK = 500;

    private final AggregateStore<OrganisationDocument> store;
    private final Clock clock;

    Organisations(AggregateStores stores, Clock clock) {
        this.store = stores.of(COLLECTION, OrganisationDocument.class);
        this.clock = clock;
    }

    /** What became of a command. */
    public enum Outcome { CREATED, UPDATED, UNCHANGED }

    /** An organisation with the version at which it was read or written. */
    public record Stored(Organisation organisation, long version, Outcome outcome) {
    }

    public Optional<Stored> find(String id) {
        return store.find(id).map(Organisations::stored);
    }

    public Stored get(String id) {
        return find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "organisation-unknown", id));
    }

    /** The organisations with these identifiers; an unknown one is left out. */
    public Map<String, Organisation> findAll(Collection<String> ids) {
        return findBy("_id", ids, Organisation::id);
    }

    /** The organisations with these folded names, by folded name. */
    public Map<String, Organisation> findByNameKeys(Collection<String> nameKeys) {
        return findBy("state.nameKey", nameKeys, organisation -> organisation.profile().nameKey());
    }

    private Map<String, Organisation> findBy(String member, Collection<String> values,
            Function<Organisation, String> key) {
        Map<String, Organisation> found = new HashMap<>();
        List<String> all = values.stream().distinct().toList();
        for (int from = 0; from < all.size(); from += CHUNK) {
            Query query = Query.query(Criteria.where(member).in(all.subList(from, Math.min(all.size(), from + CHUNK))));
            for (Versioned<OrganisationDocument> one : store.list(query)) {
                Organisation organisation = one.state().toOrganisation(one.id());
                found.put(key.apply(organisation), organisation);
            }
        }
        return found;
    }

    /**
     * A page of organisations in the order of their names.
     *
     * @param text   part of the name or short name, in any spelling
     * @param field  only those active in this field
     * @param status {@code active} or {@code suspended}
     */
    CursorPage<Stored> page(@Nullable String text, @Nullable String field, @Nullable String status, @Nullable Integer limit,
            @Nullable String cursor) {
        int size = Cursor.limit(limit);
        List<Document> conditions = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (String word : Folding.fold(text).split(" ")) {
                conditions.add(new Document("state.searchText", new Document("$regex", Pattern.quote(word))));
            }
        }
        if (field != null) {
            conditions.add(new Document("state.fields", field));
        }
        if (status != null) {
            conditions.add(new Document("state.status", status));
        }
        if (cursor != null) {
            // Names are unique when folded, so that one key says where the page before ended.
            conditions.add(new Document("state.nameKey", new Document("$gt", Cursor.decode(cursor, 1)[0])));
        }
        Query query = new BasicQuery(conditions.isEmpty() ? new Document() : new Document("$and", conditions))
                .with(Sort.by("state.nameKey")).limit(size + 1);
        List<Stored> found = store.list(query).stream().map(Organisations::stored).toList();
        if (found.size() <= size) {
            return new CursorPage<>(found, null);
        }
        List<Stored> items = found.subList(0, size);
        return new CursorPage<>(items, Cursor.encode(items.getLast().organisation().profile().nameKey()));
    }

    /**
     * Registers an organisation under an identifier that the caller made, or changes its profile.
     *
     * @param expectedVersion the version that the caller read; {@code null} if it does not matter
     */
    public Stored put(String id, OrganisationProfile profile, @Nullable Long expectedVersion) {
        if (!Ids.isValid(id)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-id", id);
        }
        try {
            Optional<Versioned<OrganisationDocument>> existing = store.find(id);
            if (existing.isEmpty()) {
                if (expectedVersion != null) {
                    throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
                }
                Organisation.Decision decision = Organisation.register(id, profile);
                try {
                    Versioned<OrganisationDocument> written = store.insert(id,
                            OrganisationDocument.of(decision.organisation()), OrganisationEvents.of(decision));
                    return new Stored(decision.organisation(), written.version(), Outcome.CREATED);
                } catch (DuplicateKeyException taken) {
                    if (store.find(id).isEmpty()) {
                        throw taken;
                    }
                    // Somebody registered it in this very moment: then this is a change.
                }
            }
            return change(id, expectedVersion, organisation -> organisation.change(profile));
        } catch (DuplicateKeyException taken) {
            throw Problem.of(HttpStatus.CONFLICT, "organisation-name-taken", profile.name())
                    .field("/name", "organisation-name-taken", profile.name());
        }
    }

    Stored suspend(String id, String reason) {
        return change(id, null, organisation -> organisation.suspend(reason, clock.instant()));
    }

    Stored reinstate(String id) {
        return change(id, null, Organisation::reinstate);
    }

    private Stored change(String id, @Nullable Long expectedVersion, Function<Organisation, Organisation.Decision> command) {
        Versioned<OrganisationDocument> before = store.find(id)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "organisation-unknown", id));
        Function<OrganisationDocument, Change<OrganisationDocument>> decide = document -> {
            Organisation.Decision decision = command.apply(document.toOrganisation(id));
            return decision.facts().isEmpty() ? Change.quiet(document)
                    : new Change<>(OrganisationDocument.of(decision.organisation()), OrganisationEvents.of(decision));
        };
        Versioned<OrganisationDocument> after;
        if (expectedVersion == null) {
            after = store.change(id, decide);
        } else {
            if (before.version() != expectedVersion) {
                throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
            }
            Change<OrganisationDocument> change = decide.apply(before.state());
            try {
                after = change.state() == before.state() ? before
                        : store.update(id, expectedVersion, change.state(), change.events());
            } catch (OptimisticLockingFailureException meanwhile) {
                throw Problem.of(HttpStatus.PRECONDITION_FAILED, "precondition-failed");
            }
        }
        return new Stored(after.state().toOrganisation(id), after.version(),
                after.version() == before.version() ? Outcome.UNCHANGED : Outcome.UPDATED);
    }

    private static Stored stored(Versioned<OrganisationDocument> versioned) {
        return new Stored(versioned.state().toOrganisation(versioned.id()), versioned.version(), Outcome.UNCHANGED);
    }
}
