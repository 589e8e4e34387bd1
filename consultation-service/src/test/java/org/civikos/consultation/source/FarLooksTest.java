package org.civikos.consultation.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FarLooksTest {

    /** One request a look for the near ones, four for the 940 behind them: 235 looks, 20 hours at one every five minutes. */
    @Test
    void everyNumberIsTriedWithinABoundedNumberOfLooks() {
        Set<Integer> tried = new TreeSet<>();
        for (int turn = 0; turn < 235; turn++) {
            int[] now = FarLooks.at(turn, 5).toArray();
            assertThat(now).hasSize(5);
            for (int distance : now) {
                tried.add(distance);
            }
        }
        assertThat(tried).hasSize(FarLooks.FARTHEST).contains(0, FarLooks.FARTHEST - 1);
    }

    @Test
    void nearOnesComeRoundEverySixtyLooksAndTurnsHaveNoEnd() {
        assertThat(FarLooks.at(0, 1).toArray()).containsExactly(0);
        assertThat(FarLooks.at(60, 1).toArray()).containsExactly(0);
        assertThat(FarLooks.at(7, 0).toArray()).isEmpty();
        assertThat(FarLooks.at(Integer.MAX_VALUE, 50).boxed()).hasSize(50).allMatch(distance -> distance >= 0 && distance < FarLooks.FARTHEST);
    }
}
