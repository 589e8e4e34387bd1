package org.civikos.consultation.participation;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.network.Organisation;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says for an organisation whether a consultation concerns it: whoever may comment may, at any time, and saying it twice is saying it once. */
@Component
class Participations {

    static final String COLLECTION = "participations";

    private final AggregateStore<Participation> store;
    private final Network network;
    private final MeterRegistry meters;

    Participations(AggregateStores stores, Network network, MeterRegistry meters) {
        this.store = stores.of(COLLECTION, Participation.class);
        this.network = network;
        this.meters = meters;
    }

    /**
     * What stands afterwards.
     *
     * @throws Problem 403 no-mandate, organisation-suspended
     */
    Participation say(Participation wanted) {
        return say(wanted, old -> false);
    }

    /** The same by what has been under way for some time: what was said later stays. */
    Participation sayUnlessOutdone(Participation wanted) {
        return say(wanted, old -> old.at().isAfter(wanted.at()));
    }

    private Participation say(Participation wanted, Predicate<Participation> outdone) {
        mustSpeakFor(wanted.person(), wanted.organisation());
        String id = Participation.id(wanted.consultation(), wanted.organisation());
        Optional<Versioned<Participation>> found = store.find(id);
        if (found.isEmpty()) {
            if (!wanted.notRelevant()) {
                return wanted;
            }
            try {
                Participation stands = store.insert(id, wanted, List.of(ParticipationEvents.of(id, wanted))).state();
                meters.counter("civikos.consultations.not.relevant").increment();
                return stands;
            } catch (DuplicateKeyException atTheSameTime) {
                // A colleague was quicker; what follows finds out whether anything is left to do.
            }
        }
        return store.change(id, old -> old.notRelevant() == wanted.notRelevant() || outdone.test(old) ? Change.quiet(old)
                : new Change<>(wanted, List.of(ParticipationEvents.of(id, wanted)))).state();
    }

    /** Whether the person may say it for the organisation, which may be suspended. */
    boolean mayFor(String person, String organisation) {
        return network.mayFor(person, "comment", organisation) || network.mayFor(person, "sign-off", organisation);
    }

    private void mustSpeakFor(String person, String organisation) {
        Organisation found = network.organisation(organisation).orElseThrow(() -> Problem.of(HttpStatus.FORBIDDEN, "no-mandate"));
        if (!mayFor(person, organisation)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "no-mandate");
        }
        if (found.isSuspended()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "organisation-suspended", found.name());
        }
        if (!found.isActive()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "no-mandate");
        }
    }
}
