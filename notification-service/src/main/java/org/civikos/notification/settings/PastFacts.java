package org.civikos.notification.settings;

import java.time.Instant;
import org.civikos.notification.subscription.Fact;

/** The facts of which people were alerted, for saying how often a subscription would have fired. */
public interface PastFacts {

    /** Somebody who looks at one. */
    @FunctionalInterface
    interface Look {
        void at(Fact fact, Instant when, String kind, String title);
    }

    /** Shows them, latest first. */
    void show(Look look);
}
