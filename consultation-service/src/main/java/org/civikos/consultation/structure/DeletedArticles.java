package org.civikos.consultation.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "Članovi 4-6. (brisani)", "Nenet 4, 5 dhe 6 (shfuqizuar)": one line that stands for several articles without text, in a consolidated law. It becomes a line for
 * each, so that every number has its article. Only with the word in brackets: "Nenet 4-6 fshihen" is what an amending act orders.
 */
final class DeletedArticles {
    private static final Pattern LINE = Pattern.compile("(?iu)^(?<word>nenet|neneve|" + Script.both("članovi|članci") + "|articles)\\s+(?<numbers>\\d{1,4}\\.?(?:\\s*(?:[-–—,]|dhe|deri(?:\\s+(?:në|te|tek))?|do|i|to|and|до|и)\\s*\\d{1,4}\\.?){1,40})"
            + "\\s*[-–—:]?\\s*(?<tail>[(\\[]\\s*(?:(?:të|janë|jane|su|are)\\s+)?(?:shfuqizuara?|fshirë|fshihen|hequr|" + Script.both("brisan|brisana|brisani|brisano|obrisani|izbrisani") + "|deleted|repealed|omitted)(?![\\p{L}])[^)\\]]{0,60}[)\\]])\\s*[.;]?$");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern RANGE = Pattern.compile("(?iu)\\s*\\.?\\s*(?:[-–—]|deri(?:\\s+(?:në|te|tek))?|do|to|до)\\s*");
    private static final int MOST = 200;

    private DeletedArticles() {}

    static List<Line> apart(List<Line> lines) {
        List<Line> out = null;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            List<Line> more = line.type() == Line.Type.BODY && line.text().length() < 300 ? of(line) : List.of();
            if (!more.isEmpty() && out == null) {
                out = new ArrayList<>(lines.subList(0, i));
            }
            if (out != null) {
                out.addAll(more.isEmpty() ? List.of(line) : more);
            }
        }
        return out == null ? lines : out;
    }

    private static List<Line> of(Line line) {
        Matcher m = LINE.matcher(line.text().strip());
        if (!m.matches() || !Character.isUpperCase(m.group("word").charAt(0))) {
            return List.of();
        }
        TreeSet<Integer> numbers = new TreeSet<>();
        String list = m.group("numbers");
        Matcher number = NUMBER.matcher(list);
        int before = -1;
        int end = 0;
        while (number.find()) {
            int value = Integer.parseInt(number.group());
            if (before >= 0 && value <= before || value - Math.max(0, before) > MOST && before >= 0) {
                return List.of();
            }
            boolean range = before >= 0 && RANGE.matcher(list.substring(end, number.start())).matches();
            for (int n = range ? before + 1 : value; n <= value; n++) {
                numbers.add(n);
            }
            before = value;
            end = number.end();
        }
        String word = word(m.group("word"));
        return numbers.stream().map(n -> line.withText(word + " " + n + ". " + m.group("tail"))).toList();
    }

    private static String word(String plural) {
        return switch (plural.toLowerCase(Locale.ROOT)) {
            case "articles" -> "Article";
            case "članovi", "clanovi" -> "Član";
            case "članci", "clanci" -> "Članak";
            case "чланови", "чланци" -> "Члан";
            default -> "Neni";
        };
    }
}
