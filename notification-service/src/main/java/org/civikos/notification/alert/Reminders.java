package org.civikos.notification.alert;

import java.time.Instant;
import java.util.Set;

/** What a reminder has to know before it is planned, and again before it is handed over. */
public interface Reminders {

    /** The organisations that have commented or have said that it does not concern them. */
    Set<String> answered(String consultationId);

    /** Whether a consultation is open and this is still its deadline. */
    boolean stands(String consultationId, Instant deadlineAt);
}
