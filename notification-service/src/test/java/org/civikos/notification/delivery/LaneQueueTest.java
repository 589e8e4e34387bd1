package org.civikos.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LaneQueueTest {

    private static final Duration NOW = Duration.ZERO;

    private final LaneQueue queue = new LaneQueue();

    private static Lane lane(String alert, int part) {
        return Lane.open(new Batch(Batch.idOf(alert, part), List.of(), List.of()), alert, Channel.EMAIL, Instant.EPOCH);
    }

    private List<String> order(int lanes) throws InterruptedException {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            order.add(queue.poll(NOW).orElseThrow().replace(":email", "").replace(":0000", ""));
        }
        return order;
    }

    @Test
    void aSmallAlertWaitsForOneLaneOfALargeOne() throws InterruptedException {
        for (int part = 0; part < 5; part++) {
            queue.add(lane("flood", part), NOW);
        }
        queue.add(lane("small", 0), NOW);
        queue.add(lane("small", 1), NOW);
        assertThat(order(7)).containsExactly("flood0", "small0", "flood1", "small1", "flood2", "flood3", "flood4");
        assertThat(queue.poll(NOW)).isEmpty();
    }

    @Test
    void whatIsUrgentGoesBeforeAllElse() throws InterruptedException {
        queue.add(lane("flood", 0), NOW);
        queue.add(lane("other", 0), NOW);
        queue.add(lane("urgent", 0).urgent(true), NOW);
        assertThat(order(3)).containsExactly("urgent0", "flood0", "other0");
    }

    @Test
    void asManyWorkersStepAsideAsUrgentLanesWait() throws InterruptedException {
        queue.add(lane("flood", 0), NOW);
        assertThat(queue.stepAside()).isFalse();
        queue.add(lane("urgent", 0).urgent(true), NOW);
        assertThat(queue.stepAside()).as("the first worker that asks").isTrue();
        assertThat(queue.stepAside()).as("the next one").isFalse();
        assertThat(order(1)).containsExactly("urgent0");
        assertThat(queue.stepAside()).isFalse();
        queue.add(lane("urgent", 1).urgent(true), NOW);
        assertThat(order(2)).as("taken by a worker that had nothing else").containsExactly("urgent1", "flood0");
        queue.add(lane("urgent", 2).urgent(true), NOW);
        assertThat(queue.stepAside()).isTrue();
    }

    @Test
    void whatIsUrgentAndFallsDueLaterIsSteppedAsideForToo() throws InterruptedException {
        queue.add(lane("again", 0).urgent(true), Duration.ofMillis(100));
        assertThat(queue.stepAside()).isFalse();
        Thread.sleep(120);
        assertThat(queue.stepAside()).as("nobody has looked into the queue meanwhile").isTrue();
        assertThat(order(1)).containsExactly("again0");
    }

    @Test
    void whatHasOneStreamTakesOneTurnTogether() throws InterruptedException {
        for (int message = 0; message < 3; message++) {
            queue.add(lane("message-" + message + "-", 0).in("key"), NOW);
        }
        queue.add(lane("alert", 0), NOW);
        assertThat(order(4)).containsExactly("message-0-0", "alert0", "message-1-0", "message-2-0");
    }

    @Test
    void whatIsNotDueWaits() throws InterruptedException {
        queue.add(lane("later", 0), Duration.ofMillis(150));
        assertThat(queue.poll(NOW)).isEmpty();
        assertThat(queue.poll(Duration.ofSeconds(20))).hasValue("later:00000:email");
    }

    @Test
    void eachLaneIsTakenOnceByManyWorkers() throws InterruptedException {
        ConcurrentSkipListSet<String> taken = new ConcurrentSkipListSet<>();
        List<String> twice = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            for (int worker = 0; worker < 4; worker++) {
                workers.submit(() -> {
                    for (Optional<String> lane = queue.poll(Duration.ofSeconds(2)); lane.isPresent(); lane = queue.poll(Duration.ofMillis(300))) {
                        if (!taken.add(lane.get())) {
                            twice.add(lane.get());
                        }
                    }
                    return null;
                });
            }
            for (int part = 0; part < 500; part++) {
                queue.add(lane("alert-" + part % 7 + "-", part), part % 3 == 0 ? Duration.ofMillis(part % 40) : NOW);
            }
            workers.shutdown();
            assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(twice).isEmpty();
        assertThat(taken).hasSize(500);
    }
}
