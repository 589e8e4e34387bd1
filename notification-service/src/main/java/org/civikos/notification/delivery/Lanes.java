package org.civikos.notification.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Batches and lanes of the alerts that are not completed yet. Every write is durable when the call returns. */
public interface Lanes {

    /** Stores the batch unless one with its id is there, and gives the one that is there then. */
    Batch insertOrFind(Batch batch);

    Optional<Batch> batch(String id);

    /** Adds those that are not there yet. Only when every delivery of their batch is in the ledger. */
    void insertMissing(List<Lane> lanes);

    /** Takes the lane if it is not done, is due, and nobody holds a running lease on it. */
    Optional<Lane> claim(String id, String owner, Instant now, Instant until);

    /** Prolongs what this owner still holds. */
    void renew(Collection<String> ids, String owner, Instant until);

    /** Gives the lane back, to be taken up at {@code dueAt}; nothing if this owner does not hold it. */
    void release(String id, String owner, Instant dueAt);

    /** The same with a lane of which nothing is left but what its readers do not want before. */
    void hold(String id, String owner, Instant until);

    /** Ends the lane, whoever holds it: the result was read from the ledger, so it is the same for everybody. */
    void finish(String id, Lane.Result result);

    /** Lanes that are not done, of all alerts; few. */
    List<Lane> unfinished();

    List<Lane> ofAlert(String alertId);

    /** Forgets the ended lanes of a completed alert and their batches; the ledger stays, and lanes that came later. */
    void remove(String alertId);
}
