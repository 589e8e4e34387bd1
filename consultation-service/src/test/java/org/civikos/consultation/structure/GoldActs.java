package org.civikos.consultation.structure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Real acts that somebody else marked up in Akoma Ntoso, beside the plain text made of them: an article is right when number, heading and every letter are
 * the marked-up one's, and its paragraphs are as many and its points are numbered alike.
 */
final class GoldActs {
    private static final String AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

    private GoldActs() {}

    static List<Score.Row> score(Path acts) throws IOException {
        List<Score.Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(acts.resolve("gold"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".akn.xml")).sorted().toList()) {
                String text = file.getFileName().toString().replace(".akn.xml", ".txt");
                rows.add(row("gold/" + text, elements(file), Splitter.standard().split(Files.readAllBytes(acts.resolve(text)), text, null).nodes()));
            }
        } catch (UnreadableDocument | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private static List<Element> elements(Path file) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        try (InputStream in = Files.newInputStream(file)) {
            return all(factory.newDocumentBuilder().parse(in).getDocumentElement(), "*");
        }
    }

    private static Score.Row row(String name, List<Element> gold, List<Node> nodes) {
        List<String> wrong = new ArrayList<>();
        Iterator<Node> articles = nodes.stream().filter(n -> n.kind() == Kind.ARTICLE).iterator();
        Iterator<Node> divisions = nodes.stream().filter(n -> n.kind() == Kind.PART || n.kind() == Kind.CHAPTER || n.kind() == Kind.SECTION).iterator();
        int[] all = new int[2];
        int[] right = new int[2];
        for (Element e : gold) {
            boolean article = e.getLocalName().equals("article");
            if (!article && !List.of("part", "chapter", "section").contains(e.getLocalName())) {
                continue;
            }
            Iterator<Node> ours = article ? articles : divisions;
            String problem = ours.hasNext() ? problem(e, ours.next(), nodes, article) : "missing";
            all[article ? 0 : 1]++;
            right[article ? 0 : 1] += problem == null ? 1 : 0;
            if (problem != null) {
                wrong.add(e.getLocalName() + " " + child(e, "num") + ": " + problem);
            }
        }
        while (articles.hasNext()) {
            all[0]++;
            wrong.add("too many: article " + articles.next().id());
        }
        while (divisions.hasNext()) {
            all[1]++;
            wrong.add("too many: " + divisions.next().id());
        }
        return new Score.Row(name, all[0], right[0], all[1], right[1], wrong);
    }

    private static @Nullable String problem(Element e, Node node, List<Node> nodes, boolean article) {
        String number = InventedAct.letters(child(e, "num").replaceFirst("^\\p{L}+\\s+(?=\\d)", ""));
        String heading = child(e, "heading");
        if (!number.equals(InventedAct.letters(node.number() == null ? "" : node.number()))) {
            return "number " + node.number();
        }
        if (!InventedAct.letters(heading).equals(InventedAct.letters(node.heading() == null ? "" : node.heading()))) {
            return "heading " + node.heading();
        }
        if (!article) {
            return null;
        }
        String expected = InventedAct.letters(e.getTextContent()).substring(InventedAct.letters(child(e, "num") + heading).length());
        String found = Score.letters(node, nodes);
        if (!found.equals(expected)) {
            return "text …" + Score.difference(found, expected);
        }
        long paragraphs = all(e, "paragraph").stream().filter(p -> !quoted(p)).count();
        long ours = nodes.stream().filter(n -> node.id().equals(n.parent()) && n.kind() == Kind.PARAGRAPH).count();
        if (paragraphs != Math.max(1, ours)) {
            return ours + " paragraphs, not " + paragraphs;
        }
        List<String> points = Stream.concat(all(e, "point").stream(), all(e, "hcontainer").stream()).filter(p -> !quoted(p)).map(p -> InventedAct.letters(child(p, "num"))).sorted().toList();
        List<String> found2 = nodes.stream().filter(n -> n.kind() == Kind.POINT && n.id().startsWith(node.id() + "__")).map(n -> InventedAct.letters(n.number() == null ? "" : n.number())).sorted().toList();
        return points.equals(found2) ? null : "points " + found2 + ", not " + points;
    }

    private static boolean quoted(Element e) {
        for (org.w3c.dom.Node up = e.getParentNode(); up != null; up = up.getParentNode()) {
            if ("quotedStructure".equals(up.getLocalName())) {
                return true;
            }
        }
        return false;
    }

    /** In the order of the document. */
    private static List<Element> all(Element e, String name) {
        var list = e.getElementsByTagNameNS(AKN, name);
        return IntStream.range(0, list.getLength()).mapToObj(i -> (Element) list.item(i)).toList();
    }

    private static String child(Element e, String name) {
        return IntStream.range(0, e.getChildNodes().getLength()).mapToObj(e.getChildNodes()::item).filter(n -> name.equals(n.getLocalName())).map(org.w3c.dom.Node::getTextContent)
                .map(String::strip).findFirst().orElse("");
    }
}
