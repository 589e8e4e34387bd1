package org.civikos.consultation.note;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One note of the secretariat's.
 *
 * @param node    the part of the text that it is on; {@code null} with {@code comment} null, too: on the whole
 * @param comment the comment that it is on
 * @param author  who wrote it, and alone may change it or take it away
 * @param gone    whether it was taken away
 * @param before  what stood here before, the oldest first
 */
record Note(String consultation, @Nullable String node, @Nullable String comment, String author, String text, Instant at, boolean gone, List<Former> before) {

    /** What a note said until a moment. */
    record Former(String text, Instant until) {
    }

    Note {
        before = List.copyOf(before);
    }

    Note saying(String words, Instant now) {
        return new Note(consultation, node, comment, author, words, now, false, longer(now));
    }

    Note takenAway(Instant now) {
        return new Note(consultation, node, comment, author, "", now, true, longer(now));
    }

    private List<Former> longer(Instant now) {
        List<Former> all = new ArrayList<>(before);
        all.add(new Former(text, now));
        return all;
    }
}
