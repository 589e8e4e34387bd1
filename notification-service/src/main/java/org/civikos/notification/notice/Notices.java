package org.civikos.notification.notice;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.jspecify.annotations.Nullable;

/** Sends one mail to one address, through the same workers, providers, stopped addresses and trial mode as alerts. */
public final class Notices {

    static final String COLLECTION = "notices";
    /** The kind of a notice as the editor of texts knows it begins so; what it says follows. */
    static final String KIND = "notice.";

    /**
     * What a mail says.
     *
     * @param personId under which it stands in the ledger, and is erased there
     * @param what the key of its sentences: {@code confirm} or {@code link}
     * @param url to which its one button leads
     * @param details further lines
     * @param deadline of the draft that it is about, in Kosovo, as {@code 2026-12-24T23:59}: its subject begins with the days left, and a line says when it
     *        closes; null where there is none
     */
    public record Notice(String personId, String address, String language, String what, String url, List<String> details, @Nullable String deadline) {

        public Notice(String personId, String address, String language, String what, String url, List<String> details) {
            this(personId, address, language, what, url, details, null);
        }
    }

    private final Supplier<MongoCollection<Document>> documents;
    private final Alerts alerts;
    private final Clock clock;

    Notices(Supplier<MongoCollection<Document>> documents, Alerts alerts, Clock clock) {
        this.documents = documents;
        this.alerts = alerts;
        this.clock = clock;
    }

    void prepare() {
        documents.get().createIndex(Indexes.ascending("personId"));
        documents.get().createIndex(Indexes.ascending("until"));
    }

    /** The id of the alert that carries the notice of a cause. */
    public static String alertOf(String cause) {
        return Alert.idOf("notice\n" + cause);
    }

    /**
     * Sends it on its way; the same cause makes no second one. Durable when the call returns.
     *
     * @param goodFor after so long it is not worth sending any more
     */
    public void send(String cause, Notice notice, Duration goodFor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant until = now.plus(goodFor);
        String causeId = "notice\n" + cause;
        String id = alertOf(cause);
        Document stored = new Document("_id", id).append("personId", notice.personId()).append("address", notice.address())
                .append("language", notice.language()).append("what", notice.what()).append("url", notice.url())
                .append("details", notice.details()).append("deadline", notice.deadline()).append("until", Date.from(until));
        if (documents.get().find(Filters.eq("_id", id)).first() == null) {
            documents.get().insertOne(stored);
        }
        alerts.start(Alert.of(new Alert.Cause(AlertKind.NOTICE, causeId, KIND + notice.what(), now), Alert.Subject.noDraft("", "sq", List.of(), until), now));
    }

    Optional<Notice> find(String alertId) {
        return Optional.ofNullable(documents.get().find(Filters.eq("_id", alertId)).first()).map(found -> new Notice(
                found.getString("personId"), found.getString("address"), found.getString("language"), found.getString("what"),
                found.getString("url"), found.getList("details", String.class, List.of()), found.getString("deadline")));
    }

    /** Forgets what it was going to say to somebody. */
    public void forget(String personId) {
        documents.get().deleteMany(Filters.eq("personId", personId));
    }

    /** Forgets what is no longer worth sending; the record that something went out stays in the ledger. */
    void forgetOld() {
        documents.get().deleteMany(Filters.lt("until", Date.from(clock.instant())));
    }
}
