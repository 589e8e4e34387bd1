package org.civikos.consultation.structure;

import java.util.regex.Pattern;

/** Finds the words that an amending act puts into another act, where they stand in quotation marks and begin a line. */
final class Quotations {
    private static final int LONGEST = 1_500;
    private static final Pattern AMENDS = Pattern.compile("(?iu)shtohe[tn]|shtojm|ndrysho(?:n|het|hen|jn)|zëvendëso|riformulo|si vijon|si më poshtë|me tekstin|me këtë (?:tekst|përmbajtje)|përmbajtj"
            + "|dodaj[eu]|(?:me|mije|mje)nja(?:ju)? se|glas[ie]|zamenjuj|zamjenjuj|dodat|додај[еу]|м(?:е|ије)ња(?:ју)? се|глас[ие]|замењуј|замјењуј"
            + "|insert|replac|amended|as follows|added|substitut");

    private Quotations() {}

    /** Whether the words before line i announce new wording for another act. */
    static boolean announced(Plan plan, int i) {
        int b = plan.before(i);
        if (b < 0) {
            return false;
        }
        String last = plan.text(b);
        if (!Chars.endsWithAny(last, ":") && !last.endsWith("-") && !last.endsWith("–") && !AMENDS.matcher(last.substring(Math.max(0, last.length() - 30))).find()) {
            return false;
        }
        StringBuilder near = new StringBuilder(last);
        for (int k = plan.before(b); k >= 0 && near.length() < 260 && plan.role[k] == Role.BODY; k = plan.before(k)) {
            near.insert(0, plan.text(k) + " ");
        }
        return AMENDS.matcher(near.substring(Math.max(0, near.length() - 420))).find();
    }

    static void find(Plan plan) {
        boolean lowOpens = plan.lines.stream().anyMatch(l -> l.text().indexOf('„') >= 0 || l.text().indexOf('‟') >= 0);
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] != Role.BODY || !Chars.isOpeningQuote(plan.text(i).charAt(0))) {
                continue;
            }
            String inner = plan.text(i).replaceFirst("^[\"“”„‟«»″]+\\s*", "");
            boolean structured = Grammar.mark(inner) != null || Labels.starts(inner);
            if (!announced(plan, i) && !(structured && endsWithColon(plan, i))) {
                continue;
            }
            int end = end(plan, i, lowOpens);
            if (end >= i) {
                for (int k = i; k <= end; k++) {
                    if (plan.role[k] == Role.BODY) {
                        plan.role[k] = Role.QUOTE;
                    }
                }
                i = end;
            }
        }
    }

    /** Whether a quotation that begins in the line does not end in it. */
    static boolean leftOpen(String text) {
        int depth = 0;
        for (int c = 0; c < text.length(); c++) {
            depth += turn(text, c, depth, text.indexOf('„') >= 0);
        }
        return depth > 0;
    }

    private static boolean endsWithColon(Plan plan, int i) {
        int b = plan.before(i);
        return b >= 0 && Chars.endsWithAny(plan.text(b), ":");
    }

    /** The line on which the quotation that begins line i closes, or -1 where it does not look like a block of its own. */
    private static int end(Plan plan, int i, boolean lowOpens) {
        int depth = 0;
        int loose = -1;
        int limit = Math.min(plan.size(), i + LONGEST);
        for (int k = i; k < limit; k++) {
            if (!plan.isText(k)) {
                continue;
            }
            String text = plan.text(k);
            if (k > i && loose >= 0 && (Chars.isOpeningQuote(text.charAt(0)) && announced(plan, k))) {
                return loose;
            }
            for (int c = 0; c < text.length(); c++) {
                int turn = turn(text, c, depth, lowOpens);
                depth += turn;
                if (turn < 0 && depth <= 0) {
                    String after = text.substring(c + 1);
                    if (after.codePoints().noneMatch(Character::isLetterOrDigit)) {
                        return k;
                    }
                    if (k == i || after.length() > 40) {
                        // The quotation ends inside a sentence: a defined term, not new wording.
                        return -1;
                    }
                    depth = 1;
                }
            }
            if (text.matches(".*[”“\"»″][.;,]?$")) {
                loose = k;
            }
        }
        return loose;
    }

    /** +1 opens, -1 closes, 0 is no quotation mark. */
    private static int turn(String text, int at, int depth, boolean lowOpens) {
        char c = text.charAt(at);
        boolean opensByPlace = at == 0 || " (\u00a0".indexOf(text.charAt(at - 1)) >= 0 || Chars.isOpeningQuote(text.charAt(at - 1));
        boolean closesByPlace = at + 1 == text.length() || " .,;:)".indexOf(text.charAt(at + 1)) >= 0;
        return switch (c) {
            case '„', '‟' -> 1;
            case '“' -> lowOpens ? depth > 0 && (closesByPlace || !opensByPlace) ? -1 : opensByPlace ? 1 : -1 : 1;
            case '”' -> opensByPlace && !closesByPlace ? 1 : -1;
            case '«' -> opensByPlace || !closesByPlace ? 1 : -1;
            case '»' -> closesByPlace || !opensByPlace ? -1 : 1;
            case '"', '″' -> opensByPlace && !(closesByPlace && depth > 0) ? 1 : depth > 0 ? -1 : 0;
            default -> 0;
        };
    }
}
