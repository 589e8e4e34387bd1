package org.civikos.notification.subscriber;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.alert.PublicReaders;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.ContactListener;
import org.civikos.notification.member.ErasureListener;
import org.civikos.notification.member.Readers;
import org.jspecify.annotations.Nullable;

/** Requests that wait to be confirmed, and those who have confirmed one, each with its proof. */
final class Subscribers implements Readers, PublicReaders, ContactListener, ErasureListener {

    static final String READERS = "publicReaders";
    static final String REQUESTS = "publicRequests";
    static final String WORDINGS = "consentWordings";
    /** The latest confirmations that are kept of one reader. */
    private static final int PROOFS = 50;

    /**
     * Somebody asked for something.
     *
     * @param id what is stored of the token in the mail
     * @param wanted the subscription as it is stored
     * @param from the kind of address and its pseudonym
     * @param confirmedAt null if it was not
     */
    record Request(
            String id, String address, String language, Document wanted, String wording, Instant requestedAt, String from, Instant expiresAt,
            @Nullable Instant confirmedAt) {

        /** Under which its mail stands in the ledger: not the reader's own, since nobody knows yet that it is them. */
        String ledgerId() {
            return "request:" + id.substring(0, 24);
        }

        String subscriptionId() {
            return "p-" + id.substring(0, 24);
        }
    }

    /** What was agreed to, when and whence; {@code asked} in the words of the interface. */
    record Proof(
            String request, Instant requestedAt, String from, String wording, String wordingLanguage, Instant confirmedAt, String confirmedFrom,
            Document asked) {}

    record Reader(String id, String address, String language, Instant since, List<Proof> proofs) {}

    private final Supplier<MongoCollection<Document>> readers;
    private final Supplier<MongoCollection<Document>> requests;
    private final Supplier<MongoCollection<Document>> wordings;
    private final Pseudonyms pseudonyms;

    Subscribers(
            Supplier<MongoCollection<Document>> readers, Supplier<MongoCollection<Document>> requests,
            Supplier<MongoCollection<Document>> wordings, Pseudonyms pseudonyms) {
        this.readers = readers;
        this.requests = requests;
        this.wordings = wordings;
        this.pseudonyms = pseudonyms;
    }

    void prepare() {
        readers.get().createIndex(Indexes.ascending("people"));
        requests.get().createIndex(Indexes.ascending("expiresAt"));
        requests.get().createIndex(Indexes.ascending("reader"));
    }

    void remember(Wording words, Instant now) {
        wordings.get().updateOne(Filters.eq("_id", words.version()), Updates.combine(Updates.setOnInsert("language", words.language()),
                Updates.setOnInsert("text", words.text()), Updates.setOnInsert("firstShown", Date.from(now))), new UpdateOptions().upsert(true));
    }

    Map<String, String> wordings() {
        Map<String, String> texts = new HashMap<>();
        wordings.get().find().forEach(found -> texts.put(found.getString("_id"), found.getString("text")));
        return texts;
    }

    void add(Request request) {
        requests.get().replaceOne(Filters.eq("_id", request.id()), new Document("_id", request.id()).append("address", request.address())
                .append("reader", pseudonyms.reader(request.address())).append("language", request.language()).append("wanted", request.wanted())
                .append("wording", request.wording()).append("requestedAt", Date.from(request.requestedAt())).append("from", request.from())
                .append("expiresAt", Date.from(request.expiresAt())).append("confirmedAt", null), new ReplaceOptions().upsert(true));
    }

    /** The request of a token; empty if there is none or it is too old. */
    Optional<Request> request(String token, Instant now) {
        return Optional.ofNullable(requests.get().find(Filters.eq("_id", Pseudonyms.token(token))).first()).map(Subscribers::request)
                .filter(request -> request.expiresAt().isAfter(now));
    }

