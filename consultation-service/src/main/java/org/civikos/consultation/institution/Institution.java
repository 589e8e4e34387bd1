package org.civikos.consultation.institution;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An institution that publishes drafts.
 *
 * @param id       stable identifier
 * @param names    its name by language: sq, sr, en
 * @param initials what titles of drafts call it, in capitals
 * @param stems    how its name begins word by word, folded, connecting words left out
 * @param fields   what its drafts are about when their own words say nothing
 * @param validFrom    first day on which there is an institution of this name, ISO; {@code null} where nobody has looked it up
 * @param validTo      last day of it, ISO; {@code null} while there is
 * @param predecessors those whose work it took over
 * @param region       where it governs, for a municipality; {@code null} for the whole country
 */
public record Institution(String id, Map<String, String> names, List<String> initials, List<String> stems, List<String> fields,
        @Nullable String validFrom, @Nullable String validTo, @Nullable List<String> predecessors, @Nullable String region) {


    public Institution {
        names = Map.copyOf(names);
        initials = List.copyOf(initials);
        stems = List.copyOf(stems);
        fields = List.copyOf(fields);
        predecessors = predecessors == null ? List.of() : List.copyOf(predecessors);
    }

    /** One of the whole country. */
    public Institution(String id, Map<String, String> names, List<String> initials, List<String> stems, List<String> fields,
            @Nullable String validFrom, @Nullable String validTo, @Nullable List<String> predecessors) {
        this(id, names, initials, stems, fields, validFrom, validTo, predecessors, null);
    }

    /** Whether there was none of this name any more on a day. */
    public boolean endedBefore(LocalDate day) {
        return validTo != null && LocalDate.parse(validTo).isBefore(day);
    }
}
