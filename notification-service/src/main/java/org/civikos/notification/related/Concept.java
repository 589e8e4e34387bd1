package org.civikos.notification.related;

import java.util.List;
import java.util.Map;

/**
 * One thing with its names.
 *
 * @param broader ids of those that it is a part of
 * @param terms   by language, the usual one first
 */
record Concept(String id, List<String> broader, Map<String, List<Term>> terms) {

    /** Whether one of its names is meant. */
    boolean meant(List<String> written) {
        return terms.values().stream().flatMap(List::stream).anyMatch(term -> term.meant(written));
    }
}
