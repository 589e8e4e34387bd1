package org.civikos.notification.receipt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.suppression.Suppression;
import org.civikos.notification.suppression.Suppressions;

/** What people answer by SMS: STOP ends all SMS to the number; JO and NE (no) and everything else is kept for staff. */
public final class SmsReplies {

    public static final String COLLECTION = "smsReplies";

    /** What an answer means. */
    enum Meaning {
        STOP,
        YES,
        NO,
        OTHER
    }

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Set<String> STOP = Set.of("stop", "stopall", "ndal", "ndalo", "prekini", "stani", "unsubscribe", "cancel", "end", "quit");
    private static final Set<String> YES = Set.of("po", "da", "yes");
    private static final Set<String> NO = Set.of("jo", "ne", "no");

    private final Supplier<MongoCollection<Document>> documents;
    private final Suppressions suppressions;
    private final Clock clock;

    SmsReplies(Supplier<MongoCollection<Document>> documents, Suppressions suppressions, Clock clock) {
        this.documents = documents;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    static Meaning meaning(String text) {
        String[] words = Normalizer.normalize(text.strip(), Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .split("[^\\p{L}]+", 3);
        String word = words.length > 0 && words[0].isEmpty() && words.length > 1 ? words[1] : words[0];
        if (STOP.contains(word)) {
            return Meaning.STOP;
        }
        return YES.contains(word) ? Meaning.YES : NO.contains(word) ? Meaning.NO : Meaning.OTHER;
    }

    /** Writes an answer down, once however often the provider tells it, and acts on STOP. */
    public void take(String provider, CallbackReader.Reply reply) {
        String number = PhoneNumbers.international(reply.from()).orElse(reply.from());
        Meaning meaning = meaning(reply.text());
        String text = reply.text().length() <= 500 ? reply.text() : reply.text().substring(0, 500);
        documents.get().updateOne(new Document("_id", provider + ":" + reply.id()), new Document("$setOnInsert",
                new Document("number", number).append("text", text).append("meaning", meaning.name().toLowerCase(Locale.ROOT))
                        .append("at", Date.from(clock.instant()))), new UpdateOptions().upsert(true));
        if (meaning == Meaning.STOP) {
            suppressions.add(new Suppression(Channel.SMS, number, Suppression.Why.STOP, clock.instant(), text, null, null, null, null));
        }
    }

    /** Forgets answers of more than 30 days ago: they say numbers, and whoever had to act on them has. */
    void forgetOld() {
        documents.get().deleteMany(new Document("at", new Document("$lt", Date.from(clock.instant().minus(KEPT)))));
    }
}
