package org.civikos.consultation.anchor;

import org.jspecify.annotations.Nullable;

/** What has become of an anchor in the next version of a text. */
public sealed interface Carried {

    /**
     * It lies on a node that still says the same.
     *
     * @param confidence  from 0 to 1: 1 where node and words are the same
     * @param quoteIsGone whether it was about exact words that the node no longer has; the anchor is then on the node alone
     */
    record Kept(Anchor anchor, double confidence, How how, boolean quoteIsGone) implements Carried {
    }

    /** Nothing in the new version says the same clearly enough: a person must decide. */
    record Orphan(Anchor anchor, Why why) implements Carried {
    }

    /** How it was found again. */
    enum How {
        /** Same node, same words. */
        SAME("same"),
        /** Same words under another number or in another place. */
        MOVED("moved"),
        /** Nearly the same words. */
        REWORDED("reworded"),
        /** The words are now part of a longer node. */
        MERGED("merged"),
        /** The words are now spread over several nodes: it lies on the one that has the quoted or most of the words, or on what holds all. */
        SPLIT("split");

        private final String code;

        How(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** Why nobody but a person can say where it belongs. */
    enum Why {
        /** The words are gone. */
        DELETED("deleted"),
        /** Several nodes say it equally well. */
        AMBIGUOUS("ambiguous"),
        /** The node was not in the version that the anchor was made for. */
        UNKNOWN("unknown");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** The anchor as it was carried, or as it was. */
    default @Nullable Anchor found() {
        return this instanceof Kept kept ? kept.anchor() : null;
    }
}
