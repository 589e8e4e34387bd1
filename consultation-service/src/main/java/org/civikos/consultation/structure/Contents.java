package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the table of contents, so that its lines are not taken for articles. */
final class Contents {
    private static final Pattern HEADING = Pattern.compile("(?iu)^(?:përmbajtja|pasqyra e lëndës|tabela e përmbajtjes|sadržaj|садржај|contents|table of contents)\\s*:?$");
    private static final Pattern PAGE_AT_END = Pattern.compile(".*\\p{L}.*[\\s\\t]\\d{1,4}$");

    private Contents() {}

    static boolean isHeading(String text) {
        return text.length() < 40 && HEADING.matcher(text).matches();
    }

    static void find(Plan plan) {
        leaders(plan);
        afterHeading(plan);
        dense(plan);
    }

    /** Rows of dots, at least three lines of them near each other. */
    private static void leaders(Plan plan) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.CONTENTS || plan.role[i] == Role.BODY && Grammar.hasLeaders(plan.text(i)) && plan.text(i).length() > 12) {
                at.add(i);
            }
        }
        for (int from = 0; from < at.size();) {
            int to = from;
            while (to + 1 < at.size() && at.get(to + 1) - at.get(to) <= 4) {
                to++;
            }
            if (to - from >= 2) {
                mark(plan, startOf(plan, at.get(from)), at.get(to));
            }
            from = to + 1;
        }
    }

    private static int startOf(Plan plan, int first) {
        for (int k = first; k >= Math.max(0, first - 4); k--) {
            if (isHeading(plan.text(k))) {
                return k;
            }
        }
        // The first entry may have begun on the lines before.
        int k = first;
        while (k > 0 && first - k < 6 && plan.role[k - 1] == Role.BODY && (isHeading(plan.text(k - 1)) || plan.nominee(k - 1) != null
                || Numerals.roman(plan.text(k - 1)) > 0 || first - k < 2 && repeatedBelow(plan, k - 1))) {
            k--;
        }
        return k;
    }

    /** Under the word "Contents": lines that end with a page number, or that come again below. */
    private static void afterHeading(Plan plan) {
        for (int i = 0; i < Math.min(plan.size(), 400); i++) {
            if (plan.role[i] != Role.BODY || !isHeading(plan.text(i))) {
                continue;
            }
            int end = i;
            int misses = 0;
            for (int k = i + 1; k < plan.size() && misses < 3; k++) {
                String text = plan.text(k);
                boolean entry = PAGE_AT_END.matcher(text).matches() && text.length() < 250 || Grammar.hasLeaders(text) || repeatedBelow(plan, k);
                misses = entry ? 0 : misses + 1;
                end = entry ? k : end;
            }
            mark(plan, i, end);
            return;
        }
    }

    private static boolean repeatedBelow(Plan plan, int k) {
        String text = plan.text(k);
        if (text.length() > 250 || Chars.endsSentence(text) && text.length() > 8) {
            return false;
        }
        for (int j = k + 1; j < plan.size(); j++) {
            if (plan.text(j).equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    /** Article headings one under another without a body, whose numbers come again below. */
    private static void dense(Plan plan) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            Mark m = plan.role[i] == Role.BODY ? plan.nominee(i) : null;
            if (m != null && m.kind() == Kind.ARTICLE && !m.quoted()) {
                at.add(i);
            }
        }
        int to = 0;
        while (to + 1 < at.size() && dense(plan, at.get(to), at.get(to + 1))) {
            to++;
        }
        if (to < 2 || to + 1 >= at.size()) {
            return;
        }
        ArticleNumber first = number(plan, at.getFirst());
        for (int k = to + 1; k < at.size(); k++) {
            if (number(plan, at.get(k)).equals(first)) {
                int last = at.get(to);
                // The restart is what ends the list; its own chapter heading stands before it.
                mark(plan, startOf(plan, at.getFirst()), k == to + 1 ? lastEntry(plan, last, at.get(k)) : last);
                return;
            }
        }
    }

    private static int lastEntry(Plan plan, int last, int next) {
        int end = last;
        if (last + 1 < next && plan.nominee(last) instanceof Mark m && m.bare() && Grammar.looksLikeTitle(plan.text(last + 1))
                && plan.nominee(last + 1) == null) {
            end++;
        }
        return end;
    }

    private static boolean dense(Plan plan, int a, int b) {
        if (b - a > 8 || number(plan, b).compareTo(number(plan, a)) <= 0) {
            return false;
        }
        for (int k = a + 1; k < b; k++) {
            if (Grammar.endsLikeSentence(plan.text(k)) || plan.text(k).length() > 200) {
                return false;
            }
        }
        return true;
    }

    private static ArticleNumber number(Plan plan, int i) {
        Mark m = plan.nominee(i);
        return ArticleNumber.of(m == null ? "" : m.number());
    }

    private static void mark(Plan plan, int from, int to) {
        for (int k = from; k <= to; k++) {
            if (plan.role[k] == Role.BODY) {
                plan.role[k] = Role.CONTENTS;
            }
        }
    }
}
