package org.civikos.membership.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the 38 municipalities. Events and files name it by its Albanian name; the region assignments are those in
 * common use and not all confirmed.
 *
 * @param region the region's identifier, one of seven
 */
public record Municipality(String id, Names names, String region, Names regionNames) {

    private static final Map<String, Municipality> BY_NAME = new HashMap<>();
    private static final List<Municipality> ALL = Table.rows("municipalities.csv").stream().map(Municipality::of).toList();

    private static Municipality of(String[] cells) {
        Municipality municipality = new Municipality(cells[0], new Names(cells[1], cells[2], cells[3]), cells[5],
                new Names(cells[6], cells[7], cells[8]));
        BY_NAME.put(Folding.fold(cells[0]), municipality);
        for (int i = 1; i <= 3; i++) {
            BY_NAME.put(Folding.fold(cells[i]), municipality);
        }
        for (String other : cells[4].split("\\|")) {
            if (!other.isEmpty()) {
                BY_NAME.put(Folding.fold(other), municipality);
            }
        }
        return municipality;
    }

    public static List<Municipality> all() {
        return ALL;
    }

    /** Finds by identifier or by any name in use, in any of the languages, however it is spelt. */
    public static Optional<Municipality> find(@Nullable String text) {
        return text == null ? Optional.empty() : Optional.ofNullable(BY_NAME.get(Folding.fold(text)));
    }

    /** The name that is stored and published. */
    public String name() {
        return names.sq();
    }
}
