package org.civikos.notification.reminder;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consultation as far as reminders need it.
 *
 * @param since when its deadline was set last: what should have been sent before is not missed
 */
record Watched(
        String consultationId, String title, String language, String institution, List<String> fields, @Nullable String actKind,
        String deadline, Instant deadlineAt, int articleCount, boolean closed, Instant since) {

    Watched {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }
}
