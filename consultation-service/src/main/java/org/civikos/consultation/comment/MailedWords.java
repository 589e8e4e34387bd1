package org.civikos.consultation.comment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote in answer to an alert, taken apart: a first line that names an article, and perhaps a part of it, is its place; lines that
 * begin with a heading in one of the three languages are the proposed wording, the justification and the organisation that is spoken for; and
 * what the first words call for is the kind. Everything else is the comment itself.
 *
 * @param place        that the first line names
 * @param organisation as it is written there
 */
record MailedWords(@Nullable Named place, @Nullable String organisation, @Nullable String text, @Nullable String wording, @Nullable String justification) {

    private static final String NOT_GOING_ON = "(?![\\p{L}\\p{N}])";
    private static final String ARTICLE = "(?:ne lidhje me |u vezi sa |re )?(?:neni(?:n|t)?|clan(?:u|a|om)?|clanak|article|art\\.?)\\s+(?<article>\\d{1,4}[a-z]?(?:/\\d+)?)(?:\\.(?<dotted>\\d{1,3}(?:\\.\\d{1,3})*))?" + NOT_GOING_ON;
    private static final String LEVELS = "paragraf(?:i|in|it)?|paragraph|par\\.?|stav(?:u|a|om)?|pik(?:a|en|es)|nenparagraf(?:i|in|it)?|tack(?:a|e|i|u|om)|sub-?paragraph|point";
    private static final String BELOW = "\\s*[.,;]?\\s*(?:" + LEVELS + ")\\s+\\(?(?:\\d{1,3}(?:\\.\\d{1,3})*[a-z]?|[a-z]{1,2}(?=\\)))" + NOT_GOING_ON + "\\)?";
    private static final Pattern PLACE = Pattern.compile("^\\s*" + ARTICLE + "(?<below>(?:" + BELOW + "){0,3})\\s*[:.,–-]?\\s*(?<rest>.*)$");
    private static final Pattern STEP = Pattern.compile("(?<level>" + LEVELS + ")\\s+\\(?(?<number>[\\d.]+[a-z]?|[a-z]{1,2})");
    private static final Pattern WORDING = Pattern.compile("^\\s*(?:propozim(?:i)?|teksti i propozuar|predlog|predlozeni tekst|proposal|proposed (?:text|wording))\\s*:\\s*(.*)$");
    private static final Pattern JUSTIFICATION = Pattern.compile("^\\s*(?:arsyetim(?:i)?|pse|obrazlozenj?e|zasto|justification|reason|why)\\s*:\\s*(.*)$");
    private static final Pattern ORGANISATION = Pattern.compile("^\\s*(?:organizata|organizacija|organi[sz]ation|ne emer te|u ime|on behalf of)\\s*:\\s*(\\S.*)$");
    private static final Pattern QUESTION = Pattern.compile("^(?:pyetje|pyesim|pitanje|pitamo|question)" + NOT_GOING_ON);
    private static final Pattern DELETE = Pattern.compile("^(?:fshirje|te fshihet|fshihet|fshijeni|hiqeni|te hiqet|brisanje|brisati|obrisati|brise se|izbrisati|delete|deletion|strike out)" + NOT_GOING_ON);
    private static final Pattern ADD = Pattern.compile("^(?:shtim|shtese|te shtohet|shtohet|shtoni|dodavanje|dodati|dodaje se|dodajte|add|addition|insert)" + NOT_GOING_ON);
    private static final Pattern SUPPORT = Pattern.compile("^(?:perkrahje|perkrahim|e perkrahim|mbeshtesim|e mbeshtesim|mbeshtetje|podrska|podrzavamo|podrzavam|support|we support|i support)" + NOT_GOING_ON);

    /**
     * A place as it is named.
     *
     * @param words   the words that name it
     * @param article folded number
     * @param below   the way down from it
     */
    record Named(String words, String article, List<Step> below) {
    }

    /**
     * One step down.
     *
     * @param paragraph whether it is named as a paragraph, of which one without a number is counted
     * @param number    folded
     */
    record Step(boolean paragraph, String number) {
    }

    /**
     * A place that was found.
     *
     * @param node  the nearest that the draft has; {@code null} for none
     * @param whole whether all of what was named was found: what was not is still to be said in words
     */
    record Found(@Nullable String node, boolean whole) {
    }

