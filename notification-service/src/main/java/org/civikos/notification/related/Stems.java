package org.civikos.notification.related;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is left of a folded word without the endings that its language gives it; rough, for putting forms of one word together. */
final class Stems {

    /** What has to be left, so that "rrugë" and "rrufe" stay apart. */
    private static final int SHORTEST = 4;
    /** Of folded words; the longest that fits is taken away. */
    private static final Map<String, List<String>> ENDINGS = Map.of(
            "sq", longestFirst("imeve", "imit", "imin", "imet", "imi", "ave", "eve", "ive", "uesit", "uesi", "ise", "se", "ne", "te", "ja", "it", "in", "et",
                    "es", "at", "as", "ut", "un", "i", "u", "a", "e"),
            "sr", longestFirst("ovima", "evima", "ama", "ima", "ovi", "evi", "ova", "eva", "oga", "ega", "omu", "emu", "ih", "om", "em", "im", "og", "eg", "oj",
                    "ju", "ja", "je", "a", "e", "i", "o", "u"),
            "en", longestFirst("ies", "ing", "ed", "es", "y", "s"));

    private Stems() {
    }

    private static List<String> longestFirst(String... endings) {
        return Stream.of(endings).sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }

    /** @param language sq, sr or en; of any other nothing is taken away */
    static String of(String folded, String language) {
        return ENDINGS.getOrDefault(language, List.of()).stream()
                .filter(ending -> folded.endsWith(ending) && folded.length() - ending.length() >= SHORTEST).findFirst()
                .map(ending -> folded.substring(0, folded.length() - ending.length())).orElse(folded);
    }
}
