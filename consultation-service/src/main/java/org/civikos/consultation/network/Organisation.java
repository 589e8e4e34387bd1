package org.civikos.consultation.network;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * An organisation as membership last told of it.
 *
 * @param status active, suspended or ended
 * @param fields that it works in; none where it named none, or where membership has not told of it since this was kept
 */
public record Organisation(@Id String organisationId, String name, String status, @Nullable List<String> fields) {

    public Organisation {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    /** Whether a consultation in these fields concerns it: where either names no field, nobody can tell whom it leaves cold. */
    public boolean isConcernedBy(List<String> consulted) {
        return consulted.isEmpty() || fields.isEmpty() || !Collections.disjoint(fields, consulted);
    }

    public boolean isActive() {
        return "active".equals(status);
    }

    public boolean isSuspended() {
        return "suspended".equals(status);
    }
}
