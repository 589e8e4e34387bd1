package org.civikos.consultation.structure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a document without articles (concept document, strategy, report) by its headings: styles, numbers, words, look. */
final class Outline {
    private static final Pattern NUMBERED = Pattern.compile("^(\\d{1,2}(?:\\.\\d{1,2}){0,4})\\.?\\s+(?=\\p{Lu}|[\"“„(])");

    /** "A. Waters" below "II. THE STATE OF THINGS". */
    private static final Pattern LETTERED = Pattern.compile("^(\\p{Lu})\\.\\s+(?=\\p{Lu}\\p{Ll})");

    /** "Objective 2: Safe paths", "Opsioni 1 – ...": the words by which strategies and concept documents number their parts. */
    private static final Pattern LABELLED = Pattern.compile("(?iu)^(objektivi|objektivi strategjik|objektivi specifik|synimi|masa|opsioni|prioriteti|shtylla|objective|strategic objective|specific objective|goal|measure|option|priority|pillar"
            + "|" + Script.both("cilj|strateški cilj|opšti cilj|poseban cilj|mera|mjera|opcija|prioritet|stub") + ")\\s+(?:\\d{1,2}(?:\\.\\d{1,2}){0,3}|[IVX]{1,5})\\s*[.:–—-]\\s*(?=\\p{Lu})");

    private Outline() {}

