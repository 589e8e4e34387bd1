package org.civikos.consultation.consultation;

import java.util.Collection;
import java.util.Map;

/** How many comments a consultation has: kept by whoever keeps the comments. */
public interface CommentCounts {

    /**
     * @param total         comments that stand
     * @param organisations that have one that stands
     * @param round         grows whenever the figures are worked out anew
     * @param byNode        comments by node, nodes without one left out
     */
    record Counts(int total, int organisations, long round, Map<String, Integer> byNode) {

        /** Where nobody has commented yet. */
        public static final Counts NONE = new Counts(0, 0, 0, Map.of());
    }

    /** Those of one consultation. */
    Counts of(String consultation);

    /** Those of several, ones without comments left out. */
    Map<String, Counts> of(Collection<String> consultations);
}
