package org.civikos.notification.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.civikos.notification.delivery.Reason;

/** How many people stand how; filled while counting and not changed afterwards. */
final class Count {

    private final int[] people = new int[Standing.values().length];
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);

    void add(Listed.Verdict verdict) {
        people[verdict.standing().ordinal()]++;
        if (verdict.standing() == Standing.NOT_REACHED && verdict.reason() != null) {
            reasons.merge(verdict.reason(), 1, Integer::sum);
        }
    }

    int of(Standing standing) {
        return people[standing.ordinal()];
    }

    /** Everybody who was to know. */
    int all() {
        int sum = 0;
        for (int some : people) {
            sum += some;
        }
        return sum;
    }

    /** Why those who are not reached are not. */
    Map<Reason, Integer> reasons() {
        return Collections.unmodifiableMap(reasons);
    }
}
