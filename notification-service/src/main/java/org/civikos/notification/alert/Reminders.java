package org.civikos.notification.alert;

import java.time.Instant;
import java.util.Set;

/** What a reminder has to know before it is planned, and again at the start of each walk of a lane. */
public interface Reminders {

    /** The organisations that have commented, have endorsed or opposed the comment of another, or have said that it does not concern them. */
    Set<String> answered(String consultationId);

    /** Whether a consultation is open and this is still its deadline. */
    boolean stands(String consultationId, Instant deadlineAt);
}
