package org.civikos.consultation.participation;

import java.time.Instant;

/**
 * What an organisation has said about whether a consultation concerns it.
 *
 * @param notRelevant whether it says so now
 * @param person      who said it last
 */
record Participation(String consultation, String organisation, boolean notRelevant, String person, Instant at) {

    static String id(String consultation, String organisation) {
        return consultation + "." + organisation;
    }
}
