package org.civikos.consultation.structure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should look at.
 *
 * @param code for programs, kebab-case: {@code number-gap}, {@code number-twice}, {@code table-not-read}
 * @param node id of the node it is about
 * @param message one English sentence
 * @param pages of the file that it is about, from 1, in order; none where it is not about pages
 */
public record Warning(String code, @Nullable String node, String message, @Nullable List<Integer> pages) {
    public Warning {
        pages = pages == null ? List.of() : List.copyOf(pages);
    }

    public Warning(String code, @Nullable String node, String message) {
        this(code, node, message, null);
    }
}
