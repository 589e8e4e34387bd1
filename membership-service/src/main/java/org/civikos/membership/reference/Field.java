package org.civikos.membership.reference;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.platform.place.Names;

/** A field of activity, by which an organisation says what concerns it. */
public record Field(String id, Names names) {

    private static final List<Field> ALL = Table.rows("fields.csv").stream()
            .map(cells -> new Field(cells[0], new Names(cells[1], cells[2], cells[3]))).toList();
    private static final Set<String> IDS = ALL.stream().map(Field::id).collect(Collectors.toUnmodifiableSet());

    public static List<Field> all() {
        return ALL;
    }

    public static boolean exists(String id) {
        return IDS.contains(id);
    }
}
