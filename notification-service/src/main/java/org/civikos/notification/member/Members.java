package org.civikos.notification.member;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bson.Document;
import org.civikos.platform.messaging.Projections;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The read model of the network: written by the consumers of this package, read when an alert is planned. */
public class Members {

    static final String ORGANISATIONS = "organisations";
    static final String MANDATES = "mandates";
    static final String CONTACTS = "contacts";
    private static final String BY_ORGANISATION = "mandates.organisationId";
    private static final int PAGE = 1_000;

    /** As stored: days as text, which no time zone can shift. */
    record StoredMandate(
            String organisationId, String validFrom, @Nullable String validTo, Instant since, @Nullable List<String> rights,
            @Nullable Boolean deputy) {}

    record StoredPerson(List<StoredMandate> mandates) {}

    record StoredOrganisation(String name, String status, List<String> fields) {}

    private final MongoTemplate mongo;
    private final Projections projections;
    private final Supplier<@Nullable Readers> readers;

    Members(MongoTemplate mongo, Projections projections, Supplier<@Nullable Readers> readers) {
        this.readers = readers;
        this.mongo = mongo;
        this.projections = projections;
    }

    void organisation(String id, long sequence, StoredOrganisation organisation) {
        projections.replaceIfNewer(ORGANISATIONS, id, sequence, organisation);
    }

    Optional<StoredPerson> mandates(String personId) {
        return projections.find(MANDATES, personId, StoredPerson.class);
    }

    void mandates(String personId, long sequence, StoredPerson person) {
        projections.replaceIfNewer(MANDATES, personId, sequence, person);
    }

    void contact(String personId, long sequence, Contact contact) {
        projections.replaceIfNewer(CONTACTS, personId, sequence, contact);
    }

    void contactErased(String personId, long sequence) {
        projections.deleteIfNewer(CONTACTS, personId, sequence);
    }

    /** All organisations by id; some hundreds. */
    public Map<String, Organisation> organisations() {
        Map<String, Organisation> all = new HashMap<>();
        for (Document found : mongo.getCollection(ORGANISATIONS).find()) {
            organisation(found).ifPresent(one -> all.put(found.getString("_id"), one));
        }
        return all;
    }

    /** One of them; empty if it is not known. */
    public Optional<Organisation> organisation(String id) {
        return Optional.ofNullable(mongo.getCollection(ORGANISATIONS).find(eq("_id", id)).first()).flatMap(Members::organisation);
    }

    private static Optional<Organisation> organisation(Document found) {
        String status = found.getString("status");
        return status == null ? Optional.empty()
                : Optional.of(new Organisation(found.getString("name"), "active".equals(status), found.getList("fields", String.class, List.of())));
    }

    /** Makes the index by which the people of an organisation are found. */
    public void prepare() {
        mongo.getCollection(MANDATES).createIndex(Indexes.ascending(BY_ORGANISATION, "_id"));
    }

    /** Shows everyone who holds or held a mandate, in no order, without having all of them in memory. */
    public void forEachPerson(Consumer<Person> look) {
        forEachPerson(new Document(), look);
    }

    /** Those who hold or held a mandate for one of the given organisations, each once. */
    public void forEachPersonOf(Collection<String> organisations, Consumer<Person> look) {
        Set<String> asked = Set.copyOf(organisations);
        for (String organisation : asked) {
            forEachPerson(new Document(BY_ORGANISATION, organisation), person -> {
                // Among the people of the first of their organisations, so that nobody has to be remembered.
                if (person.mandates().stream().map(Mandate::organisationId).filter(asked::contains).min(Comparator.naturalOrder()).filter(organisation::equals).isPresent()) {
                    look.accept(person);
                }
            });
        }
    }

    // By pages in the order of ids, since the embedded server gathers all that it finds before it answers the first of them.
    private void forEachPerson(Document which, Consumer<Person> look) {
        String last = "";
        int found;
        do {
            found = 0;
            for (Document one : mongo.getCollection(MANDATES).find(new Document(which).append("_id", new Document("$gt", last)))
                    .sort(Sorts.ascending("_id")).limit(PAGE).batchSize(PAGE)) {
                found++;
                last = one.getString("_id");
                List<Mandate> mandates = one.getList("mandates", Document.class, List.of()).stream().map(Members::mandate).toList();
                if (!mandates.isEmpty()) {
                    look.accept(new Person(last, mandates));
                }
            }
        } while (found == PAGE);
    }

    /** Somebody who holds or held a mandate. */
    public Optional<Person> person(String personId) {
        return Optional.ofNullable(mongo.getCollection(MANDATES).find(eq("_id", personId)).first())
                .map(found -> new Person(personId,
                        found.getList("mandates", Document.class, List.of()).stream().map(Members::mandate).toList()));
    }

    /** Those of the given people who hold or held a mandate. */
    public List<Person> people(Collection<String> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        List<Person> found = new ArrayList<>(people.size());
        for (Document one : mongo.getCollection(MANDATES).find(in("_id", people))) {
            found.add(new Person(one.getString("_id"),
                    one.getList("mandates", Document.class, List.of()).stream().map(Members::mandate).toList()));
        }
        return found;
    }

    /** The contacts of those of the given people who have one, within the network and outside. */
    public Map<String, Contact> contacts(Collection<String> people) {
        Map<String, Contact> contacts = HashMap.newHashMap(people.size());
        List<String> outside = people.stream().filter(Readers::isPublic).toList();
        Readers known = outside.isEmpty() ? null : readers.get();
        if (known != null) {
            contacts.putAll(known.contacts(outside));
        }
        for (Document found : mongo.getCollection(CONTACTS).find(in("_id", people))) {
            contact(found).ifPresent(contact -> contacts.put(found.getString("_id"), contact));
        }
        return contacts;
    }

    public Optional<Contact> contact(String personId) {
        if (Readers.isPublic(personId)) {
            return Optional.ofNullable(contacts(List.of(personId)).get(personId));
        }
        return Optional.ofNullable(mongo.getCollection(CONTACTS).find(eq("_id", personId)).first()).flatMap(Members::contact);
    }

    /** The people of the network with an address, however it is written; a look through all contacts. At most a few. */
    public List<String> byEmail(String address, int most) {
        List<String> found = new ArrayList<>();
        mongo.getCollection(CONTACTS).find(regex("email", "^\\s*" + Pattern.quote(address.strip()) + "\\s*$", "i")).limit(most)
                .forEach(one -> found.add(one.getString("_id")));
        return found;
    }

    /** The people of the network with a number in the international form, however they wrote it; a look through all numbers. At most a few. */
    public List<String> byPhone(String number, int most) {
        List<String> found = new ArrayList<>();
        for (Document one : mongo.getCollection(CONTACTS).find(ne("phone", null)).projection(new Document("phone", 1))) {
            if (found.size() < most && PhoneNumbers.international(one.getString("phone")).filter(number::equals).isPresent()) {
                found.add(one.getString("_id"));
            }
        }
        return found;
    }

    private static Optional<Contact> contact(Document found) {
        String name = found.getString("name");
        return name == null ? Optional.empty()
                : Optional.of(new Contact(name, found.getString("email"), found.getString("phone"), found.getString("language")));
    }

    private static Mandate mandate(Document found) {
        String validTo = found.getString("validTo");
        Date since = found.getDate("since");
        return new Mandate(found.getString("organisationId"), LocalDate.parse(found.getString("validFrom")),
                validTo == null ? null : LocalDate.parse(validTo), since.toInstant(), found.getList("rights", String.class, List.of()),
                found.getBoolean("deputy", false));
    }
}
