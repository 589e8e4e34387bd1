package org.civikos.consultation.comment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote in answer to an alert, taken apart: a first line that names an article is its place, and lines that begin with
 * a heading in one of the three languages are the proposed wording and the justification. Everything else is the comment itself.
 *
 * @param article number of the article that the first line names, as it stands there
 */
record MailedWords(@Nullable String article, @Nullable String text, @Nullable String wording, @Nullable String justification) {

    private static final Pattern ARTICLE = Pattern.compile("^\\s*(?:ne lidhje me |u vezi sa |re )?(?:neni(?:n|t)?|clan(?:u|a|om)?|clanak|article|art\\.?)\\s+(\\d{1,4}[a-z]?(?:/\\d+)?)\\b\\s*[:.,–-]?\\s*(.*)$");
    private static final Pattern WORDING = Pattern.compile("^\\s*(?:propozim(?:i)?|teksti i propozuar|predlog|predlozeni tekst|proposal|proposed (?:text|wording))\\s*:\\s*(.*)$");
    private static final Pattern JUSTIFICATION = Pattern.compile("^\\s*(?:arsyetim(?:i)?|pse|obrazlozenj?e|zasto|justification|reason|why)\\s*:\\s*(.*)$");

    static MailedWords of(String mail) {
        StringBuilder text = new StringBuilder();
        StringBuilder wording = new StringBuilder();
        StringBuilder justification = new StringBuilder();
        StringBuilder current = text;
        String article = null;
        boolean first = true;
        for (String line : mail.strip().split("\\R", -1)) {
            String rest = line;
            if (first && !line.isBlank()) {
                first = false;
                Matcher place = ARTICLE.matcher(fold(line.stripTrailing()));
                if (place.matches()) {
                    article = place.group(1).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
                    rest = tail(line.stripTrailing(), place.group(2));
                }
            }
            rest = rest.stripTrailing();
            Matcher heading = WORDING.matcher(fold(rest));
            if (heading.matches()) {
                current = wording;
                rest = tail(rest, heading.group(1));
            } else {
                heading = JUSTIFICATION.matcher(fold(rest));
                if (heading.matches()) {
                    current = justification;
                    rest = tail(rest, heading.group(1));
                }
            }
            current.append(rest).append('\n');
        }
        return new MailedWords(article, orNull(text), orNull(wording), orNull(justification));
    }

    /** The article among the nodes of the main language; null where the draft has none of that number, or more than one. */
    static @Nullable String node(List<Node> nodes, @Nullable String article) {
        List<Node> found = article == null ? List.of()
                : nodes.stream().filter(node -> node.kind() == Kind.ARTICLE && Threads.languageOf(node.id()) == null && node.number() != null && article.equalsIgnoreCase(node.number().replaceAll("\\s", ""))).toList();
        return found.size() == 1 ? found.getFirst().id() : null;
    }

    /** Letter by letter, so that a place in the folded line is the same place in the line itself. */
    private static String fold(String line) {
        StringBuilder folded = new StringBuilder(line.length());
        for (char letter : line.toLowerCase(Locale.ROOT).toCharArray()) {
            String plain = Letters.fold(String.valueOf(letter));
            folded.append(plain.isEmpty() ? letter : plain.charAt(0));
        }
        return folded.toString();
    }

    private static String tail(String line, String folded) {
        return line.substring(line.length() - folded.length());
    }

    private static @Nullable String orNull(StringBuilder text) {
        String stripped = text.toString().replaceAll("\\n{3,}", "\n\n").strip();
        return stripped.isEmpty() ? null : stripped;
    }
}
