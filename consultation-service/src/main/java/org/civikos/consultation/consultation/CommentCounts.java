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
     * @param byLawPlace    comments made at a place of the law in force by {@link #lawPlace}, places without one left out
     * @param byOutcome     comments by what became of them at the publisher's: accepted, partly, rejected; those without an answer left out
     */
    record Counts(int total, int organisations, long round, Map<String, Integer> byNode, Map<String, Integer> byLawPlace, Map<String, Integer> byOutcome) {

        /** Where nobody has commented yet. */
        public static final Counts NONE = new Counts(0, 0, 0, Map.of(), Map.of(), Map.of());

        /** Comments that were made at a place of a law. */
        public int inLaw(String law, String node) {
            return byLawPlace.getOrDefault(lawPlace(law, node), 0);
        }
    }

    /** The name under which a place of a law in force is counted. */
    static String lawPlace(String law, String node) {
        return law + "|" + node;
    }

    /** Those of one consultation. */
    Counts of(String consultation);

    /** Those of several, ones without comments left out. */
    Map<String, Counts> of(Collection<String> consultations);
}
