package org.civikos.consultation.institution;

import java.util.List;
import java.util.Map;

/**
 * An institution that publishes drafts.
 *
 * @param id       stable identifier
 * @param names    its name by language: sq, sr, en
 * @param initials what titles of drafts call it, in capitals
 * @param stems    how its name begins word by word, folded, connecting words left out
 * @param fields   what its drafts are about when their own words say nothing
 */
public record Institution(String id, Map<String, String> names, List<String> initials, List<String> stems, List<String> fields) {

    public Institution {
        names = Map.copyOf(names);
        initials = List.copyOf(initials);
        stems = List.copyOf(stems);
        fields = List.copyOf(fields);
    }
}
