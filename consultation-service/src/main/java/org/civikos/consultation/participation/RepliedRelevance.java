package org.civikos.consultation.participation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.network.Network;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Notes what a person answered by SMS for the one organisation that they may say it for. Who may speak for several has not said for which,
 * and for a consultation whose time is over nothing is left to be reminded of. Each answer is acted on once, and what came of it is told
 * by an event.
 */
@Component
class RepliedRelevance {

    static final String TOPIC = "consultation.reply.events.v1";
    static final String TYPE = "org.civikos.consultation.relevance-answered.v1";

    /**
     * What came of an answer.
     *
     * @param outcome not-relevant or relevant, as it stands now; or refused
     * @param code    why it was refused: not-found, no-mandate, organisation-suspended, several-organisations, deadline-passed, said-otherwise-since
     */
    record Outcome(String replyId, String personId, String consultationId, String outcome, @Nullable String code, @Nullable String organisationId) {
    }

    private final AggregateStore<Outcome> outcomes;
    private final Participations participations;
    private final Consultations consultations;
    private final Network network;
    private final MeterRegistry meters;

    RepliedRelevance(AggregateStores stores, Participations participations, Consultations consultations, Network network, MeterRegistry meters) {
        this.outcomes = stores.of("relevanceAnswers", Outcome.class);
        this.participations = participations;
        this.consultations = consultations;
        this.network = network;
        this.meters = meters;
    }

    void take(String replyId, String person, String consultation, boolean relevant, Instant receivedAt) {
        if (outcomes.find(replyId).isPresent()) {
            return;
        }
        Outcome outcome = outcome(replyId, person, consultation, relevant, receivedAt.truncatedTo(ChronoUnit.MILLIS));
        try {
            outcomes.insert(replyId, outcome, List.of(new OutgoingEvent(TOPIC, TYPE, replyId, outcome)));
            meters.counter("civikos.consultations.relevance.replied", "outcome", outcome.outcome()).increment();
        } catch (DuplicateKeyException readTwiceAtOnce) {
            // Saying it twice is saying it once; whoever was quicker has told what came of it.
        }
    }

    private Outcome outcome(String replyId, String person, String consultation, boolean relevant, Instant receivedAt) {
        Optional<Consultations.Target> target = consultations.target(consultation);
        if (target.isEmpty()) {
            return refused(replyId, person, consultation, "not-found");
        }
        List<String> organisations = network.organisationsOf(person).stream().filter(one -> participations.mayFor(person, one)).toList();
        if (organisations.size() != 1) {
            return refused(replyId, person, consultation, organisations.isEmpty() ? "no-mandate" : "several-organisations");
        }
        if (!target.get().takesComments()) {
            return refused(replyId, person, consultation, "deadline-passed");
        }
        try {
            Participation stands = participations.sayUnlessOutdone(new Participation(consultation, organisations.getFirst(), !relevant, person, receivedAt));
            if (stands.notRelevant() == relevant) {
                return refused(replyId, person, consultation, "said-otherwise-since");
            }
            return new Outcome(replyId, person, consultation, relevant ? "relevant" : "not-relevant", null, stands.organisation());
        } catch (Problem refused) {
            return refused(replyId, person, consultation, refused.code());
        }
    }

    private static Outcome refused(String replyId, String person, String consultation, String code) {
        return new Outcome(replyId, person, consultation, "refused", code, null);
    }
}
