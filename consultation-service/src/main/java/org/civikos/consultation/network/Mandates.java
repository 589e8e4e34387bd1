package org.civikos.consultation.network;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** Every mandate of a person as membership last told of it: the whole list each time. */
record Mandates(@Id String personId, List<Mandate> mandates) {

    /**
     * @param validFrom the first day
     * @param validTo   the last day, if there is one
     */
    record Mandate(String organisationId, List<String> rights, LocalDate validFrom, @Nullable LocalDate validTo, boolean deputy) {

        boolean gives(String right, LocalDate day) {
            return rights.contains(right) && covers(day);
        }

        boolean covers(LocalDate day) {
            return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
        }
    }
}
