package org.civikos.consultation.structure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every node an id that a person can read and that is the same at the next run. */
final class Ids {
    private final Map<String, Integer> used = new HashMap<>();
    private final String prefix;

    /** @param prefix put before all ids of a language version other than the main one, such as {@code en__} */
    Ids(String prefix) {
        this.prefix = prefix;
    }

    void assign(Draft root) {
        number(root);
        for (Draft child : root.children) {
            assign(child, null, null, null);
        }
    }

    private void assign(Draft draft, @Nullable Draft parent, @Nullable Draft annex, @Nullable Draft division) {
        boolean structural = draft.kind == Kind.PART || draft.kind == Kind.CHAPTER || draft.kind == Kind.SECTION;
        String base;
        if (draft.kind == Kind.ARTICLE) {
            base = annex == null ? prefix : annex.id + "__";
        } else if (structural || draft.kind == Kind.HEADING) {
            Draft above = division != null ? division : annex;
            base = above == null ? prefix : above.id + "__";
        } else {
            base = parent == null ? prefix : parent.id + "__";
        }
        draft.id = unique(base + part(draft));
        Draft annexBelow = draft.kind == Kind.ANNEX || draft.kind == Kind.MEMORANDUM ? draft : annex;
        Draft divisionBelow = structural || draft.kind == Kind.HEADING ? draft : division;
        for (Draft child : draft.children) {
            assign(child, draft, annexBelow, divisionBelow);
        }
    }

    private String unique(String id) {
        int count = used.merge(id, 1, Integer::sum);
        if (count == 1) {
            return id;
        }
        String next = id + "_v" + count;
        return used.containsKey(next) ? unique(next) : mark(next);
    }

    private String mark(String id) {
        used.put(id, 1);
        return id;
    }

    private static String part(Draft draft) {
        boolean division = draft.kind == Kind.PART || draft.kind == Kind.CHAPTER || draft.kind == Kind.SECTION || draft.kind == Kind.HEADING;
        int value = division && draft.number != null ? Numerals.value(draft.number) : -1;
        String slug = value > 0 ? String.valueOf(value) : slug(draft.number);
        return switch (draft.kind) {
            case TITLE -> "title";
            case PREAMBLE -> "preamble";
            case PART -> "part_" + slug;
            case CHAPTER -> "chp_" + slug;
            case SECTION -> "sec_" + slug;
            case ARTICLE -> "art_" + slug(draft.number);
            case PARAGRAPH -> draft.number == null ? "par_" + draft.place : "par_" + slug;
            case POINT -> draft.number == null ? "point_" + draft.place : "point_" + slug;
            case ANNEX -> draft.number == null ? "annex" : "annex_" + slug;
            case MEMORANDUM -> "memo";
            case HEADING -> "head_" + (draft.number == null ? draft.place : slug);
            case QUOTATION -> "quote_" + draft.place;
            case NOTE -> "note_" + (draft.number == null ? draft.place : slug);
            case TABLE -> "table_" + draft.place;
            case TEXT -> draft.part != null ? draft.part : "text_" + draft.place;
        };
    }

    /** {@code 16A} to {@code 16a}, {@code 75/1} to {@code 75-1}, {@code II} to {@code 2}, {@code ç} to {@code ch}. */
    static String slug(@Nullable String number) {
        if (number == null) {
            return "0";
        }
        String text = Script.toLatin(number).toLowerCase(Locale.ROOT);
        if (text.length() > 1 && Numerals.value(number) > 0 && !text.matches("\\d+")) {
            return String.valueOf(Numerals.value(number));
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 'ç', 'č' -> out.append("ch");
                case 'ë' -> out.append("eh");
                case 'ć' -> out.append("tj");
                case 'š' -> out.append("sh");
                case 'ž' -> out.append("zh");
                case 'đ' -> out.append("dj");
                case '/', '-', '–' -> out.append('-');
                case '*' -> out.append("star");
                default -> {
                    if (Chars.isSuperscript(c)) {
                        out.append("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c));
                    } else if (c < 128 && Character.isLetterOrDigit(c)) {
                        out.append(c);
                    } else if (!out.isEmpty() && out.charAt(out.length() - 1) != '_') {
                        out.append('_');
                    }
                }
            }
        }
        String slug = out.toString().replaceAll("_+$", "");
        return slug.isEmpty() ? "0" : slug;
    }

    /** Numbers the unnumbered nodes below each parent, by kind. */
    private static void number(Draft parent) {
        Map<Kind, Integer> count = new HashMap<>();
        for (Draft child : parent.children) {
            if (child.number == null) {
                child.place = count.merge(child.kind, 1, Integer::sum);
            }
            number(child);
        }
    }
}
