package org.civikos.notification.alert;

import org.civikos.notification.delivery.Lane;

/** Writes down who gets an alert of a kind whose people are not found by what they subscribed to. */
public interface SpecialPlan {

    /** What the planner lends. */
    interface Tools {

        /** Into how many parts these people are split; the first answer holds. */
        int parts(int people);

        /** The part into which a person falls. */
        int part(String personId, int parts);

        /** Says that a lane has been stored and can be worked on. */
        void ready(Lane lane);
    }

    AlertKind kind();

    /**
     * Writes batches, deliveries and lanes. May be broken off anywhere and begun again, here or elsewhere.
     *
     * @return how many people it concerns
     */
    int write(String alertId, Alert alert, Tools tools);
}
