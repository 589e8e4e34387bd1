package org.civikos.notification.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void nothingHasNoQuantile() {
        assertThat(new Durations().quantile(0.5)).isEmpty();
        assertThat(new Durations().withinTenSeconds()).isZero();
    }

    @Test
    void tenSecondsAreExact() {
        Durations counted = new Durations();
        counted.add(Durations.bucket(Duration.ofMillis(10_000)), 1);
        counted.add(Durations.bucket(Duration.ofMillis(10_001)), 1);
        assertThat(counted.withinTenSeconds()).isEqualTo(1);
    }

    @Property
    void aQuantileLiesInTheBucketOfTheTrueOne(@ForAll @Size(min = 1, max = 200) List<@IntRange(max = 100_000) Integer> millis) {
        Durations counted = new Durations();
        millis.forEach(one -> counted.add(Durations.bucket(Duration.ofMillis(one)), 1));
        List<Integer> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        for (double share : new double[] {0.5, 0.95}) {
            int truth = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
            long said = Math.round(counted.quantile(share).orElseThrow() * 1000);
            assertThat(said).as("share %s of %s", share, sorted).isBetween((long) (truth / 1.55) - 50, (long) (truth * 1.55) + 50);
        }
        assertThat(counted.withinTenSeconds()).isEqualTo(millis.stream().filter(one -> one <= 10_000).count());
    }
}
