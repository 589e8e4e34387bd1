package org.civikos.consultation.anchor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;

/**
 * An invented act whose every word knows where it comes from, so that after any number of edits a test can say what became of a
 * paragraph without asking the code under test.
 */
final class EditedAct {

    private static final String[] WORDS = ("organ kompetent shoqate regjistrim afat kerkese vendim ankese gjykate dokument statut anetar kuvend bord drejtor fond pasuri raport vit "
            + "muaj dite pagese tarife leje inspektim gjobe mase sanksion publik qasje informacion te dhena mbrojtje procedure shqyrtim komision minister qeveri komune buxhet "
            + "donator grant projekt zbatim mbikeqyrje auditim llogari banke kontribut vullnetar pune orar kontrate pale njoftim shkrim elektronik postare adrese seli emer simbol "
            + "vule pezullim shuarje likuidim kreditor detyrim pergjegjesi dem kompensim interes konflikt deklarim transparence etike kod rregullore udhezim neni paragraf ligj "
            + "kushtetute konvente e drejte liri tubim shprehje diskriminim barazi gjini moshe aftesi nevoje ndihme sherbim social shendet arsim kulture sport mjedis energji uje").split(" ");

    /** One word and where it was first written. */
    record Word(String text, long origin) {
    }

    private static final class Paragraph {
        List<Word> words = new ArrayList<>();

        String text() {
            return words.stream().map(Word::text).collect(Collectors.joining(" ", "", "."));
        }
    }

    private static final class Article {
        List<Word> heading = new ArrayList<>();
        List<Paragraph> paragraphs = new ArrayList<>();
    }

    private final Random random;
    private final List<Article> articles = new ArrayList<>();
    private long origin;

    EditedAct(long seed) {
        random = new Random(seed);
        int count = 4 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            articles.add(article());
        }
        // Drafts repeat themselves: the same sentence in two articles.
        if (random.nextBoolean()) {
            articles.getLast().paragraphs.add(copy(articles.getFirst().paragraphs.getFirst()));
        }
    }

    private Paragraph copy(Paragraph of) {
        Paragraph copy = new Paragraph();
        of.words.forEach(word -> copy.words.add(new Word(word.text(), origin++)));
        return copy;
    }

    private Article article() {
        Article article = new Article();
        article.heading = words(2 + random.nextInt(3));
        int paragraphs = 1 + random.nextInt(4);
        for (int i = 0; i < paragraphs; i++) {
            Paragraph paragraph = new Paragraph();
            paragraph.words = words(8 + random.nextInt(20));
            article.paragraphs.add(paragraph);
        }
        return article;
    }

    private List<Word> words(int count) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(new Word(WORDS[random.nextInt(WORDS.length)], origin++));
        }
        return words;
    }

    /** One edit of the kinds that ministries make; the numbers follow by themselves. */
    void edit() {
        Article article = articles.get(random.nextInt(articles.size()));
        Paragraph paragraph = article.paragraphs.get(random.nextInt(article.paragraphs.size()));
        switch (random.nextInt(8)) {
            case 0 -> articles.add(random.nextInt(articles.size() + 1), article());
            case 1 -> {
                if (articles.size() > 2) {
                    articles.remove(article);
                }
            }
            case 2 -> {
                articles.remove(article);
                articles.add(random.nextInt(articles.size() + 1), article);
            }
            case 3 -> {
                if (paragraph.words.size() >= 8) {
                    Paragraph rest = new Paragraph();
                    int at = 3 + random.nextInt(paragraph.words.size() - 6);
                    rest.words = new ArrayList<>(paragraph.words.subList(at, paragraph.words.size()));
                    paragraph.words = new ArrayList<>(paragraph.words.subList(0, at));
                    article.paragraphs.add(article.paragraphs.indexOf(paragraph) + 1, rest);
                }
            }
            case 4 -> {
                int at = article.paragraphs.indexOf(paragraph);
                if (at + 1 < article.paragraphs.size()) {
                    paragraph.words.addAll(article.paragraphs.remove(at + 1).words);
                }
            }
            case 5 -> {
                for (int i = 0; i < paragraph.words.size(); i++) {
                    if (random.nextInt(8) == 0) {
                        paragraph.words.set(i, words(1).getFirst());
                    }
                }
            }
            case 6 -> {
                article.paragraphs.remove(paragraph);
                Article other = articles.get(random.nextInt(articles.size()));
                other.paragraphs.add(random.nextInt(other.paragraphs.size() + 1), paragraph);
                if (article.paragraphs.isEmpty()) {
                    articles.remove(article);
                }
            }
            default -> {
                if (article.paragraphs.size() > 1) {
                    article.paragraphs.remove(paragraph);
                }
            }
        }
    }

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int a = 0; a < articles.size(); a++) {
            Article article = articles.get(a);
            String id = "art_" + (a + 1);
            nodes.add(new Node(id, Kind.ARTICLE, String.valueOf(a + 1), article.heading.stream().map(Word::text).collect(Collectors.joining(" ")), null, "", null, 1));
            for (int p = 0; p < article.paragraphs.size(); p++) {
                nodes.add(new Node(id + "__par_" + (p + 1), Kind.PARAGRAPH, String.valueOf(p + 1), null, id, article.paragraphs.get(p).text(), null, 1));
            }
        }
        return nodes;
    }

    /** The words of each node and of what is below it, by where they were first written. */
    Map<String, Set<Long>> origins() {
        Map<String, Set<Long>> origins = new LinkedHashMap<>();
        for (int a = 0; a < articles.size(); a++) {
            Article article = articles.get(a);
            Set<Long> whole = new HashSet<>();
            article.heading.forEach(word -> whole.add(word.origin()));
            origins.put("art_" + (a + 1), whole);
            for (int p = 0; p < article.paragraphs.size(); p++) {
                Set<Long> own = article.paragraphs.get(p).words.stream().map(Word::origin).collect(Collectors.toSet());
                whole.addAll(own);
                origins.put("art_" + (a + 1) + "__par_" + (p + 1), own);
            }
        }
        return origins;
    }

    int roll(int below) {
        return random.nextInt(below);
    }
}
