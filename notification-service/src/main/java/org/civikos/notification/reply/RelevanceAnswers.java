package org.civikos.notification.reply;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * What people have said about whether drafts concern their organisation, by SMS or by the link of a mail, and passes it on: whether
 * somebody may say it for an organisation is decided where mandates are kept. At most {@value #MOST} answers of a person for each draft.
 */
final class RelevanceAnswers {

    static final String TOPIC = "notification.relevance.events.v1";
    static final String TYPE = "org.civikos.notification.relevance-replied.v1";

    /** A person may change their mind, and a program that answers by itself must not go on for ever. */
    static final int MOST = 10;
    /** The same word again within so short a time is the same answer: SMPP gives what is said again no number by which it is known. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(RelevanceAnswers.class);

    /** What became of an answer here. */
    enum Outcome {
        TAKEN, REPEATED, TOO_MANY;

        /** The word in metrics, as too-many. */
        String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** One answer. @param id of the answer, the same however often it is told */
    record Taken(String id, boolean relevant, Instant at) {}

    /** What a person has answered of a draft. @param alertId of the message that was answered last */
    record Answers(String personId, String consultationId, String alertId, List<Taken> taken) {

        boolean has(String id) {
            return taken.stream().anyMatch(one -> one.id().equals(id));
        }

        Answers and(String alert, Taken next) {
            List<Taken> more = new ArrayList<>(taken);
            more.add(next);
            return new Answers(personId, consultationId, alert, List.copyOf(more));
        }
    }

    record RelevanceReplied(String replyId, String personId, String consultationId, boolean relevant, Instant receivedAt) {}

    private final AggregateStore<Answers> store;
    private final Alerts alerts;

    RelevanceAnswers(AggregateStore<Answers> store, Alerts alerts) {
        this.store = store;
        this.alerts = alerts;
    }

    /** The id under which the answers of a person about a draft stand; also the key of their events. */
    static String idOf(String person, String consultation) {
        return hash("sms-answers\n" + person + "\n" + consultation);
    }

    /** The id of one answer. @param what tells it from every other */
    static String answerId(String what) {
        return hash("sms-answer\n" + what);
    }

    /** Notes it down; durable when the call returns. */
    Outcome note(String person, String consultation, String alertId, Taken answer) {
        String key = idOf(person, consultation);
        List<OutgoingEvent> said = List.of(new OutgoingEvent(TOPIC, TYPE, key,
                new RelevanceReplied(answer.id(), person, consultation, answer.relevant(), answer.at())));
        if (store.find(key).isEmpty()) {
            try {
                store.insert(key, new Answers(person, consultation, alertId, List.of(answer)), said);
                return Outcome.TAKEN;
            } catch (DuplicateKeyException another) {
                log.debug("Somebody was quicker with the first answer {}", key);
            }
        }
        // Written anew at each try: several instances may be told at once.
        Outcome[] outcome = {Outcome.TAKEN};
        store.change(key, before -> {
            Taken last = before.taken().getLast();
            boolean repeated = before.has(answer.id()) || last.relevant() == answer.relevant() && last.at().plus(AGAIN).isAfter(answer.at());
            outcome[0] = repeated ? Outcome.REPEATED : before.taken().size() >= MOST ? Outcome.TOO_MANY : Outcome.TAKEN;
            return outcome[0] == Outcome.TAKEN ? new Change<>(before.and(alertId, answer), said) : Change.quiet(before);
        });
        if (outcome[0] == Outcome.TOO_MANY) {
            log.warn("Somebody has answered {} times about one draft; what comes now is not taken any more", MOST);
        }
        return outcome[0];
    }

    /** What somebody said last about a draft; empty if nothing. */
    Optional<Boolean> last(String person, String consultation) {
        return store.find(idOf(person, consultation)).map(found -> found.state().taken().getLast().relevant());
    }

    /** What was answered about a draft by a person, for whoever tells them what became of it. */
    Optional<String> title(String person, String consultation) {
        return store.find(idOf(person, consultation)).flatMap(found -> alerts.find(found.state().alertId())).map(Alert::title);
    }

    private static String hash(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
