package org.civikos.notification.delivery;

import java.util.List;

/** Counts what became of messages, for figures. */
public interface Tally {

    /** Counts nothing. */
    Tally NONE = new Tally() {
        @Override
        public void ended(Lane lane, List<Delivery> deliveries) {}

        @Override
        public void delivered(Delivery delivery) {}
    };

    /** Told before a lane is finished, and again with the same deliveries if the process ends in between: counts a lane once. */
    void ended(Lane lane, List<Delivery> deliveries);

    /** Told once, right after it was written down that a message has arrived. */
    void delivered(Delivery delivery);
}
