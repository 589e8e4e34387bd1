package org.civikos.consultation.source;

import java.util.stream.IntStream;

/**
 * Which numbers far beyond the last seen are tried at a look that has found nothing nearer: one near, and some further on, in turn. So any single number up to
 * {@value #FARTHEST} on is tried within as many looks as go through them all once, and no look takes more requests than are set.
 */
final class FarLooks {

    /** So many are tried one at a look, whatever else is tried. */
    static final int NEAR = 60;
    static final int FARTHEST = 1_000;

    private FarLooks() {
    }

    /**
     * @param turn how many looks in a row have tried far numbers already
     * @param most numbers at a look
     * @return distances from the first number that is not looked ahead, from 0
     */
    static IntStream at(int turn, int most) {
        int far = Math.max(0, most - 1);
        return IntStream.concat(IntStream.of(turn % NEAR).limit(most), IntStream.range(0, far).map(i -> NEAR + (int) (((long) turn * far + i) % (FARTHEST - NEAR))));
    }
}
