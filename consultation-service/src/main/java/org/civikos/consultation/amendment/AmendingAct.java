package org.civikos.consultation.amendment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.consultation.amendment.Instruction.Op;
import org.civikos.consultation.amendment.Instruction.Span;
import org.civikos.consultation.amendment.Instruction.Target;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instructions of an amending act in Albanian, Serbian and English, in the ordinary forms of drafting ("Në nenin 5, fjala „X“ zëvendësohet me „Y“",
 * "Član 7 briše se", "After Article 3, Article 3A is added"). Quoted words are taken out first, so that what is quoted is never read as an instruction.
 */
final class AmendingAct {

    private static final Pattern QUOTED = Pattern.compile("[„“”\"«‟](?<a>[^„“”\"»«‟]{1,4000})[“”\"»]|'(?<b>[^']{1,300})'");
    private static final String HOLE = "§";
    private static final Pattern ARTICLE = Pattern.compile("\\b(?:nen(?:i|in|it|et|eve)|clan(?:u|a|om|ovi|ova|ove|ovima|ak|ka|ku)?|articles?)\\s+(?:te ri\\s+|novi\\s+)?(\\d+(?:/\\d+)?[a-z]?)(?![\\p{L}\\p{N}])");
    private static final Pattern PARAGRAPH = Pattern.compile("\\b(?:paragraf(?:i|in|it|et)|stav(?:u|a|om|ovi)?|paragraphs?)\\s+\\(?(\\d+(?:\\.\\d+)*)(?![\\p{L}\\p{N}])");
    private static final Pattern POINT = Pattern.compile("\\b(?:pik(?:a|en|es|at)|nenparagraf(?:i|in|it)|tack(?:a|i|e|u|om)|points?|sub-?paragraphs?|podstav\\w*)\\s+\\(?(\\d+(?:\\.\\d+)*|[a-z]{1,2}(?=\\)))(?![\\p{L}\\p{N}])");
    private static final Pattern SEVERAL = Pattern.compile("\\b(?:nenet|neneve|clanovi\\w*|clanova|articles)\\s+\\d|\\b(?:paragrafet|stavovi|paragraphs)\\s+\\d|\\b(?:pikat|tacke|points)\\s+\\(?[\\da-z]{1,3}\\)?\\s*(?:dhe|i|and|,)\\s");
    private static final String ARTICLES = "(?:nen(?:i|in|it|et|eve)|clan(?:u|a|om|ovi|ova|ove|ovima|ak|ci)?|cl\\.|articles?)";
    private static final String ARTICLE_NUMBER = "\\d{1,4}(?:/\\d+)?[a-z]?(?![\\p{L}\\p{N}])\\.?";
    private static final String RANGE = "\\s*[-–—]\\s*|\\s*,?\\s*(?:deri(?:\\s+(?:ne|te|tek))?|zakljucno sa|do|to|through|until)\\s+";
    private static final String AND = "\\s*,\\s*(?:(?:dhe|si dhe|i|te|and)\\s+)?|\\s+(?:dhe|si dhe|i|te|and|as well as)\\s+";
    /** "Nenet 5, 7 dhe 9-11", "od člana 5. do člana 7.", "Articles 5 and 7". */
    private static final Pattern LIST = Pattern.compile("\\b(?:nga |od |from )?" + ARTICLES + "\\s+(?:nga |od |from )?(?<list>" + ARTICLE_NUMBER + "(?:(?:" + RANGE + "|" + AND + ")(?:" + ARTICLES + "\\s+)?" + ARTICLE_NUMBER + "){1,60})");
    private static final Pattern LISTED = Pattern.compile("(?<between>" + RANGE + "|" + AND + "|^)(?:" + ARTICLES + "\\s+)?(?<number>\\d{1,4}(?:/\\d+)?[a-z]?)(?![\\p{L}\\p{N}])\\.?");
    private static final String ADD = "shtohe[tn]|shtohen|dodaj[eu](?: se)?|(?:is|are|shall be) (?:added|inserted)";
    private static final String REPLACE = "zevendesohe[tn]|zamenjuj[eu](?: se)?|zamjenjuj[eu](?: se)?|(?:is|are|shall be) (?:replaced|substituted)";
    private static final String REWORD = "ndryshohe[tn]|ndryshon|riformulohe[tn]|(?:me|mije)nja(?:ju)?(?: se)?|(?:is|are|shall be) (?:amended|reworded)";
    private static final String DELETE = "fshihe[tn]|shfuqizohe[tn]|hiqe[tn]|bris[eu](?: se)?|stavlja(?:ju)? se van snage|(?:is|are|shall be) (?:deleted|repealed|omitted)";
    private static final Pattern AMENDS = Pattern.compile("\\b(?:" + ADD + "|" + REPLACE + "|" + REWORD + "|" + DELETE + ")(?![\\p{L}])");
    private static final String WORD = "(?:fjal(?:a|et|en|es|eve|ise)|shprehj(?:a|en|et)|rec(?:i|ju|ima)?|termin\\w*|the words?|the phrase|the expression)";
    private static final Pattern REPLACE_WORDS = Pattern.compile(WORD + "[ :]*§(\\d+)§,? *(?:,? *se *)?(?:" + REPLACE + ")(?: se)? (?:me|by|with)?\\s*(?:" + WORD + "[ :]*)?§(\\d+)§");
    private static final Pattern DELETE_WORDS = Pattern.compile(WORD + "[ :]*§(\\d+)§,? *(?:se *)?(?:" + DELETE + ")");
    private static final Pattern ADD_WORDS = Pattern.compile("(?:pas|posle|poslije|nakon|iza|after) " + WORD + "[ :]*§(\\d+)§,? *(?:(?:" + ADD + ") *)?(?:" + WORD + "[ :]*)?§(\\d+)§(?: *(?:" + ADD + "))?");
    private static final Pattern AFTER = Pattern.compile("\\b(?:pas|posle|poslije|nakon|iza|after)\\s");
    private static final Pattern EVERYWHERE = Pattern.compile("\\bkudo\\b|ne te gjith\\w* tekstin|ne tere tekstin|\\bsvuda\\b|u celom tekstu|u cijelom tekstu|\\bwherever\\b|\\bthroughout\\b");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.;])\\s+(?=\\p{Lu})");

    private AmendingAct() {
    }

    static List<Instruction> read(List<Node> nodes) {
        Map<String, Node> byId = new HashMap<>();
        Set<String> parents = new HashSet<>();
        nodes.forEach(node -> {
            byId.put(node.id(), node);
            if (node.parent() != null) {
                parents.add(node.parent());
            }
        });
        Map<String, Target> said = new HashMap<>();
        List<Instruction> out = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Target above = node.parent() == null ? Target.NONE : said.getOrDefault(node.parent(), Target.NONE);
            if (!speaks(node) || inside(node, byId)) {
                continue;
            }
            String given = quotation(nodes, i, byId);
            List<String> quotes = new ArrayList<>();
            Target named = above;
            List<String> sentences = sentences(node.text(), quotes);
            for (int k = 0; k < sentences.size(); k++) {
                String folded = Letters.fold(sentences.get(k));
                // A quotation that stands as a block of its own belongs to the sentence right before it.
                Instruction one = instruction(node, sentences.get(k), folded, quotes, named, k + 1 == sentences.size() ? given : null, parents.contains(node.id()));
                if (named.equals(above) && target(folded, false).article() != null) {
                    named = target(folded, false).within(above);
                }
                if (one != null) {
                    out.add(one);
                }
            }
            said.put(node.id(), named);
        }
        return List.copyOf(out);
    }

    private static boolean speaks(Node node) {
        return switch (node.kind()) {
            case ARTICLE, PARAGRAPH, POINT, TEXT -> !node.text().isBlank();
            default -> false;
        };
    }

    /** What stands in a quotation is the new text, not an instruction. */
    private static boolean inside(Node node, Map<String, Node> byId) {
        Node at = node.parent() == null ? null : byId.get(node.parent());
        for (int depth = 0; at != null && depth < 64; depth++) {
            if (at.kind() == Kind.QUOTATION || at.kind() == Kind.MEMORANDUM || at.kind() == Kind.ANNEX) {
                return true;
            }
            at = at.parent() == null ? null : byId.get(at.parent());
        }
        return false;
    }

    /** The quotation that comes right after the node, with everything in it. */
    private static @Nullable String quotation(List<Node> nodes, int at, Map<String, Node> byId) {
        if (at + 1 >= nodes.size() || nodes.get(at + 1).kind() != Kind.QUOTATION) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < nodes.size() && (nodes.get(i).kind() == Kind.QUOTATION || inside(nodes.get(i), byId) && i > at + 1); i++) {
            Node node = nodes.get(i);
            for (String part : new String[] {node.number() != null && node.kind() != Kind.QUOTATION ? node.number() + "." : null, node.heading(), node.text()}) {
                if (part != null && !part.isBlank()) {
                    text.append(text.isEmpty() ? "" : "\n").append(part.strip());
                }
            }
        }
        return unquoted(text.toString());
    }

    static String unquoted(String text) {
        return text.strip().replaceAll("^[\"“”„‟«»]+\\s*", "").replaceAll("\\s*[\"“”„‟«»]+\\s*[.;,]?$", "");
    }

    /** The sentences, with holes where quoted words stood. */
    private static List<String> sentences(String text, List<String> quotes) {
        Matcher quoted = QUOTED.matcher(text);
        StringBuilder out = new StringBuilder();
        while (quoted.find()) {
            quotes.add(quoted.group("a") != null ? quoted.group("a") : quoted.group("b"));
            quoted.appendReplacement(out, HOLE + (quotes.size() - 1) + HOLE);
        }
        quoted.appendTail(out);
        return List.of(SENTENCE.split(out.toString().strip()));
    }

    private static String filled(String sentence, List<String> quotes) {
        String out = sentence;
        for (int i = 0; i < quotes.size(); i++) {
            out = out.replace(HOLE + i + HOLE, "“" + quotes.get(i) + "”");
        }
        return out.strip();
    }

    private static @Nullable Instruction instruction(Node node, String sentence, String folded, List<String> quotes, Target above, @Nullable String given, boolean hasParts) {
        if (!AMENDS.matcher(folded).find()) {
            return null;
        }
        String said = filled(sentence, quotes);
        boolean everywhere = EVERYWHERE.matcher(folded).find();
        Target where = target(folded, false).within(above);
        Matcher words = ADD_WORDS.matcher(folded);
        if (words.find()) {
            return new Instruction(node.id(), said, Op.ADD_WORDS, where, quote(quotes, words.group(1)), quote(quotes, words.group(2)), null, everywhere);
        }
        words = REPLACE_WORDS.matcher(folded);
        if (words.find()) {
            return new Instruction(node.id(), said, Op.REPLACE_WORDS, where, quote(quotes, words.group(1)), quote(quotes, words.group(2)), null, everywhere);
        }
        words = DELETE_WORDS.matcher(folded);
        if (words.find()) {
            return new Instruction(node.id(), said, Op.DELETE_WORDS, where, quote(quotes, words.group(1)), null, null, everywhere);
        }
        long holes = folded.chars().filter(c -> c == '§').count() / 2;
        String text = given != null ? given : holes == 1 ? quote(quotes, folded.replaceAll("^.*§(\\d+)§.*$", "$1")) : null;
        if (text == null && hasParts && folded.endsWith(":")) {
            // "The following changes are made in Article 5:" only says where; its parts say what.
            return null;
        }
        if (Pattern.compile("\\b(?:" + ADD + ")").matcher(folded).find()) {
            return addition(node, said, folded, above, text);
        }
        if (Pattern.compile("\\b(?:" + DELETE + ")").matcher(folded).find() && holes == 0) {
            Target named = target(folded, false);
            List<Span> articles = named.paragraph() == null && named.point() == null && above.paragraph() == null && above.point() == null ? articles(folded) : List.of();
            return new Instruction(node.id(), said, Op.DELETE, where, null, null, null, false, articles);
        }
        if (Pattern.compile("\\b(?:" + REPLACE + "|" + REWORD + ")").matcher(folded).find() && holes <= 1) {
            return new Instruction(node.id(), said, Op.REPLACE, where, null, text, null, false);
        }
        return new Instruction(node.id(), said, Op.UNKNOWN, where, null, null, null, false);
    }

    /** "After Article 3, Article 3A is added": the place is what stands before the verb's own object. */
    private static Instruction addition(Node node, String said, String folded, Target above, @Nullable String text) {
        Matcher after = AFTER.matcher(folded);
        Matcher verb = Pattern.compile("\\b(?:" + ADD + ")").matcher(folded);
        verb.find();
        if (after.find()) {
            // The first element named behind "after" is the place, the next one of the same level is the new one.
            String rest = folded.substring(after.end());
            Target place = first(rest);
            if (place != null) {
                Target context = target(folded.substring(0, after.start()), false).within(above);
                // "After paragraph 2 of Article 5": what it belongs to is named behind it, before the verb.
                Target named = target(verb.start() > after.end() ? folded.substring(after.end(), verb.start()) : rest, false);
                Target where = place.article() != null ? place : new Target(named.article() != null ? named.article() : context.article(),
                        named.paragraph() != null ? named.paragraph() : context.paragraph(), place.point(), named.several() || context.several());
                String level = place.point() != null ? "point" : place.paragraph() != null ? "paragraph" : "article";
                String made = second(rest, level);
                return new Instruction(node.id(), said, made == null ? Op.UNKNOWN : Op.ADD_AFTER, where, null, text, made, false);
            }
        }
        // "In Article 5, paragraph 4 is added": the last element named is the new one.
        Target all = target(folded, true);
        if (all.paragraph() != null && all.point() == null && all.within(above).article() != null) {
            Target where = new Target(all.within(above).article(), null, null, all.several());
            return new Instruction(node.id(), said, Op.ADD_LAST, where, null, text, all.paragraph(), false);
        }
        return new Instruction(node.id(), said, Op.UNKNOWN, all.within(above), null, null, null, false);
    }

    /** The articles of the one list that a sentence names, or none where it names fewer than two or more than one list. */
    private static List<Span> articles(String folded) {
        Matcher list = LIST.matcher(folded);
        if (!list.find()) {
            return List.of();
        }
        Matcher one = LISTED.matcher(list.group("list"));
        List<Span> out = new ArrayList<>();
        int end = 0;
        while (one.find() && one.start() == end) {
            String number = number(one.group("number"));
            if (one.group("between").matches(RANGE) && !out.isEmpty() && out.getLast().from().equals(out.getLast().to())) {
                out.set(out.size() - 1, new Span(out.getLast().from(), number));
            } else {
                out.add(new Span(number, number));
            }
            end = one.end();
        }
        // What was not read to its end is not understood, and a second list ("as amended by Articles 2 and 3 of ...") makes it unsure which is meant.
        return end < list.group("list").length() || list.find() ? List.of() : List.copyOf(out);
    }

    private static String quote(List<String> quotes, String number) {
        return quotes.get(Integer.parseInt(number));
    }

    /** The element that a text begins with, such as "neni 3 …": which level it is tells which kind of element follows it. */
    private static @Nullable Target first(String folded) {
        Matcher article = ARTICLE.matcher(folded);
        Matcher paragraph = PARAGRAPH.matcher(folded);
        Matcher point = POINT.matcher(folded);
        int a = article.find() ? article.start() : Integer.MAX_VALUE;
        int p = paragraph.find() ? paragraph.start() : Integer.MAX_VALUE;
        int o = point.find() ? point.start() : Integer.MAX_VALUE;
        int least = Math.min(a, Math.min(p, o));
        if (least > 3) {
            return null;
        }
        return a == least ? new Target(number(article.group(1)), null, null, false) : p == least ? new Target(null, number(paragraph.group(1)), null, false)
                : new Target(null, null, number(point.group(1)), false);
    }

    private static @Nullable String second(String folded, String level) {
        Matcher matcher = (level.equals("article") ? ARTICLE : level.equals("paragraph") ? PARAGRAPH : POINT).matcher(folded);
        return matcher.find() && matcher.find() ? number(matcher.group(1)) : null;
    }

    /** What a sentence names, the first of each level. */
    static Target target(String folded, boolean last) {
        String at = folded.replaceAll("§\\d+§", " ");
        return new Target(found(ARTICLE, at, last), found(PARAGRAPH, at, last), found(POINT, at, last), SEVERAL.matcher(at).find());
    }

    private static @Nullable String found(Pattern pattern, String text, boolean last) {
        Matcher matcher = pattern.matcher(text);
        String out = null;
        while (matcher.find()) {
            out = number(matcher.group(1));
            if (!last) {
                return out;
            }
        }
        return out;
    }

    static String number(String text) {
        return text.replaceAll("\\s", "");
    }
}
