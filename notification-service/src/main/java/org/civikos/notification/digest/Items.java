package org.civikos.notification.digest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.civikos.notification.alert.Summaries;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a summary, what is in one, and the summaries themselves. An item is open, then taken by a summary, then told
 * (the summary that holds it is written down for good); what was taken and is not in it is opened again.
 */
interface Items extends Summaries {

    /**
     * What goes into one summary of a person.
     *
     * @param language that was asked for; null for the person's own
     */
    record Slot(Instant at, @Nullable String language) {}

    /** Those for which open items are due, the earliest first. */
    List<Slot> slots(Instant now);

    /** What is due in exactly this one and open, or was taken by the summary before. */
    List<Item> due(Slot slot, String summaryId);

    /** Takes those that are still open and due in this one. */
    void take(Collection<String> ids, Slot slot, String summaryId);

    /** Of the given items, those that the summary has taken (or told). */
    List<Item> taken(Collection<String> ids, String summaryId);

    /** Fixes what is in the summaries of some people, by the id of the delivery; the first to say it is right. */
    void fix(Map<String, List<String>> alertsByDelivery);

    /** What was fixed, by the id of the delivery. */
    Map<String, List<String>> fixed(Collection<String> deliveryIds);

    /** Marks items as told. */
    void told(Collection<String> ids);

    /** Opens taken items again, for another summary. */
    void reopen(Collection<String> ids, Instant dueAt);

    /** Moves all that is open and due in this one to another moment. */
    void postpone(Slot slot, Instant to);

    /** Moves those of the given ones that are open and due in this one to another moment, and keeps from where. */
    void putOff(Collection<String> ids, Slot slot, Instant to);

    /** Moves what was put off from one to a moment, and is open still, to an earlier one. */
    void hasten(Slot from, Instant to, Instant earlier);

    /** Items that are taken and not told, with the summary that took them; few, and only while one is being planned. */
    Map<String, List<Item>> unsettled();
}
