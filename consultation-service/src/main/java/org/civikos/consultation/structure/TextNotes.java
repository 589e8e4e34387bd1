package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notes in text that was taken out of a page: the reference has become a number on a line of its own, and so has the number of the note. A number that
 * stands so twice, first below words and then above a note's words, with all notes of a page in one run, is both.
 */
final class TextNotes {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private static final Pattern RAISED = Pattern.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\\s?(?=\\p{L})");
    private static final int MOST_AT_THE_END = 60;

    private TextNotes() {}

    /** The same lines, each reference raised behind its words and each note one line. */
    static List<Line> apart(List<Line> lines) {
        Map<String, List<Integer>> alone = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (NUMBER.matcher(lines.get(i).text()).matches()) {
                alone.computeIfAbsent(lines.get(i).text(), k -> new ArrayList<>()).add(i);
            }
        }
        // References to raise, and where a note's words end.
        Set<Integer> references = new HashSet<>();
        Map<Integer, Integer> notes = new HashMap<>();
        for (Map.Entry<String, List<Integer>> number : alone.entrySet()) {
            if (number.getValue().size() != 2) {
                continue;
            }
            int reference = number.getValue().getFirst();
            int note = number.getValue().getLast();
            int end = note + 1;
            while (end < lines.size() && end - note < 4 && !NUMBER.matcher(lines.get(end).text()).matches() && !lines.get(end).look().gap() && Grammar.mark(lines.get(end).text()) == null) {
                end++;
            }
            // A note ends like a sentence, or where the next one or a new block begins.
            boolean words = end > note + 1 && Chars.startsUpper(lines.get(note + 1).text()) && Chars.endsSentence(lines.get(end - 1).text());
            boolean below = reference > 0 && !NUMBER.matcher(lines.get(reference - 1).text()).matches() && !lines.get(reference).look().gap();
            if (words && below) {
                references.add(reference);
                notes.put(note, end);
            }
        }
        if (notes.isEmpty() || !oneRun(notes)) {
            return lines;
        }
        List<Line> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (references.contains(i)) {
                Line words = out.removeLast();
                out.add(words.withText(words.text() + Chars.superscript(line.text())));
            } else if (notes.containsKey(i)) {
                StringBuilder text = new StringBuilder(line.text());
                int end = notes.get(i);
                for (int k = i + 1; k < end; k++) {
                    text.append(' ').append(lines.get(k).text());
                }
                out.add(line.withText(text.toString()).withType(Line.Type.NOTE));
                i = end - 1;
            } else {
                out.add(line);
            }
        }
        return out;
    }

    /** Notes at the end of a document that has no other place for them: each begins with the raised number that a word above has. */
    static List<Line> atTheEnd(List<Line> lines, boolean wrapped) {
        int from = lines.size();
        for (int i = lines.size() - 1; i > 0 && lines.size() - i < MOST_AT_THE_END; i--) {
            Line line = lines.get(i);
            Matcher number = RAISED.matcher(line.text());
            boolean begins = number.lookingAt();
            if (begins && refersTo(lines, i, number.group(1))) {
                from = i;
            } else if (begins || !wrapped && line.type() != Line.Type.NOTE || Grammar.mark(line.text()) != null || Labels.starts(line.text())) {
                break;
            }
        }
        List<Line> out = new ArrayList<>(lines.subList(0, from));
        lines.subList(from, lines.size()).forEach(line -> out.add(line.withType(Line.Type.NOTE)));
        return out;
    }

    private static boolean refersTo(List<Line> lines, int note, String number) {
        Pattern reference = Pattern.compile("[\\p{L}\\p{P}]" + number + "(?![⁰¹²³⁴⁵⁶⁷⁸⁹])");
        return lines.subList(0, note).stream().anyMatch(line -> reference.matcher(line.text()).find());
    }

    /** Every note but the last of its page is followed by the next one. */
    private static boolean oneRun(Map<Integer, Integer> notes) {
        long followed = notes.values().stream().filter(notes::containsKey).count();
        return notes.size() == 1 || followed * 2 >= notes.size();
    }
}
