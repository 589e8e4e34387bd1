package org.civikos.notification.alert;

import java.util.Locale;

/** Of what an alert tells. */
public enum AlertKind {
    CONSULTATION_OPENED,
    DEADLINE_MOVED,
    DRAFT_CHANGED;

    /** The word used in the interface and in the keys of texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
