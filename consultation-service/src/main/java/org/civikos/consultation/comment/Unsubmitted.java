package org.civikos.consultation.comment;

import java.util.Collection;
import java.util.Map;

/** What organisations are still working on. */
public interface Unsubmitted {

    /**
     * Comments of one organisation by what they wait for.
     *
     * @param writing    being written
     * @param inReview   with a colleague
     * @param forSignOff with whoever may sign off
     */
    record Figures(int writing, int inReview, int forSignOff) {

        public static final Figures NONE = new Figures(0, 0, 0);

        Figures and(Comment.Status status) {
            return switch (status) {
                case DRAFT -> new Figures(writing + 1, inReview, forSignOff);
                case IN_REVIEW -> new Figures(writing, inReview + 1, forSignOff);
                case FOR_SIGN_OFF -> new Figures(writing, inReview, forSignOff + 1);
                case LATE, SUBMITTED, REFUSED, WITHDRAWN, SUPERSEDED -> this;
            };
        }
    }

    /** By consultation and organisation; those without any are left out. Only for whoever speaks for the organisations. */
    Map<String, Map<String, Figures>> of(Collection<String> organisations, Collection<String> consultations);
}