    static MailedWords of(String mail) {
        StringBuilder text = new StringBuilder();
        StringBuilder wording = new StringBuilder();
        StringBuilder justification = new StringBuilder();
        StringBuilder current = text;
        Named place = null;
        String organisation = null;
        boolean first = true;
        for (String line : mail.strip().split("\\R", -1)) {
            String rest = line;
            Matcher speaker = ORGANISATION.matcher(fold(line.stripTrailing()));
            if (organisation == null && current == text && speaker.matches()) {
                organisation = tail(line.stripTrailing(), speaker.group(1)).strip();
                continue;
            }
            if (first && !line.isBlank()) {
                first = false;
                Matcher named = PLACE.matcher(fold(line.stripTrailing()));
                if (named.matches()) {
                    rest = tail(line.stripTrailing(), named.group("rest"));
                    place = named(line.stripTrailing(), named);
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
        return new MailedWords(place, organisation, orNull(text), orNull(wording), orNull(justification));
    }

    private static Named named(String line, Matcher named) {
        List<Step> below = new ArrayList<>();
        if (named.group("dotted") != null) {
            below.add(new Step(true, named.group("dotted")));
        }
        Matcher step = STEP.matcher(named.group("below"));
        while (step.find()) {
            below.add(new Step(step.group("level").startsWith("par") || step.group("level").startsWith("stav"), step.group("number").replaceAll("\\.$", "")));
        }
        return new Named(line.substring(0, named.end("below")).strip(), named.group("article"), List.copyOf(below));
    }

    /**
     * What it wants, as far as the words say so: with a wording an addition or a change, without one what the first words call for, or a question
     * where all of it ends in a question mark; {@code null} where nothing does.
     *
     * @param placed whether it belongs to a part of the draft: of the draft as a whole nobody asks the deletion or another wording
     */
    Comment.@Nullable Kind kind(boolean placed) {
        String said = text == null ? "" : Letters.fold(text);
        if (wording != null) {
            return ADD.matcher(said).find() ? Comment.Kind.ADD : placed ? Comment.Kind.CHANGE : null;
        }
        if (QUESTION.matcher(said).find() || said.endsWith("?")) {
            return Comment.Kind.QUESTION;
        }
        return ADD.matcher(said).find() ? Comment.Kind.ADD : SUPPORT.matcher(said).find() ? Comment.Kind.SUPPORT
                : placed && DELETE.matcher(said).find() ? Comment.Kind.DELETE : null;
    }

    /** The comment itself, which begins with the place where that was not found as it is named, so that no word is lost. */
    @Nullable String text(Found found) {
        return place == null || found.whole() ? text : text == null ? place.words() : place.words() + ": " + text;
    }

    /** The place among the nodes of the main language; none where the draft has no such article, or more than one. */
    Found in(List<Node> nodes) {
        if (place == null) {
            return new Found(null, true);
        }
        List<Node> main = nodes.stream().filter(node -> Threads.languageOf(node.id()) == null).toList();
        Node at = only(main.stream().filter(node -> node.kind() == Kind.ARTICLE && is(node, place.article())).toList());
        for (Step step : at == null ? List.<Step>of() : place.below()) {
            Node below = below(main, at, step);
            if (below == null) {
                return new Found(at.id(), false);
            }
            at = below;
        }
        return new Found(at == null ? null : at.id(), at != null);
    }

    private static @Nullable Node below(List<Node> nodes, Node above, Step step) {
        Set<String> ids = new HashSet<>(Set.of(above.id()));
        List<Node> inside = new ArrayList<>();
        for (Node node : nodes) {
            if (node.parent() != null && ids.contains(node.parent())) {
                ids.add(node.id());
                inside.add(node);
            }
        }
        List<Node> numbered = inside.stream().filter(node -> (node.kind() == Kind.PARAGRAPH || node.kind() == Kind.POINT) && is(node, step.number())).toList();
        Predicate<Node> direct = node -> above.id().equals(node.parent());
        if (!numbered.isEmpty()) {
            return only(numbered.stream().anyMatch(direct) ? numbered.stream().filter(direct).toList() : numbered);
        }
        // Paragraphs without numbers are counted, as lawyers do: the second one is paragraph 2.
        List<Node> plain = inside.stream().filter(node -> node.kind() == Kind.PARAGRAPH && direct.test(node)).toList();
        if (step.paragraph() && step.number().matches("\\d{1,3}") && plain.stream().allMatch(node -> node.number() == null)) {
            int turn = Integer.parseInt(step.number());
            return turn >= 1 && turn <= plain.size() ? plain.get(turn - 1) : null;
        }
        return null;
    }

    private static @Nullable Node only(List<Node> found) {
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static boolean is(Node node, String number) {
        return node.number() != null && Letters.fold(node.number()).replaceAll("[\\s()]", "").replaceAll("\\.$", "").equals(number);
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
