package org.civikos.consultation.structure;

import java.util.regex.Pattern;

/** Finds signatures, date and number after the last article: they are not part of it. */
final class Closing {
    private static final Pattern FIRST = Pattern.compile("(?iu)^(?:nr\\.?\\s|ligji? nr|broj\\s*:?|br\\.|no\\.?\\s*[:\\d]|prishtin|tiran[ëa]\\b|shpall|miratuar|dekret|kryetar|kryeminist(?:ë|e)?r|minist(?:ë|e)?ri?\\b|ministr(?:j|esh?)a|president|predsedn|predsjedn"
            + "|premijer|kryesues|kryeparlamentar|anëtarët e|deputet|potpredsed|zamenik|zamjenik|vlada$|skupština$|kuvendi$|qeveria$|заменик|премијер|председник|предсједник|\\d{2,4}\\s+(?:broj|број|br\\.|бр\\.)|(?:u|у)\\s\\p{L}+,?\\s(?:dana\\s|дана\\s)?\\d{1,2}\\."
            + "|president of|chair(?:man|person)?\\b|prime minister|minister\\b|speaker|done at|u prištini|u beogradu|u podgorici|priština|beograd|banja luka|sarajevo|pristina|prishtina|datum|datë|data\\b|date\\b|for the|kuvendi i|qeveria e"
            + "|this regulation shall be binding in|this directive is addressed|у београду|у приштини|председни|број\\s*:?|датум|министар|директор|drejtori|direktor|ministar|sekretar|zëvendës|(?:grado)?načelni|(?:градо)?начелни|predsjedavaj|guverner|m\\.p\\.|v\\.d\\.|s\\.r\\.|dr\\.? )");

    /** Whose office stands below the name. */
    private static final Pattern PERSON = Pattern.compile("(?:(?:Dr|Prof|Mr|Ms|Znj?|Av|Mag|Др|Проф|Мр|Г)\\.?\\s+){0,2}\\p{Lu}[\\p{L}'’.-]+(?:\\s+\\p{Lu}[\\p{L}'’.-]*){1,3},?");

    private Closing() {}

    static void find(Plan plan) {
        int article = -1;
        int end = plan.size();
        for (int i = 0; i < plan.size(); i++) {
            if (plan.role[i] == Role.MARK) {
                Kind kind = plan.mark[i].kind();
                if (kind == Kind.ARTICLE) {
                    article = i;
                    end = plan.size();
                } else if (article >= 0 && (kind == Kind.ANNEX || kind == Kind.MEMORANDUM)) {
                    end = i;
                    break;
                }
            }
        }
        if (article < 0) {
            return;
        }
        int from = firstByWord(plan, article, end);
        if (from < 0) {
            from = trailing(plan, article, end);
        }
        for (int k = from; k >= 0 && k < end; k++) {
            if (plan.role[k] == Role.BODY) {
                plan.role[k] = Role.CLOSING;
            }
        }
    }

    private static int firstByWord(Plan plan, int article, int end) {
        boolean sentence = false;
        for (int i = article + 1; i < end; i++) {
            if (plan.role[i] != Role.BODY) {
                continue;
            }
            String text = plan.text(i);
            int b = plan.before(i);
            int a = plan.after(i);
            if (sentence && Chars.endsWithAny(plan.text(b), ".") && PERSON.matcher(text).matches() && a < end && plan.role[a] == Role.BODY && signature(plan.text(a)) && !Chars.endsWithAny(plan.text(a), ".;")) {
                return i;
            }
            boolean ended = Chars.endsSentence(plan.text(b)) || plan.role[b] == Role.QUOTE;
            if (sentence && ended && signature(text)
                    && (!Grammar.endsLikeSentence(text) || text.length() < 80 && !text.matches("(?u).*\\s\\p{Ll}+\\s+\\p{Ll}+\\s+\\p{Ll}+\\s+\\p{Ll}+.*") || text.startsWith("This "))) {
                return i;
            }
            sentence |= Chars.endsSentence(text);
        }
        return -1;
    }

    private static boolean signature(String text) {
        return text.length() < 200 && FIRST.matcher(text).find();
    }

    /** Short lines without an end at the end of the act, at least one of them a signature, a place or a number. */
    private static int trailing(Plan plan, int article, int end) {
        int from = -1;
        boolean signed = false;
        for (int i = end - 1; i > article; i--) {
            if (plan.role[i] != Role.BODY) {
                continue;
            }
            String text = plan.text(i);
            boolean plainSentence = Grammar.endsLikeSentence(text) && !signature(text) && !text.matches("[\\p{Lu}\\d].*\\d{4}\\.?\\s*(?:god\\.|год\\.|v\\.|godine|године)?\\.?$");
            if (plainSentence || text.length() > 120 || Labels.starts(text) || plan.wrapped && plan.look(i).full() && !signature(text)) {
                break;
            }
            signed |= signature(text);
            from = i;
        }
        boolean sentenceAbove = from > article && plan.before(from) > article && Chars.endsSentence(plan.text(plan.before(from)));
        return signed && sentenceAbove ? from : -1;
    }
}
