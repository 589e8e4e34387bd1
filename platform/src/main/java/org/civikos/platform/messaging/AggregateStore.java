package org.civikos.platform.messaging;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * One collection of aggregates whose documents carry state and pending events (the outbox inside the aggregate):
 * {@code {_id, version, state: {…}, pending: [events]}}. Both are written in one single-document write, so that neither
 * can be without the other; a relay publishes what is pending afterwards, in order per aggregate, at least once.
 *
 * <p>The version grows by {@code max(1, events.size())}; the i-th event's sequence is the version before plus i + 1, so
 * sequences are unique and increasing per aggregate.
 *
 * @param <S> a record or class that Spring Data can map; a member called {@code id} is stored as {@code state._id}
 */
public interface AggregateStore<S> {

    /** Reads by identifier: the hot path. */
    Optional<Versioned<S>> find(String id);

    /**
     * Writes a new aggregate with its first events.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the identifier exists, or a unique index is violated
     */
    Versioned<S> insert(String id, S state, List<OutgoingEvent> events);

    /**
     * Replaces the state if nobody else did since it was read.
     *
     * @throws OptimisticLockingFailureException if the stored version differs or there is no such document
     */
    Versioned<S> update(String id, long expectedVersion, S state, List<OutgoingEvent> events);

    /** How often {@link #change} tries when others write the same aggregate at the same time. */
    int ATTEMPTS = 12;

    /**
     * Loads, lets the command decide and saves; decides anew when somebody else was quicker, up to {@value #ATTEMPTS}
     * times. A command that answers with the very same state instance and no events writes nothing.
     *
     * @throws UnknownAggregateException         if there is no such aggregate (a {@link java.util.NoSuchElementException})
     * @throws OptimisticLockingFailureException if others were quicker every time
     */
    default Versioned<S> change(String id, Function<S, Change<S>> command) {
        OptimisticLockingFailureException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Versioned<S> current = find(id).orElseThrow(() -> new UnknownAggregateException(collection(), id));
            Change<S> change = command.apply(current.state());
            if (change.events().isEmpty() && change.state() == current.state()) {
                return current;
            }
            try {
                return update(id, current.version(), change.state(), change.events());
            } catch (OptimisticLockingFailureException conflict) {
                last = conflict;
                // Those who collided would collide again if they all came back at once.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L << Math.min(attempt, 5)));
            }
        }
        throw last == null ? new OptimisticLockingFailureException("Not tried") : last;
    }

    /** Reads by criteria on {@code _id}, {@code version} and {@code state.…}; on anything but a full key this may scan. */
    List<Versioned<S>> list(Query query);

    /**
     * Shows all aggregates in the order of their ids, so many at a time that no more than one page is in memory; one that is written
     * meanwhile is shown or not.
     */
    default void forEachPage(int size, Consumer<List<Versioned<S>>> look) {
        String last = "";
        List<Versioned<S>> page;
        do {
            page = list(Query.query(Criteria.where("_id").gt(last)).with(Sort.by("_id")).limit(size));
            if (!page.isEmpty()) {
                last = page.getLast().id();
                look.accept(page);
            }
        } while (page.size() == size);
    }

    /** The collection's name. */
    String collection();
}
