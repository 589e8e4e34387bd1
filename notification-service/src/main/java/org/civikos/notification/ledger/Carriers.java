package org.civikos.notification.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which summaries carry what was to be told later. */
public interface Carriers {

    /**
     * @param dueAt when the summary goes out, or went
     * @param summaryId the alert that carries it, for good; null while it waits
     */
    record Carrier(Instant dueAt, @Nullable String summaryId) {}

    /** For those of the given deliveries that are told in a summary, in which; by their ids. */
    Map<String, Carrier> carriers(Collection<String> deliveryIds);
}
