package org.civikos.consultation.institution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an institution was called before.
 *
 * @param initials what titles of drafts called it then
 * @param from     first day of the name, ISO; {@code null} where nobody has looked it up
 * @param until    last day of it, ISO
 */
public record FormerName(Map<String, String> names, List<String> initials, @Nullable String from, String until) {

    public FormerName {
        names = Map.copyOf(names);
        initials = List.copyOf(initials);
    }
}
