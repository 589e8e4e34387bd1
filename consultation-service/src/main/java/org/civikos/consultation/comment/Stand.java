package org.civikos.consultation.comment;

import java.util.Comparator;

/**
 * Which text comments stand on.
 *
 * @param version of the publisher's text, from 1
 * @param edition of that version: 0 as it was published, one more with each repair of its split
 */
record Stand(long version, int edition) implements Comparable<Stand> {

    private static final long EDITIONS = 1_000_000;

    /** As one number that grows with it. */
    long rank() {
        return version * EDITIONS + edition;
    }

    static Stand ofRank(long rank) {
        return new Stand(rank / EDITIONS, (int) (rank % EDITIONS));
    }

    @Override
    public int compareTo(Stand other) {
        return Comparator.comparingLong(Stand::rank).compare(this, other);
    }
}
