package org.civikos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void aFigureAtItsBoundIsReachedAndOneBeyondIsNot() {
        var limits = List.of(Main.Limit.atMost("pageP95Ms", 300), Main.Limit.atLeast("perSecond", 2_000));
        assertThat(Main.missed(limits, Map.of("pageP95Ms", 300.0, "perSecond", 2_000L))).isEmpty();
        assertThat(Main.missed(limits, Map.of("pageP95Ms", 300.1, "perSecond", 1_999.9)))
                .containsExactly("pageP95Ms is 300.1, to reach is at most 300.0.", "perSecond is 1999.9, to reach is at least 2000.0.");
    }

    @Test
    void ofSeveralValuesTheWorstCounts() {
        var limits = List.of(Main.Limit.atMost("urgentInFloodSeconds", 2));
        assertThat(Main.missed(limits, Map.of("urgentInFloodSeconds", List.of(0.2, 1.9)))).isEmpty();
        assertThat(Main.missed(limits, Map.of("urgentInFloodSeconds", List.of(0.2, 2.1, 0.3)))).hasSize(1);
    }

    @Test
    void whatWasNotMeasuredIsNotReached() {
        var limits = List.of(Main.Limit.atMost("seconds", 3));
        assertThat(Main.missed(limits, Map.of())).containsExactly("seconds was not measured.");
        assertThat(Main.missed(limits, Map.of("seconds", Double.NaN))).hasSize(1);
        assertThat(Main.missed(limits, Map.of("seconds", List.of()))).hasSize(1);
    }

    /** The figures that the issues name. */
    @Test
    void everyBenchmarkWithAnAimHasIt() {
        assertThat(new Fanout().limits()).extracting(Main.Limit::figure, Main.Limit::bound).contains(tuple("perSecond", 2_000.0),
                tuple("handedOverP95Seconds", 5.0));
        assertThat(new Flood().limits()).contains(Main.Limit.atMost("urgentInFloodSeconds", 2));
        assertThat(new Comments().limits()).containsExactly(Main.Limit.atMost("pageP95Ms", 300), Main.Limit.atMost("acceptP95Ms", 50));
        assertThat(new Splitter().limits()).containsExactly(Main.Limit.atMost("seconds", 3), Main.Limit.atMost("rssMb", 300));
    }
}
