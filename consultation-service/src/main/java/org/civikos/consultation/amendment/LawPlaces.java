package org.civikos.consultation.amendment;

import java.util.Optional;

/** Places in the law in force that an amending draft is read with. */
public interface LawPlaces {

    /**
     * One of them.
     *
     * @param law   the law's identifier, or that of the consultation of the adopted draft that stands for it
     * @param node  of the law's text
     * @param label as it is cited, in the law's language: 09/L-900, neni 2, 1
     * @param words of it and of all below it as they would read with the draft; empty where the draft takes them away
     */
    record LawPlace(String law, String node, String label, String words) {
    }

    /** The place; empty where the draft is not read with this law, or the law has no such node. */
    Optional<LawPlace> find(String consultation, String law, String node);
}
