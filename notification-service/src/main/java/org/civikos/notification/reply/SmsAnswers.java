package org.civikos.notification.reply;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.member.Members;

/**
 * Takes "it concerns us" and "it does not" by SMS, meant of the draft of which the number was last told. Whose number it is must be
 * certain, and which draft; whether the person may say it for an organisation is decided where mandates are kept.
 *
 * <p>Nothing is ever answered by SMS: what writes by itself gets no answer that it could answer, and costs nothing. What there is to
 * say goes by mail to the person who has the number, as often as {@link RelevanceAnswers} takes answers for each draft.
 */
public final class SmsAnswers {

    /** An SMS that is older is not what somebody answers. */
    static final Duration FRESH = Duration.ofDays(30);
    /** Who was told of two drafts within so short a time may mean either. */
    static final Duration TOGETHER = Duration.ofMinutes(15);
    private static final int LOOKED_AT = 100;
    private static final int SHARERS = 5;

    private record Told(Alert alert, String alertId, Instant at) {}

    private final RelevanceAnswers answers;
    private final MongoDeliveries deliveries;
    private final Alerts alerts;
    private final Members members;
    private final SmsAnswerMails mails;
    private final MeterRegistry meters;
    private final Clock clock;

    SmsAnswers(
            RelevanceAnswers answers, MongoDeliveries deliveries, Alerts alerts, Members members, SmsAnswerMails mails, MeterRegistry meters,
            Clock clock) {
        this.answers = answers;
        this.deliveries = deliveries;
        this.alerts = alerts;
        this.members = members;
        this.mails = mails;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes one word of yes or no; the same one however often it is told.
     *
     * @param inbound names the SMS, provider and all
     * @param number in the international form
     */
    public void take(String inbound, String number, boolean relevant) {
        count(taken(RelevanceAnswers.answerId(inbound), number, relevant));
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
        return answers.note(person, consultation, last.alertId(), new RelevanceAnswers.Taken(id, relevant, now)).code();
    }

    /** The SMS that went to a number for a person, the last first. */
    private List<Told> told(String person, String number, Instant now) {
        return deliveries.smsOf(person, now.minus(FRESH), LOOKED_AT).stream()
                .filter(sms -> number.equals(sms.address()) && sms.handedOverAt() != null)
                .sorted(Comparator.comparing((Delivery sms) -> Objects.requireNonNull(sms.handedOverAt())).reversed())
                .flatMap(sms -> alerts.find(sms.alertId()).map(alert -> new Told(alert, sms.alertId(), Objects.requireNonNull(sms.handedOverAt()))).stream())
                .toList();
    }

    private void count(String outcome) {
        meters.counter("civikos.sms.answers", "outcome", outcome).increment();
    }
}
