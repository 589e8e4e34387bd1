package org.civikos.notification.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lanes in memory with the promises of the port: every call is one step that nothing comes between. */
public final class MemoryLanes implements Lanes {

    private final Map<String, Batch> batches = new TreeMap<>();
    private final Map<String, Lane> lanes = new TreeMap<>();

    @Override
    public synchronized Batch insertOrFind(Batch batch) {
        Batch before = batches.putIfAbsent(batch.id(), batch);
        return before == null ? batch : before;
    }

    @Override
    public synchronized Optional<Batch> batch(String id) {
        return Optional.ofNullable(batches.get(id));
    }

    @Override
    public synchronized void insertMissing(List<Lane> missing) {
        missing.forEach(lane -> lanes.putIfAbsent(lane.id(), lane));
    }

    @Override
    public synchronized Optional<Lane> claim(String id, String owner, Instant now, Instant until) {
        Lane lane = lanes.get(id);
        if (lane == null || lane.done() || lane.leasedUntil().isAfter(now) || lane.dueAt().isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(put(lane, owner, until, lane.dueAt(), null, lane.claims() + 1));
    }

    @Override
    public synchronized void renew(Collection<String> ids, String owner, Instant until) {
        for (String id : ids) {
            Lane lane = lanes.get(id);
            if (lane != null && owner.equals(lane.owner())) {
                put(lane, owner, until, lane.dueAt(), lane.result(), lane.claims());
            }
        }
    }

    @Override
    public synchronized void release(String id, String owner, Instant dueAt) {
        Lane lane = lanes.get(id);
        if (lane != null && owner.equals(lane.owner())) {
            put(lane, null, Instant.EPOCH, dueAt, lane.result(), lane.claims());
        }
    }

    @Override
    public synchronized void hold(String id, String owner, Instant until) {
        Lane lane = lanes.get(id);
        if (lane != null && owner.equals(lane.owner())) {
            release(id, owner, until);
            Lane l = lanes.get(id);
            lanes.put(id, new Lane(l.id(), l.batchId(), l.alertId(), l.channel(), l.owner(), l.leasedUntil(), l.dueAt(), l.createdAt(), l.claims(),
                    l.stream(), l.urgent(), l.result(), until));
        }
    }

    @Override
    public synchronized void finish(String id, Lane.Result result) {
        Lane lane = lanes.get(id);
        if (lane != null) {
            put(lane, null, Instant.EPOCH, lane.dueAt(), result, lane.claims());
        }
    }

    @Override
    public synchronized List<Lane> unfinished() {
        return lanes.values().stream().filter(lane -> !lane.done()).toList();
    }

    @Override
    public synchronized List<Lane> ofAlert(String alertId) {
        return lanes.values().stream().filter(lane -> lane.alertId().equals(alertId)).toList();
    }

    @Override
    public synchronized void remove(String alertId) {
        lanes.values().removeIf(lane -> lane.alertId().equals(alertId) && lane.done());
        batches.keySet().removeIf(id -> id.startsWith(alertId) && lanes.values().stream().noneMatch(lane -> lane.batchId().equals(id)));
    }

    private Lane put(Lane l, @Nullable String owner, Instant until, Instant dueAt,
            Lane.@Nullable Result result, int claims) {
        Lane after = new Lane(l.id(), l.batchId(), l.alertId(), l.channel(), owner, until, dueAt, l.createdAt(), claims, l.stream(), l.urgent(), result, l.heldUntil());
        lanes.put(l.id(), after);
        return after;
    }
}
