package org.civikos.notification.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.civikos.notification.subscription.Words;

/**
 * By what people stand together.
 *
 * @param name of the organisation as it was then; empty for the others
 */
record Group(Kind kind, String name) implements Comparable<Group> {

    enum Kind {
        ORGANISATION,
        /** Readers outside the network. */
        OUTSIDE,
        /** People whose organisation is no longer kept, since the record is old or they were erased. */
        FORGOTTEN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if the word is none */
        static Kind ofCode(String code) {
            return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Not a group: " + code));
        }
    }

    static final Group OUTSIDE = new Group(Kind.OUTSIDE, "");
    static final Group FORGOTTEN = new Group(Kind.FORGOTTEN, "");
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::key);

    static Group organisation(String name) {
        return new Group(Kind.ORGANISATION, name);
    }

    /** By what it is sorted and found again: organisations by name without marks, then the others. */
    String key() {
        return kind.ordinal() + " " + String.join(" ", Words.of(name)) + " " + name;
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }

    /**
     * Takes apart what a delivery says of the organisations for which its reader is told. Names may have commas themselves: the longest
     * one that is known counts, and what is known no more goes by its commas.
     */
    static List<String> names(String speaksFor, Set<String> known) {
        List<String> names = new ArrayList<>();
        if (speaksFor.isBlank()) {
            return names;
        }
        String[] parts = speaksFor.split(", ");
        for (int from = 0; from < parts.length; ) {
            int to = parts.length;
            while (to > from + 1 && !known.contains(String.join(", ", Arrays.copyOfRange(parts, from, to)))) {
                to--;
            }
            names.add(String.join(", ", Arrays.copyOfRange(parts, from, to)));
            from = to;
        }
        return names;
    }
}
