package org.civikos.notification.settings;

import java.time.Instant;
import java.util.function.Predicate;
import org.civikos.notification.subscription.Fact;

/** The facts of which people were alerted, for saying how often a subscription would have fired. */
public interface PastFacts {

    /**
     * One of them.
     *
     * @param kind     as in consultation-opened
     * @param language of the title: sq, sr or en
     * @param network  whether it is of a document of the network's own, which is nobody else's business
     */
    record Seen(Fact fact, Instant when, String kind, String title, String language, boolean network) {}

    /** Shows them, latest first, as long as more are wanted. */
    void show(Predicate<Seen> more);
}
