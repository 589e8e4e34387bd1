package org.civikos.consultation.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How alike two titles are. */
public final class Titles {

    /** Beginnings of words that say what sort of paper it is and whose, and not what it is about. */
    private static final List<String> FORMAL = List.of("projekt", "draft", "nacrt", "predlog", "propozim", "proposed", "ligj", "zakon", "law", "rregullor", "pravilnik", "uredb", "regulation", "udhezim", "administrativ",
            "uputstv", "instruction", "strategj", "strateg", "koncept", "concept", "dokument", "document", "program", "republik", "kosov", "qeveri", "vlad", "government", "ministri", "ministar", "per", "the", "for", "and",
            "dhe", "sipas");
    private static final int SHORTEST = 3;

    private Titles() {
    }

    /** Endings change with the case and with "the draft law": the beginnings of the longer words are what two titles share. */
    public static Set<String> stems(String title) {
        Set<String> stems = new HashSet<>();
        for (String word : Letters.words(title)) {
            if (word.length() > 2) {
                stems.add(word.substring(0, Math.min(6, word.length())));
            }
        }
        return stems;
    }

    /** Twice what they share, by what they have: from 0 to 1. */
    public static double likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long shared = one.stream().filter(other::contains).count();
        return 2.0 * shared / (one.size() + other.size());
    }

    /**
     * Whether two titles surely name the same act: every word that tells what it is about, and every number, stands in both, in whatever case and order. So an amending act is not the act
     * that it amends, and the strategy of one period is not that of the next.
     */
    public static boolean isSame(String one, String other) {
        List<String> a = Letters.words(one);
        List<String> b = Letters.words(other);
        if (a.equals(b)) {
            return !a.isEmpty();
        }
        Set<String> mine = telling(a);
        Set<String> theirs = telling(b);
        return !mine.isEmpty() && !theirs.isEmpty() && numbers(a).equals(numbers(b)) && covers(mine, theirs) && covers(theirs, mine);
    }

    /** How alike they are by the words alone that tell what they are about: twice what they share, by what they have, from 0 to 1. */
    public static double alike(String one, String other) {
        Set<String> mine = telling(Letters.words(one));
        Set<String> theirs = telling(Letters.words(other));
        if (mine.isEmpty() || theirs.isEmpty()) {
            return 0;
        }
        long shared = mine.stream().filter(word -> theirs.stream().anyMatch(there -> sameWord(there, word))).count();
        return 2.0 * Math.min(shared, theirs.size()) / (mine.size() + theirs.size());
    }

    private static Set<String> telling(List<String> words) {
        Set<String> telling = new HashSet<>(words);
        telling.removeIf(word -> word.length() < SHORTEST || isNumber(word) || FORMAL.stream().anyMatch(formal -> formal.length() <= SHORTEST ? word.equals(formal) : word.startsWith(formal)));
        return telling;
    }

    private static Set<String> numbers(List<String> words) {
        Set<String> numbers = new HashSet<>(words);
        numbers.removeIf(word -> !isNumber(word));
        return numbers;
    }

    private static boolean isNumber(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }

    private static boolean covers(Set<String> all, Set<String> these) {
        return these.stream().allMatch(word -> all.stream().anyMatch(one -> sameWord(one, word)));
    }

    /** Another case of the same word has the same beginning; of a short word all but its last letter. */
    private static boolean sameWord(String one, String other) {
        int least = Math.min(one.length(), other.length());
        int needed = Math.max(SHORTEST, least > 6 ? least - 3 : least - 1);
        int common = 0;
        while (common < least && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common >= needed && Math.abs(one.length() - other.length()) <= 4;
    }
}
