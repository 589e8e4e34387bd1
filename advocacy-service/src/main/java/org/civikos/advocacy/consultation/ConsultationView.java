package org.civikos.advocacy.consultation;

import java.time.Instant;

/** What the last event said of a consultation. */
public record ConsultationView(String title, String stage, String deadline, Instant deadlineAt) {

    /** Whether its publisher has given it up: nothing is due any more. */
    public boolean isDropped() {
        return stage.equals("dropped");
    }
}
