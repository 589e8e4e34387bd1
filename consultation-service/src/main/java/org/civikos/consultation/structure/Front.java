package org.civikos.consultation.structure;

import java.util.Locale;
import java.util.regex.Pattern;

/** Finds the title and the preamble, in what stands before the first heading. */
final class Front {
    private static final Pattern ACT_WORD = Pattern.compile("(?iu)^(?:\\(?\\s*)?(?:projekt[- ]?(?:ligj|rregullore|udhëzim|vendim|kod|strategji|koncept|akt|plan)\\p{L}*|ligj[i]?|kodi?|rregullor(?:e|ja)|udhëzim(?:i)?(?:\\s+administrativ)?"
            + "|vendim(?:i)?|urdhëres[ëa]|strategji(?:a)?|koncept[- ]?dokument(?:i)?|dokument(?:i)?\\s+koncept\\p{L}*|program(?:i)?|plan(?:i)?|kushtetut[aë]|statut(?:i)?|dekret(?:i)?|draft[- ]?\\p{L}+"
            + "|nacrt|predlog|prijedlog|zakon(?:ik)?|uredb[au]|naredb[au]|pravilnik|odluk[au]|uputstvo|strategiju|administrativno\\s+uputstvo|strategija|koncept(?:ni)?(?:\\s+dokument)?|poslovnik|ukaz|rješenje|rešenje"
            + "|нацрт|предлог|приједлог|закон(?:ик)?|уредб[ау]|наредб[ау]|стратегију|правилник|одлук[ау]|упутство|стратегија|концепт|пословник|указ|решење|рјешење|програм"
            + "|law|act|regulation|administrative\\s+instruction|code|decision|strategy|concept\\s+(?:document|paper|note)|programme|action\\s+plan|directive|ordinance|bill|order|the\\s+law|rules|rregullat|pravila|правила)(?!\\p{L})");
    private static final Pattern PREAMBLE = Pattern.compile("(?iu)^(?:në mbështetje|ne mbeshtetje|në bazë|bazuar në|në pajtim|duke u bazuar|në zbatim|me qëllim|kuvendi\\b|qeveria\\b|ministri|duke pasur|miraton|nxjerr"
            + "|na osnovu|na temelju|skupština|vlada\\b|ministar|usvaja|donosi|u skladu|polazeći|на основу|на темељу|скупштина|влада\\b|доноси|у складу|усваја"
            + "|pursuant|based on|having regard|in accordance|assembly of|government of|the government|the assembly|the european parliament|in support|approves|adopts|issues|whereas)");
    /** Only these begin a preamble above the title; the name of an institution alone is letterhead. */
    private static final Pattern BASIS = Pattern.compile("(?iu)^(?:në mbështetje|ne mbeshtetje|në bazë|bazuar në|në pajtim|duke u bazuar|në zbatim|na osnovu|na temelju|u skladu|на основу|на темељу|у складу"
            + "|pursuant|based on|having regard|in accordance|in support)");
    private static final Pattern TITLE_IN_PREAMBLE = Pattern.compile("(?iu)(?:donosi|donosimo|usvaja|доноси|усваја|miraton|nxjerr|donijela je|donela je)\\s*:?\\s+(?=\\p{L})");
    /** What stands before the first numbered heading of a concept document or strategy, each with a heading of its own. */
    private static final Pattern FRONT_HEADING = Pattern.compile("(?iu)^(?:(?:përmbledhj[ea]|permbledhje)(?:\\s+(?:ekzekutive|e\\s+përgjithshme))?|parathënie|fjala\\s+hyrëse|hyrje|sfondi|metodologjia|(?:lista\\s+e\\s+)?(?:shkurtesa(?:t|ve)?|akronime(?:t|ve)?)"
            + "|" + Script.both("predgovor|uvod|uvodna reč|rezime|sažetak|izvršni sažetak|skraćenice|spisak skraćenica|lista skraćenica|pozadina|metodologija")
            + "|(?:executive\\s+)?summary|foreword|preface|introduction|background|methodology|(?:list\\s+of\\s+)?(?:abbreviations|acronyms))\\s*:?$");
    private static final int LONGEST_TITLE = 14;
    private static final int LONGEST_HEADING = 80;
    private static final int SHORTEST_TEXT = 60;
    private static final int SHORTEST_NAME = 12;

    private final Plan plan;

    Front(Plan plan) {
        this.plan = plan;
    }

