package org.civikos.consultation.structure;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells Albanian, Serbian and English apart by letters and small words. */
final class Language {
    static final List<String> ALL = List.of("sq", "sr", "en");
    private static final Set<String> SQ = Set.of("e", "të", "dhe", "në", "për", "me", "së", "nga", "që", "një", "ose", "është", "këtij", "ligji", "ligjit", "sipas", "si",
            "neni", "nenit", "kjo", "ky", "kësaj", "apo", "tij", "tyre", "janë", "ndërmjet", "te", "per", "ne", "se", "nje", "qe", "pas", "mund", "edhe", "kreu", "qeveria", "republikës", "rregullore", "ligj", "udhëzim", "kapitulli", "miraton", "kosovës");
    private static final Set<String> SR = Set.of("je", "u", "na", "za", "od", "koji", "koje", "koja", "kao", "član", "člana", "ovog", "zakona", "o", "da", "su", "ili", "sa",
            "iz", "po", "do", "se", "stav", "tačka", "članu", "ovim", "ne", "može", "i", "bez", "pri", "radi", "kod", "ova", "ovaj", "uredba", "zakon", "vlada", "republike", "poglavlje", "usvaja", "kosova", "pravilnik", "uputstvo", "donosi");
    private static final Set<String> EN = Set.of("the", "of", "and", "to", "in", "for", "shall", "by", "or", "be", "is", "this", "with", "on", "article", "are", "that", "as",
            "from", "which", "an", "its", "may", "not", "law", "means", "any", "chapter", "at", "government", "republic", "regulation", "approves", "administrative", "instruction");

    private Language() {}

    /** Evidence for sq, sr, en in this order. */
    static double[] evidence(String text) {
        double[] score = new double[3];
        String lower = text.toLowerCase(Locale.ROOT);
        int from = 0;
        for (int i = 0; i <= lower.length(); i++) {
            char c = i < lower.length() ? lower.charAt(i) : ' ';
            if (Character.isLetter(c)) {
                if (c == 'ë') {
                    score[0] += 0.5;
                } else if ("čćšžđ".indexOf(c) >= 0) {
                    score[1] += 0.7;
                } else if (c >= 0x0430 && c <= 0x045f) {
                    score[1] += 0.3;
                } else if (c == 'w') {
                    score[2] += 0.3;
                } else if (c == 'q' && i + 1 < lower.length() && lower.charAt(i + 1) != 'u') {
                    score[0] += 0.4;
                }
            } else {
                if (i > from) {
                    String word = lower.substring(from, i);
                    score[0] += SQ.contains(word) ? 1 : 0;
                    score[1] += SR.contains(word) ? 1 : 0;
                    score[2] += EN.contains(word) ? 1 : 0;
                }
                from = i + 1;
            }
        }
        return score;
    }

    static String of(String text) {
        double[] score = evidence(text);
        int best = 0;
        for (int i = 1; i < 3; i++) {
            if (score[i] > score[best]) {
                best = i;
            }
        }
        return ALL.get(best);
    }

    static String script(String text) {
        long cyrillic = text.codePoints().filter(Script::isCyrillic).count();
        long letters = text.codePoints().filter(Character::isLetter).count();
        return cyrillic * 2 > letters ? "Cyrl" : "Latn";
    }
}