    /**
     * Writes down that a request was confirmed, once however often it is. Nobody is told anything before it is known who of the
     * network has the same address.
     *
     * @param people looks for them
     * @return the reader's id
     */
    String confirmed(Request request, String wordingLanguage, String from, Supplier<List<String>> people, Instant now) {
        String id = pseudonyms.reader(request.address());
        readers.get().updateOne(Filters.eq("_id", id), Updates.combine(Updates.set("address", request.address()),
                Updates.set("language", request.language())), new UpdateOptions().upsert(true));
        readers.get().updateOne(Filters.and(Filters.eq("_id", id), Filters.ne("proofs.request", request.id())),
                Updates.push("proofs", new Document("request", request.id()).append("requestedAt", Date.from(request.requestedAt()))
                        .append("from", request.from()).append("wording", request.wording()).append("wordingLanguage", wordingLanguage)
                        .append("confirmedAt", Date.from(now)).append("confirmedFrom", from).append("asked", request.wanted())));
        people.get().forEach(person -> readers.get().updateOne(Filters.eq("_id", id), Updates.addToSet("people", person)));
        readers.get().updateOne(new Document("_id", id).append("since", null), Updates.set("since", Date.from(now)));
        requests.get().findOneAndUpdate(new Document("_id", request.id()).append("confirmedAt", null),
                Updates.set("confirmedAt", Date.from(now)), new FindOneAndUpdateOptions());
        return id;
    }

    List<Request> expired(Instant now) {
        return requests.get().find(Filters.lt("expiresAt", Date.from(now))).limit(1_000).map(Subscribers::request).into(new ArrayList<>());
    }

    void remove(Request request) {
        requests.get().deleteOne(Filters.eq("_id", request.id()));
    }

    List<Request> requestsOf(String readerId) {
        return requests.get().find(Filters.eq("reader", readerId)).map(Subscribers::request).into(new ArrayList<>());
    }

    Optional<Reader> find(String id) {
        return Optional.ofNullable(readers.get().find(Filters.eq("_id", id)).first()).filter(found -> found.getDate("since") != null).map(Subscribers::reader);
    }

    /** By id, after a given one; one more than the limit if there are more. */
    List<Reader> page(@Nullable String after, int limit) {
        return readers.get().find(after == null ? Filters.ne("since", null) : Filters.and(Filters.gt("_id", after), Filters.ne("since", null))).sort(Sorts.ascending("_id")).limit(limit + 1)
                .map(Subscribers::reader).into(new ArrayList<>());
    }

    @Override
    public void forEach(Consumer<PublicReaders.Reader> look) {
        for (Document found : readers.get().find().projection(Projections.include("since", "people")).batchSize(1_000)) {
            Date since = found.getDate("since");
            if (since != null) {
                look.accept(new PublicReaders.Reader(found.getString("_id"), since.toInstant(), found.getList("people", String.class, List.of())));
            }
        }
    }

    @Override
    public Map<String, Contact> contacts(Collection<String> ids) {
        Map<String, Contact> contacts = HashMap.newHashMap(ids.size());
        readers.get().find(Filters.and(Filters.in("_id", ids), Filters.ne("since", null))).projection(Projections.include("address", "language")).forEach(found ->
                contacts.put(found.getString("_id"), new Contact("", found.getString("address"), null, found.getString("language"))));
        return contacts;
    }

    // The contact has been written before this is called, and whoever confirms looks for contacts after writing the reader: one of
    // the two sees the other.
    @Override
    public void contact(String personId, @Nullable String email) {
        String theirs = email == null || email.isBlank() ? "" : pseudonyms.reader(email);
        readers.get().updateMany(Filters.and(Filters.eq("people", personId), Filters.ne("_id", theirs)), Updates.pull("people", personId));
        if (!theirs.isEmpty()) {
            readers.get().updateOne(Filters.eq("_id", theirs), Updates.addToSet("people", personId));
        }
    }

    @Override
    public void erased(String personId) {
        if (Readers.isPublic(personId)) {
            readers.get().deleteOne(Filters.eq("_id", personId));
        } else {
            readers.get().updateMany(Filters.eq("people", personId), Updates.pull("people", personId));
        }
    }

    private static Request request(Document d) {
        Date confirmed = d.getDate("confirmedAt");
        return new Request(d.getString("_id"), d.getString("address"), d.getString("language"), d.get("wanted", Document.class),
                d.getString("wording"), d.getDate("requestedAt").toInstant(), d.getString("from"), d.getDate("expiresAt").toInstant(),
                confirmed == null ? null : confirmed.toInstant());
    }

    private static Reader reader(Document d) {
        List<Document> proofs = d.getList("proofs", Document.class, List.of());
        return new Reader(d.getString("_id"), d.getString("address"), d.getString("language"), d.getDate("since").toInstant(),
                proofs.stream().skip(Math.max(0, proofs.size() - PROOFS)).map(p -> new Proof(p.getString("request"), p.getDate("requestedAt").toInstant(),
                        p.getString("from"), p.getString("wording"), p.getString("wordingLanguage"), p.getDate("confirmedAt").toInstant(),
                        p.getString("confirmedFrom"), p.get("asked", Document.class))).toList());
    }
}
