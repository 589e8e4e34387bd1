package org.civikos.notification.receipt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.EnumSet;
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
 * What people answer by SMS: STOP ends all SMS to the number, START alone takes that back; PO, DA, YES and JO, NE, NO alone say whether the draft that the number was
 * told of last concerns them; everything is kept for staff.
 */
public final class SmsReplies {

    public static final String COLLECTION = "smsReplies";

    /** What an answer means. */
    enum Meaning {
        STOP,
        START,
        YES,
        NO,
        OTHER
    }

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Set<String> STOP = Set.of("stop", "stopall", "ndal", "ndalo", "prekini", "stani", "unsubscribe", "cancel", "end", "quit",
            "стоп", "прекини", "стани");
    /** Go on: only from the number itself, and only alone, since a stop must not be taken back by a word in a sentence. */
    private static final Set<String> START = Set.of("start", "unstop", "fillo", "vazhdo", "kreni", "nastavi", "pocni", "старт", "крени", "настави", "почни");
    /** What an SMS from the number shows to be over: who writes from it has it, and wants messages. Not a complaint, and not what staff decided. */
    private static final Set<Suppression.Why> TAKEN_BACK = EnumSet.of(Suppression.Why.STOP, Suppression.Why.HARD_BOUNCE, Suppression.Why.SOFT_BOUNCES);
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
        return !alone ? Meaning.OTHER : START.contains(word) ? Meaning.START : YES.contains(word) ? Meaning.YES : NO.contains(word) ? Meaning.NO : Meaning.OTHER;
    }

    /** Writes an answer down, once however often the provider tells it, and acts on STOP, START and a plain yes or no. */
    public void take(String provider, CallbackReader.Reply reply) {
        String number = PhoneNumbers.international(reply.from()).orElse(reply.from());
        Meaning meaning = meaning(reply.text());
        String text = reply.text().length() <= 500 ? reply.text() : reply.text().substring(0, 500);
        String id = provider + ":" + reply.id();
        Document kept = documents.get().findOneAndUpdate(new Document("_id", id), new Document("$setOnInsert",
                new Document("number", number).append("text", text).append("meaning", meaning.name().toLowerCase(Locale.ROOT))
                        .append("at", Date.from(clock.instant()))), new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        if (kept != null && kept.getBoolean("acted", false)) {
            // Told again later: another message may have said the contrary since.
            return;
        }
        switch (meaning) {
            case STOP -> suppressions.add(new Suppression(Channel.SMS, number, Suppression.Why.STOP, clock.instant(), text, null, "sms:" + id, null, null));
            case START -> suppressions.release(Channel.SMS, number, "sms:" + id, TAKEN_BACK);
            case YES, NO -> answers.take(id, number, meaning == Meaning.YES);
            case OTHER -> { }
        }
        documents.get().updateOne(new Document("_id", id), new Document("$set", new Document("acted", true)));
    }

    /** Forgets answers of more than 30 days ago: they say numbers, and whoever had to act on them has. */
    void forgetOld() {
        documents.get().deleteMany(new Document("at", new Document("$lt", Date.from(clock.instant().minus(KEPT)))));
    }
}
