package org.civikos.notification.reminder;

import java.time.Instant;
import java.util.List;
import org.civikos.notification.alert.Reminders;

/** Where consultations stand and who has answered. */
interface Watch extends Reminders {

    /** Those that are not closed and whose deadline lies after a moment. */
    List<Watched> open(Instant after);

    /** A reminder that missed its time and waits for the secretariat to say what becomes of it. */
    record Missed(String id, String consultationId, String title, Step step, Instant dueAt, Instant deadlineAt, String decision) {

        /** Nobody has decided yet. */
        static final String ASKS = "asks";
    }

    /** Adds it unless it is there. */
    void missed(Missed missed);

    /** Whether the secretariat was asked about one, whatever it decided: then it alone sends it. */
    boolean asked(String id);
}
