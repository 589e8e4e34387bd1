package org.civikos.notification.reply;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.member.Members;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.OutgoingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Takes "it concerns us" and "it does not" by SMS, meant of the draft of which the number was last told. Whose number it is must be
 * certain, and which draft; whether the person may say it for an organisation is decided where mandates are kept.
 *
 * <p>Nothing is ever answered by SMS: what writes by itself gets no answer that it could answer, and costs nothing. What there is to
 * say goes by mail to the person who has the number, at most {@value #MOST} times for each draft.
 */
public final class SmsAnswers {

    static final String TOPIC = "notification.relevance.events.v1";
    static final String TYPE = "org.civikos.notification.relevance-replied.v1";

    /** A person may change their mind, and a program that answers by itself must not go on for ever. */
    static final int MOST = 10;
    /** An SMS that is older is not what somebody answers. */
    static final Duration FRESH = Duration.ofDays(30);
    /** Who was told of two drafts within so short a time may mean either. */
    static final Duration TOGETHER = Duration.ofMinutes(15);
    /** The same word again within so short a time is the same answer: SMPP gives what is said again no number by which it is known. */
    static final Duration AGAIN = Duration.ofMinutes(10);

    private static final int LOOKED_AT = 100;
    private static final int SHARERS = 5;
    private static final Logger log = LoggerFactory.getLogger(SmsAnswers.class);

    /** One answer. @param id of the answer, the same however often it is told */
    record Taken(String id, boolean relevant, Instant at) {}

    /** What a person has answered of a draft. @param alertId of the SMS that was answered last */
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

    private record Told(Alert alert, String alertId, Instant at) {}

    private final AggregateStore<Answers> store;
    private final MongoDeliveries deliveries;
    private final Alerts alerts;
    private final Members members;
    private final SmsAnswerMails mails;
    private final MeterRegistry meters;
    private final Clock clock;

    SmsAnswers(
            AggregateStore<Answers> store, MongoDeliveries deliveries, Alerts alerts, Members members, SmsAnswerMails mails, MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.alerts = alerts;
        this.members = members;
        this.mails = mails;
        this.meters = meters;
        this.clock = clock;
    }

    /** The id under which the answers of a person about a draft stand; also the key of their events. */
    static String idOf(String person, String consultation) {
        return hash("sms-answers\n" + person + "\n" + consultation);
    }

    /**
     * Takes one word of yes or no; the same one however often it is told.
     *
     * @param inbound names the SMS, provider and all
     * @param number in the international form
     */
    public void take(String inbound, String number, boolean relevant) {
        count(taken(hash("sms-answer\n" + inbound), number, relevant));
    }

    private String taken(String id, String number, boolean relevant) {
        List<String> holders = members.byPhone(number, SHARERS);
        if (holders.isEmpty()) {
            return "unknown-number";
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (holders.size() > 1) {
            // Only where somebody was told anything: nobody makes us write to people by sending SMS in their name.
            boolean told = holders.stream().anyMatch(holder -> !told(holder, number, now).isEmpty());
            if (told) {
                holders.forEach(holder -> mails.sharedNumber(holder, now));
            }
            return told ? "shared-number" : "nothing-told";
        }
        String person = holders.getFirst();
        List<Told> told = told(person, number, now);
        if (told.isEmpty()) {
            return "nothing-told";
        }
        Told last = told.getFirst();
        if (!last.alert().kind().aboutDraft()) {
            // A question that somebody put by SMS is answered by the same words.
            return "another-message";
        }
        String consultation = last.alert().consultationId();
        boolean several = told.stream().takeWhile(one -> !one.at().isBefore(last.at().minus(TOGETHER)))
                .anyMatch(one -> !one.alert().consultationId().equals(consultation));
        if (several) {
            mails.severalDrafts(person, last.alertId());
            return "several-drafts";
        }
        return note(person, consultation, last.alertId(), new Taken(id, relevant, now));
    }

    /** The SMS that went to a number for a person, the last first. */
    private List<Told> told(String person, String number, Instant now) {
        return deliveries.smsOf(person, now.minus(FRESH), LOOKED_AT).stream()
                .filter(sms -> number.equals(sms.address()) && sms.handedOverAt() != null)
                .sorted(Comparator.comparing((Delivery sms) -> Objects.requireNonNull(sms.handedOverAt())).reversed())
                .flatMap(sms -> alerts.find(sms.alertId()).map(alert -> new Told(alert, sms.alertId(), Objects.requireNonNull(sms.handedOverAt()))).stream())
                .toList();
    }

    private String note(String person, String consultation, String alertId, Taken answer) {
        String key = idOf(person, consultation);
        List<OutgoingEvent> said = List.of(new OutgoingEvent(TOPIC, TYPE, key,
                new RelevanceReplied(answer.id(), person, consultation, answer.relevant(), answer.at())));
        if (store.find(key).isEmpty()) {
            try {
                store.insert(key, new Answers(person, consultation, alertId, List.of(answer)), said);
                return "taken";
            } catch (DuplicateKeyException another) {
                log.debug("Somebody was quicker with the first answer {}", key);
            }
        }
        // Written anew at each try: several instances may be told at once.
        String[] outcome = {"taken"};
        store.change(key, before -> {
            Taken last = before.taken().getLast();
            boolean repeated = before.has(answer.id()) || last.relevant() == answer.relevant() && last.at().plus(AGAIN).isAfter(answer.at());
            outcome[0] = repeated ? "repeated" : before.taken().size() >= MOST ? "too-many" : "taken";
            return outcome[0].equals("taken") ? new Change<>(before.and(alertId, answer), said) : Change.quiet(before);
        });
        return outcome[0];
    }

    /** What was answered about a draft by a person, for whoever tells them what became of it. */
    Optional<String> title(String person, String consultation) {
        return store.find(idOf(person, consultation)).flatMap(found -> alerts.find(found.state().alertId())).map(Alert::title);
    }

    private void count(String outcome) {
        if (outcome.equals("too-many")) {
            log.warn("A number has answered {} times about one draft; what comes now is not taken any more", MOST);
        }
        meters.counter("civikos.sms.answers", "outcome", outcome).increment();
    }

    private static String hash(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
