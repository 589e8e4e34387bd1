package org.civikos.notification.alert;

import java.time.Instant;
import java.util.List;
import org.civikos.notification.subscription.Hours;
import org.jspecify.annotations.Nullable;

/** What waits to be told together. */
public interface Summaries {

    /**
     * One fact that one person is told in a summary.
     *
     * @param id of the person's e-mail record for the alert: there can be one only
     * @param dueAt when the summary goes out
     * @param language that the subscription asked for; null for the person's own
     * @param hours that the subscription asked for; null for the person's own
     */
    record Item(String id, String personId, String alertId, Instant dueAt, @Nullable String language, @Nullable Hours hours) {}

    /** Adds those that were never there; what was there before is left as it is, also when it has gone out. Durable when the call returns. */
    void add(List<Item> items);
}
