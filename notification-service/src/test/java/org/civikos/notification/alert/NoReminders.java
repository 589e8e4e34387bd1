package org.civikos.notification.alert;

import java.time.Instant;
import java.util.Set;

/** For tests in which nobody is reminded. */
enum NoReminders implements Reminders {
    NONE;

    @Override
    public Set<String> answered(String consultationId) {
        throw new UnsupportedOperationException("Nobody is reminded");
    }

    @Override
    public boolean stands(String consultationId, Instant deadlineAt) {
        throw new UnsupportedOperationException("Nobody is reminded");
    }
}
