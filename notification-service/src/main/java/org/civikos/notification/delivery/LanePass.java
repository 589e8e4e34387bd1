package org.civikos.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk along a lane by one worker: hand over what is due, have it recorded, and say when to come again. What to send is
 * read from the ledger at the start of each walk, so it does not matter who walked before and how far; only the first walk along a
 * lane that this process has just written goes by what it has written.
 */
final class LanePass {

    private static final Logger log = LoggerFactory.getLogger(LanePass.class);
    /** Work that has lain longer than this is read again, and screened again for people who have left meanwhile. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Lanes lanes;
    private final Deliveries deliveries;
    private final Recorder recorder;
    private final Leases leases;
    private final Screen screen;
    private final Clock clock;
    private final BiConsumer<Delivery, Delivery> observer;
    private final Tally tally;

    /** @param observer told of each recorded change: before, after */
    LanePass(
            Lanes lanes, Deliveries deliveries, Recorder recorder, Leases leases, Screen screen, Clock clock,
            BiConsumer<Delivery, Delivery> observer, Tally tally) {
        this.tally = tally;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.recorder = recorder;
        this.leases = leases;
        this.screen = screen;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * @param written the records of the lane if this process has just written all of them
     * @param stepAside asked between two messages of a lane that is not urgent: whether to leave the rest for now, since something urgent
     *     waits. Without it, an urgent message waits for a whole lane, which takes long where a provider is slow.
     * @return when to come again; empty if the lane is done, or is no longer ours
     * @throws InterruptedException if the process is to stop; what was sent is recorded by the recorder's closing
     */
    Optional<Instant> walk(Lane lane, @Nullable List<Delivery> written, Pool pool, Desk desk, BooleanSupplier stepAside) throws InterruptedException {
        Instant began = clock.instant();
        boolean lain = lane.createdAt().plus(FRESH).isBefore(began);
        List<Delivery> ledger = written == null || lane.claims() > 1 || lain ? read(lane) : written;
        // In the order of the ledger, so that the results of one group lie together there.
        Map<String, Delivery> current = new TreeMap<>();
        ledger.forEach(delivery -> current.put(delivery.id(), delivery));
        List<Delivery> due = current.values().stream().filter(delivery -> delivery.due(began)).toList();
        Map<String, Reason> drops = lain || screen.always(lane.alertId()) ? screen.drops(lane.alertId(), due) : Map.of();

        Semaphore recorded = new Semaphore(0);
        int submitted = 0;
        boolean refusedByGuards = false;
        boolean lost = false;
        desk.begin(lane.urgent());
        for (Delivery delivery : due) {
            if (submitted > 0 && !lane.urgent() && stepAside.getAsBoolean()) {
                break;
            }
            Delivery after;
            Reason drop = drops.get(delivery.id());
            if (drop != null) {
                after = delivery.dropped(drop);
            } else {
                if (!leases.holds(lane.id())) {
                    lost = true;
                    break;
                }
                Optional<Pool.Attempt> attempt = pool.hand(desk, delivery);
                if (attempt.isEmpty()) {
                    refusedByGuards = true;
                    if (delivery.provider() != null && !pool.resting()) {
                        // Its provider rests and it may go to no other one; that is no reason to keep the rest of the lane.
                        continue;
                    }
                    break;
                }
                after = delivery.after(attempt.get(), clock.instant());
            }
            current.put(after.id(), after);
            recorder.submit(after, () -> {
                recorded.release();
                observer.accept(delivery, after);
            });
            submitted++;
        }
        recorded.acquire(submitted);
        if (lost) {
            log.warn("Lane {} went on for longer than its lease; it is left to whoever holds it", lane.id());
            return Optional.empty();
        }
        Optional<Instant> next = current.values().stream().filter(d -> !d.state().ended()).map(Delivery::dueAt)
                .min(Instant::compareTo);
        if (next.isEmpty()) {
            List<Delivery> ended = List.copyOf(current.values());
            tally.ended(lane, ended);
            lanes.finish(lane.id(), result(ended));
            return next;
        }
        Instant soonest = clock.instant().plus(refusedByGuards ? Provider.pause() : Duration.ZERO);
        Instant again = next.get().isBefore(soonest) ? soonest : next.get();
        boolean held = !refusedByGuards && current.values().stream().filter(d -> !d.state().ended()).allMatch(Delivery::untried);
        if (held) {
            lanes.hold(lane.id(), leases.owner(), again);
        } else {
            lanes.release(lane.id(), leases.owner(), again);
        }
        return Optional.of(again);
    }

    private List<Delivery> read(Lane lane) {
        Batch batch = lanes.batch(lane.batchId())
                .orElseThrow(() -> new IllegalStateException("Lane " + lane.id() + " has no batch"));
        List<String> ids = batch.people(lane.channel()).stream()
                .map(person -> Delivery.idOf(lane.alertId(), person, lane.channel())).toList();
        List<Deliveries.InHand> found = deliveries.inHand(ids);
        if (found.size() != Set.copyOf(ids).size()) {
            throw new IllegalStateException("Lane " + lane.id() + " stands for deliveries that are not in the ledger: "
                    + found.size() + " of " + ids.size() + " are");
        }
        String hands = batch.id().contains(Batch.AGAIN) ? batch.id() : null;
        return found.stream().filter(one -> Objects.equals(hands, one.again())).map(Deliveries.InHand::delivery).toList();
    }

    private static Lane.Result result(Collection<Delivery> ended) {
        int handedOver = 0;
        int failed = 0;
        List<Lane.Missed> missed = new ArrayList<>();
        for (Delivery delivery : ended) {
            if (delivery.state().reached()) {
                handedOver++;
                continue;
            }
            boolean failure = delivery.state() == DeliveryState.FAILED;
            failed += failure ? 1 : 0;
            missed.add(new Lane.Missed(delivery.personId(), failure));
        }
        return new Lane.Result(handedOver, failed, missed.size() - failed, missed);
    }
}
