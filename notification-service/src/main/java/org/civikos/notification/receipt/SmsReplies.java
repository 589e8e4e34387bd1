package org.civikos.notification.receipt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.reply.SmsAnswers;
import org.civikos.notification.suppression.Suppression;
import org.civikos.notification.suppression.Suppressions;

/**
 * What people answer by SMS: STOP ends all SMS to the number; PO, DA, YES and JO, NE, NO alone say whether the draft that the number was
 * told of last concerns them; everything is kept for staff.
 */
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
    private static final Set<String> STOP = Set.of("stop", "stopall", "ndal", "ndalo", "prekini", "stani", "unsubscribe", "cancel", "end", "quit",
            "стоп", "прекини", "стани");
    /** No word is yes in one language and no in another: po and jo are Albanian, da and ne Serbian. */
    private static final Set<String> YES = Set.of("po", "da", "yes", "да");
    private static final Set<String> NO = Set.of("jo", "ne", "no", "не");
    /** What may follow one of these words and changes nothing. */
    private static final Set<String> COURTESY = Set.of("faleminderit", "flm", "ju", "hvala", "pozdrav", "thanks", "thank", "you", "thx", "хвала", "поздрав");

    private final Supplier<MongoCollection<Document>> documents;
    private final Suppressions suppressions;
    private final SmsAnswers answers;
    private final Clock clock;

    SmsReplies(Supplier<MongoCollection<Document>> documents, Suppressions suppressions, SmsAnswers answers, Clock clock) {
        this.documents = documents;
        this.suppressions = suppressions;
        this.answers = answers;
        this.clock = clock;
    }

    static Meaning meaning(String text) {
        List<String> words = Stream.of(Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .split("[^\\p{L}]+")).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return Meaning.OTHER;
        }
        String word = words.getFirst();
        if (STOP.contains(word)) {
            return Meaning.STOP;
        }
        // "Ne" also begins questions in Albanian, and "ne znam" is no answer: whatever says more than the word is for people to read.
        boolean alone = words.stream().skip(1).allMatch(next -> next.equals(word) || COURTESY.contains(next));
        return !alone ? Meaning.OTHER : YES.contains(word) ? Meaning.YES : NO.contains(word) ? Meaning.NO : Meaning.OTHER;
    }

    /** Writes an answer down, once however often the provider tells it, and acts on STOP and on a plain yes or no. */
    public void take(String provider, CallbackReader.Reply reply) {
        String number = PhoneNumbers.international(reply.from()).orElse(reply.from());
        Meaning meaning = meaning(reply.text());
        String text = reply.text().length() <= 500 ? reply.text() : reply.text().substring(0, 500);
        documents.get().updateOne(new Document("_id", provider + ":" + reply.id()), new Document("$setOnInsert",
                new Document("number", number).append("text", text).append("meaning", meaning.name().toLowerCase(Locale.ROOT))
                        .append("at", Date.from(clock.instant()))), new UpdateOptions().upsert(true));
        if (meaning == Meaning.STOP) {
            suppressions.add(new Suppression(Channel.SMS, number, Suppression.Why.STOP, clock.instant(), text, null, null, null, null));
        } else if (meaning == Meaning.YES || meaning == Meaning.NO) {
            answers.take(provider + ":" + reply.id(), number, meaning == Meaning.YES);
        }
    }

    /** Forgets answers of more than 30 days ago: they say numbers, and whoever had to act on them has. */
    void forgetOld() {
        documents.get().deleteMany(new Document("at", new Document("$lt", Date.from(clock.instant().minus(KEPT)))));
    }
}