    static boolean beginsTitle(String text) {
        return ACT_WORD.matcher(text).find();
    }

    /** The last line before i that begins the title of an act, or i. */
    static int lastTitleBefore(Plan plan, int i) {
        for (int k = i - 1; k >= 0 && i - k < 60; k--) {
            String text = plan.text(k);
            if (text.length() < 300 && ACT_WORD.matcher(text).find() && (Chars.isCapitals(text) || plan.look(k).centred())) {
                while (k > 0 && i - k < 60 && ACT_WORD.matcher(plan.text(k - 1)).find() && Chars.isCapitals(plan.text(k - 1))) {
                    k--;
                }
                return k;
            }
        }
        for (int k = i - 1; k >= 0 && i - k < 12; k--) {
            if (PREAMBLE.matcher(plan.text(k)).find()) {
                return k;
            }
        }
        return i;
    }

    void find() {
        int from = 0;
        int to = plan.size();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK && plan.mark[i].kind() == Kind.MEMORANDUM && i < to && to == plan.size()) {
                // The memorandum stands first: the front of the act is between it and the first heading.
                int next = firstMark(i + 1);
                from = Math.max(i + 1, next < plan.size() ? lastTitleBefore(plan, next) : plan.size());
                to = next;
                break;
            }
            if (plan.role[i] == Role.MARK || plan.role[i] == Role.HEADING || plan.role[i] == Role.GROUP) {
                to = i;
                break;
            }
        }
        if (from >= to) {
            return;
        }
        int title = -1;
        int preamble = -1;
        for (int i = from; i < to; i++) {
            if (plan.role[i] != Role.BODY) {
                continue;
            }
            String text = plan.text(i);
            if (preamble < 0 && PREAMBLE.matcher(text).find() && !ACT_WORD.matcher(text).find()) {
                preamble = i;
            }
            if (title >= 0 && again(title, i)) {
                title = i;
                preamble = -1;
            } else if (ACT_WORD.matcher(text).find() && text.length() < 400 && titleWord(i) && (title < 0 || preamble >= 0 && preamble > title && preambleOnly(title, preamble) || preamble >= 0 && title > preamble && Chars.isCapitals(firstWord(text)))) {
                if (title < 0 || !sameTitle(title, i)) {
                    title = i;
                }
            }
        }
        if (title < 0) {
            title = cutTitle(from, to);
        }
        if (title < 0 && plan.cut.length > 0) {
            title = fallback(from, to, preamble);
        }
        paint(from, to, title);
    }

    /**
     * The same for a document that is read by its headings: what stands before the first numbered one is no preamble where it has headings without a
     * number, "Executive summary" and the like, and what stands below them is their text.
     */
    void findWithHeadings() {
        find();
        int to = 0;
        while (to < plan.size() && plan.role[to] != Role.MARK) {
            to++;
        }
        boolean outlined = to < plan.size();
        boolean seen = false;
        for (int i = 0; i < to; i++) {
            if (plan.role[i] != Role.PREAMBLE) {
                continue;
            }
            if (FRONT_HEADING.matcher(plan.text(i)).matches() || outlined && headsText(i, to)) {
                plan.role[i] = Role.MARK;
                plan.mark[i] = new Mark(Kind.HEADING, "", "", "", 0, plan.text(i), false, true);
                plan.confidence[i] = 0.7;
                seen = true;
            } else if (seen) {
                plan.role[i] = Role.BODY;
            }
        }
    }

    /** A short line that stands by itself, with a sentence below it. */
    private boolean headsText(int i, int to) {
        String text = plan.text(i);
        int next = plan.after(i);
        if (text.length() > LONGEST_HEADING || !Grammar.looksLikeTitle(text) || PREAMBLE.matcher(text).find() || ACT_WORD.matcher(text).find() || text.matches(".*\\d.*") || text.contains(",")
                || next >= to || plan.role[next] != Role.PREAMBLE || !(plan.look(i).gap() || plan.look(i).bold() || plan.lines.get(i).level() > 0)) {
            return false;
        }
        String below = plan.text(next);
        return below.length() > SHORTEST_TEXT && Chars.startsUpper(below) && !Chars.isCapitals(below) && !BASIS.matcher(below).find() && (plan.wrapped || Chars.endsSentence(below));
    }

    private int firstMark(int from) {
        int i = from;
        while (i < plan.size() && !(plan.role[i] == Role.MARK && plan.mark[i].kind() != Kind.HEADING)) {
            i++;
        }
        return i;
    }

    private static String firstWord(String text) {
        return text.split("\\s", 2)[0];
    }

    private boolean titleWord(int i) {
        String text = plan.text(i);
        return Chars.startsUpper(text) && (!text.endsWith(".") || text.length() < 80 || Chars.isCapitals(text)) && !text.endsWith(",") && !text.endsWith(";");
    }

    /** The name of the act that a browser or a gazette prints over the first page comes once more below the letterhead. */
    private boolean again(int title, int i) {
        String words = letters(plan.text(i));
        if (i - title < 2 || i - title > LONGEST_TITLE || words.length() < SHORTEST_NAME || !letters(plan.text(title)).startsWith(words)) {
            return false;
        }
        for (int k = title + 1; k < i; k++) {
            if (plan.text(k).length() > LONGEST_HEADING || Grammar.endsLikeSentence(plan.text(k)) || Chars.endsWithAny(plan.text(k), ",:")) {
                return false;
            }
        }
        return true;
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
    }

    /** A first title that the preamble follows stays, unless only letterhead stood above. */
    private boolean preambleOnly(int title, int preamble) {
        return preamble - title > LONGEST_TITLE;
    }

    private boolean sameTitle(int title, int i) {
        for (int k = title; k < i; k++) {
            if (PREAMBLE.matcher(plan.text(k)).find() || Chars.endsSentence(plan.text(k)) && plan.text(k).length() > 60) {
                return false;
            }
        }
        return i - title <= 3;
    }

    /** "... donosi: PRAVILNIK O ..." in one paragraph. */
    private int cutTitle(int from, int to) {
        for (int i = from; i < to; i++) {
            if (plan.role[i] != Role.BODY) {
                continue;
            }
            var m = TITLE_IN_PREAMBLE.matcher(plan.text(i));
            while (m.find()) {
                String rest = plan.text(i).substring(m.end());
                if (ACT_WORD.matcher(rest).find() && rest.length() < 400 && Chars.startsUpper(rest)) {
                    plan.cut[i] = m.end();
                    return i;
                }
            }
        }
        return -1;
    }

    private int fallback(int from, int to, int preamble) {
        for (int i = from; i < to && i != preamble; i++) {
            if (plan.role[i] == Role.BODY && Grammar.looksLikeTitle(plan.text(i)) && (Chars.isCapitals(plan.text(i)) || plan.look(i).centred() || plan.look(i).bold() || plan.lines.get(i).level() > 0)) {
                return i;
            }
        }
        return -1;
    }

    private void paint(int from, int to, int title) {
        int end = title < 0 ? from - 1 : title;
        if (title >= 0) {
            while (end + 1 < to && end - title < LONGEST_TITLE && plan.role[end + 1] == Role.BODY && continuesTitle(title, end)) {
                end++;
            }
        }
        boolean preambleBefore = false;
        for (int i = from; i < to; i++) {
            if (plan.role[i] != Role.BODY) {
                continue;
            }
            if (title >= 0 && i >= title && i <= end) {
                plan.role[i] = Role.TITLE;
            } else {
                preambleBefore |= BASIS.matcher(plan.text(i)).find();
                plan.role[i] = (title >= 0 && i > end) || preambleBefore ? Role.PREAMBLE : Role.FRONT;
            }
        }
    }

    private boolean continuesTitle(int title, int end) {
        String text = plan.text(end + 1);
        if (PREAMBLE.matcher(text).find() || FRONT_HEADING.matcher(text).matches() || text.length() > 300 || Chars.endsWithAny(text, ":") || plan.cut[end] > 0) {
            return false;
        }
        String last = plan.text(end);
        if (!plan.wrapped) {
            return Chars.isCapitals(text) || text.length() < 160 && !Grammar.endsLikeSentence(text) && (last.length() < 40 || Chars.startsLower(text) || text.matches("(?iu)(?:nr|no|br|бр)\\.?.*"));
        }
        boolean number = text.matches("(?iu)(?:nr|no|br|бр)\\.?\\s.*");
        return number || Chars.isCapitals(text) || Chars.startsLower(text) && !Chars.endsSentence(last) || plan.look(end + 1).centred() && !Grammar.endsLikeSentence(text)
                || plan.look(end + 1).bold() && plan.look(end).bold() || last.length() < 40 && !Grammar.endsLikeSentence(text) && end - title < 4;
    }
}