    static void find(Plan plan) {
        long styled = plan.lines.stream().filter(l -> l.level() > 0 && l.type() == Line.Type.BODY).count();
        boolean boldTells = boldTells(plan);
        int title = title(plan);
        int[] counter = new int[6];
        boolean chapterSeen = false;
        boolean romans = standAlone(plan);
        boolean letters = lettered(plan);
        int lastRoman = 0;
        // Headings 1, 2 and so on as far as they went: what goes on with them is no list, which would begin at 1.
        int whole = 0;
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] != Role.BODY) {
                continue;
            }
            String text = plan.text(i);
            Mark word = Grammar.mark(text);
            if (word != null && word.kind() != Kind.ARTICLE && !word.quoted() && plan.fresh(i) && (word.bare() || Grammar.looksLikeTitle(word.tail()) || Chars.isCapitals(text))
                    && (word.kind() != Kind.MEMORANDUM || i > 25)) {
                set(plan, i, word, 0.85);
                nameBelow(plan, i, word);
                chapterSeen |= word.kind() == Kind.CHAPTER || word.kind() == Kind.PART;
                // Under "Chapter 2" headings go on with 2.1.
                counter[1] = Math.max(0, Numerals.value(word.number()));
                java.util.Arrays.fill(counter, 2, counter.length, 0);
                continue;
            }
            var numbered = NUMBERED.matcher(text);
            boolean isNumbered = numbered.find();
            if (i == title) {
                continue;
            }
            if (plan.lines.get(i).level() > 0) {
                Mark roman = Grammar.romanHeading(text);
                Mark mark = isNumbered ? heading(numbered.group(1), numbered.end(), text)
                        : roman != null && !roman.bare() ? heading(roman.number(), roman.rest(), text) : heading("", 0, text);
                set(plan, i, mark, 0.95);
                continue;
            }
            if (text.length() > 200 || !belowCapitals(plan, i) && (!plan.fresh(i) || !endedBefore(plan, i))) {
                continue;
            }
            boolean bold = plan.look(i).bold();
            if (styled < 3 && LABELLED.matcher(text).find() && !Grammar.endsLikeSentence(text)) {
                set(plan, i, heading("", 0, text), 0.8);
                continue;
            }
            if (romans && Grammar.romanHeading(text) instanceof Mark alone && alone.bare() && !alone.quoted() && alone.value() == lastRoman + 1) {
                lastRoman++;
                set(plan, i, heading(alone.number(), alone.rest(), text), 0.7);
                continue;
            }
            if (Grammar.romanHeading(text) instanceof Mark roman && !roman.quoted() && !roman.bare() && (roman.separated() || bold || Chars.isCapitals(roman.tail()))) {
                set(plan, i, heading(roman.number(), roman.rest(), text), 0.8);
                counter[1] = chapterSeen ? counter[1] : 0;
                continue;
            }
            if (isNumbered && styled < 3 && Grammar.looksLikeTitle(text.substring(numbered.end())) && (!boldTells || bold || Chars.isCapitals(text))
                    && inOrder(counter, numbered.group(1)) && (whole >= 2 && numbered.group(1).equals(String.valueOf(whole + 1)) || !listItem(plan, i, numbered.group(1)))) {
                set(plan, i, heading(numbered.group(1), numbered.end(), text), 0.85);
                whole += numbered.group(1).equals(String.valueOf(whole + 1)) ? 1 : 0;
                continue;
            }
            Matcher letter = LETTERED.matcher(text);
            if (letters && styled < 3 && letter.find() && Grammar.looksLikeTitle(text.substring(letter.end())) && anyMark(plan, i) && !LETTERED.matcher(below(plan, i)).find()) {
                set(plan, i, heading(letter.group(1), letter.end(), text), 0.7);
                continue;
            }
            boolean shown = (bold || Chars.isCapitals(text) && text.length() > 5) && Grammar.looksLikeTitle(text) && plan.look(i).gap();
            if (shown && styled < 3 && i > 0 && anyMark(plan, i) && followedByText(plan, i)) {
                set(plan, i, heading("", 0, text), 0.6);
            }
        }
        levels(plan);
    }

    /** The first line with a level, where all others are below it: the title of the document, not its only heading; or -1. */
    private static int title(Plan plan) {
        int first = -1;
        for (int i = 0; i < plan.size(); i++) {
            int level = plan.role[i] == Role.BODY ? plan.lines.get(i).level() : 0;
            if (first < 0 && level > 0) {
                first = i;
            } else if (level > 0 && level <= plan.lines.get(first).level()) {
                return -1;
            }
        }
        return first >= 0 && !NUMBERED.matcher(plan.text(first)).find() && Grammar.romanHeading(plan.text(first)) == null ? first : -1;
    }

    private static Mark heading(String number, int rest, String text) {
        return new Mark(Kind.HEADING, "", number, "", rest, text.substring(rest).strip(), false, true);
    }

    private static void set(Plan plan, int i, Mark mark, double confidence) {
        plan.role[i] = Role.MARK;
        plan.mark[i] = mark;
        plan.confidence[i] = confidence;
    }

    /** Whether the parts are numbered by Roman numerals that stand alone, I., II. and so on, as in decisions. */
    private static boolean standAlone(Plan plan) {
        int last = 0;
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.BODY && Grammar.romanHeading(plan.text(i)) instanceof Mark m && m.bare() && !m.quoted() && m.value() == last + 1) {
                last++;
            }
        }
        return last >= 2;
    }

    /** Whether A. and B. head parts that have text, under headings with numbers. */
    private static boolean lettered(Plan plan) {
        boolean first = false;
        for (int i = 0; i < plan.size(); i++) {
            Matcher m = LETTERED.matcher(plan.text(i));
            if (plan.role[i] == Role.BODY && m.find() && Grammar.looksLikeTitle(plan.text(i).substring(m.end())) && !LETTERED.matcher(below(plan, i)).find()) {
                if (first && m.group(1).equals("B")) {
                    return true;
                }
                first |= m.group(1).equals("A");
            }
        }
        return false;
    }

    private static String below(Plan plan, int i) {
        int k = plan.after(i);
        return k < plan.size() ? plan.text(k) : "";
    }

    /** "Chapter 1" alone on its line has its name on the next. */
    private static void nameBelow(Plan plan, int i, Mark word) {
        int k = plan.after(i);
        for (int lines = 0; lines < 4 && k < plan.size() && plan.role[k] == Role.BODY; lines++, k = plan.after(k)) {
            String text = plan.text(k);
            boolean runsOn = lines > 0 || !word.bare();
            boolean take = Grammar.looksLikeTitle(text) && Grammar.mark(text) == null && !NUMBERED.matcher(text).find()
                    && (!runsOn || plan.wrapped && !plan.look(k).gap() && Chars.isCapitals(text) == Chars.isCapitals(plan.text(plan.before(k))) && Chars.isCapitals(text));
            if (!take) {
                return;
            }
            plan.role[k] = Role.HEADING;
            plan.owner[k] = i;
        }
    }

    /** Whether numbered lines differ in weight, so that weight tells headings from list items. */
    private static boolean boldTells(Plan plan) {
        long bold = 0;
        long plain = 0;
        for (Line line : plan.lines) {
            if (line.type() == Line.Type.BODY && NUMBERED.matcher(line.text()).find()) {
                if (line.look().bold()) {
                    bold++;
                } else {
                    plain++;
                }
            }
        }
        return bold >= 3;
    }

    private static boolean anyMark(Plan plan, int i) {
        for (int k = i - 1; k >= 0; k--) {
            if (plan.role[k] == Role.MARK) {
                return true;
            }
        }
        return false;
    }

    private static boolean followedByText(Plan plan, int i) {
        int k = plan.after(i);
        return k < plan.size() && plan.role[k] == Role.BODY && plan.text(k).length() > 40;
    }

    /** Right below a line in capitals, such as the title, nothing runs on in small letters with a number before it. */
    private static boolean belowCapitals(Plan plan, int i) {
        int b = plan.before(i);
        return b >= 0 && Chars.isCapitals(plan.text(b)) && !Chars.isCapitals(plan.text(i)) && NUMBERED.matcher(plan.text(i)).find();
    }

    private static boolean endedBefore(Plan plan, int i) {
        int b = plan.before(i);
        return b < 0 || !plan.wrapped || plan.role[b] != Role.BODY || !plan.look(b).full() || Chars.endsSentence(plan.text(b)) || plan.look(i).gap() || plan.look(i).bold() && !plan.look(b).bold();
    }

    /** 1, 1.1, 1.2, 2 ...: a number that does not go on from the headings before belongs to a list. */
    private static boolean inOrder(int[] counter, String number) {
        String[] parts = number.split("\\.");
        int depth = Math.min(parts.length, 5);
        int value = Integer.parseInt(parts[depth - 1]);
        for (int d = 1; d < depth; d++) {
            if (Integer.parseInt(parts[d - 1]) != counter[d]) {
                return false;
            }
        }
        if (value != counter[depth] + 1 && !(value == counter[depth] + 2 && depth > 1)) {
            return false;
        }
        counter[depth] = value;
        for (int d = depth + 1; d < counter.length; d++) {
            counter[d] = 0;
        }
        return true;
    }

    private static boolean listItem(Plan plan, int i, String number) {
        if (number.indexOf('.') >= 0 || plan.look(i).bold()) {
            return false;
        }
        int k = plan.after(i);
        if (k >= plan.size()) {
            return false;
        }
        var next = NUMBERED.matcher(plan.text(k));
        boolean item = next.find() && next.group(1).equals(String.valueOf(Integer.parseInt(number) + 1));
        int b = plan.before(i);
        var before = b >= 0 ? NUMBERED.matcher(plan.text(b)) : null;
        return item || before != null && plan.role[b] == Role.BODY && before.find();
    }

    /** Depth by style where there is one, else by the form of the number in the order in which forms appear. */
    private static void levels(Plan plan) {
        java.util.List<String> stack = new java.util.ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] != Role.MARK || plan.mark[i].kind() != Kind.HEADING) {
                continue;
            }
            if (plan.lines.get(i).level() > 0) {
                plan.level[i] = plan.lines.get(i).level();
                continue;
            }
            String form = form(plan, i);
            int at = stack.indexOf(form);
            if (at < 0) {
                while (form.startsWith("label") && !stack.isEmpty() && stack.getLast().equals("plain")) {
                    stack.removeLast();
                }
                if (form.startsWith("d")) {
                    while (!stack.isEmpty() && (stack.getLast().equals("plain") || stack.getLast().equals("capitals") && !form.equals("d1")
                            || stack.getLast().startsWith("d") && stack.getLast().compareTo(form) > 0)) {
                        stack.removeLast();
                    }
                }
                stack.add(form);
                at = stack.size() - 1;
            }
            while (stack.size() > at + 1) {
                stack.removeLast();
            }
            plan.level[i] = at + 1;
        }
    }

    /** What headings of one depth have in common. */
    private static String form(Plan plan, int i) {
        String text = plan.text(i);
        String number = plan.mark[i].number();
        if (number.isEmpty()) {
            Matcher labelled = LABELLED.matcher(text);
            return labelled.find() ? "label " + labelled.group(1).toLowerCase(Locale.ROOT) : Chars.isCapitals(text) ? "capitals" : "plain";
        }
        if (Character.isDigit(number.charAt(0))) {
            return "d" + number.split("\\.").length;
        }
        return number.matches("[A-H]") || Numerals.roman(number) < 0 ? "letter" : "roman";
    }
}
