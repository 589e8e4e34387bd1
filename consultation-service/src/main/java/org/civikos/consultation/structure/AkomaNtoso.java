package org.civikos.consultation.structure;

import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an act as Akoma Ntoso 3.0 (OASIS LegalDocML, namespace {@code http://docs.oasis-open.org/legaldocml/ns/akn/3.0}).
 *
 * <p>One language is one {@code bill}; several are a {@code documentCollection} with a bill for each. Divisions, articles, paragraphs and
 * points have their own elements; headings without a word, quotations, notes, tables and loose text are {@code hcontainer}s named after
 * their kind, so that no word of the act is left out. Annexes and the explanatory memorandum are attachments.
 */
public final class AkomaNtoso {
    private static final String NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
    private static final Map<String, String> ISO = Map.of("sq", "sqi", "sr", "srp", "en", "eng");
    private final XMLStreamWriter xml;
    private final Act act;
    private final String country;
    private final String today;
    private final Map<String, List<Node>> children = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    private AkomaNtoso(Act act, String country, LocalDate today, XMLStreamWriter xml) {
        this.act = act;
        this.country = country;
        this.today = today.toString();
        this.xml = xml;
        act.nodes().forEach(n -> children.computeIfAbsent(n.parent() == null ? "" : n.parent(), k -> new ArrayList<>()).add(n));
    }

    /**
     * @param country two letters, as in {@code xk}
     * @param today the day of this export, which the metadata carry as date of generation
     * @throws IllegalArgumentException never for an act that a {@link Splitter} made
     */
    public static String of(Act act, String country, LocalDate today) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new AkomaNtoso(act, country, today, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("The act cannot be written as XML.", e);
        }
        return out.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("akomaNtoso");
        xml.writeDefaultNamespace(NAMESPACE);
        List<String> languages = act.languages();
        if (languages.size() == 1) {
            bill(act.language(), "");
        } else {
            xml.writeStartElement("documentCollection");
            xml.writeAttribute("name", "languageVersions");
            meta("main", act.language());
            xml.writeStartElement("collectionBody");
            for (String language : languages) {
                xml.writeStartElement("component");
                eId("ref_" + language);
                xml.writeEmptyElement("documentRef");
                eId("docref_" + language);
                xml.writeAttribute("href", "#cmp_" + language);
                xml.writeAttribute("showAs", language);
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeStartElement("components");
            eId("components");
            for (String language : languages) {
                xml.writeStartElement("component");
                eId("cmp_" + language);
                bill(language, "/" + language);
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void bill(String language, String component) throws XMLStreamException {
        xml.writeStartElement("bill");
        xml.writeAttribute("name", "bill");
        meta("main" + component, language);
        List<Node> preface = new ArrayList<>();
        List<Node> preamble = new ArrayList<>();
        List<Node> body = new ArrayList<>();
        List<Node> conclusions = new ArrayList<>();
        List<Node> attached = new ArrayList<>();
        for (Node node : children.getOrDefault("", List.of())) {
            if (!act.languageOf(node).equals(language)) {
                continue;
            }
            boolean begun = !body.isEmpty();
            switch (node.kind()) {
                case TITLE -> preface.add(node);
                case PREAMBLE -> preamble.add(node);
                case ANNEX, MEMORANDUM -> attached.add(node);
                case TEXT -> (node.id().endsWith("closing") ? conclusions : !begun ? preface : body).add(node);
                default -> body.add(node);
            }
        }
        if (!preface.isEmpty()) {
            blocks("preface", preface);
        }
        if (!preamble.isEmpty()) {
            blocks("preamble", preamble);
        }
        xml.writeStartElement("body");
        if (body.isEmpty()) {
            container("body", language + "_body");
        }
        for (Node node : body) {
            hierarchy(node);
        }
        xml.writeEndElement();
        if (!conclusions.isEmpty()) {
            blocks("conclusions", conclusions);
        }
        if (!attached.isEmpty()) {
            xml.writeStartElement("attachments");
            for (Node node : attached) {
                xml.writeStartElement("attachment");
                eId("att_" + node.id());
                xml.writeStartElement("doc");
                xml.writeAttribute("name", node.kind() == Kind.ANNEX ? "annex" : "explanatoryMemorandum");
                meta(node.id(), language);
                xml.writeStartElement("mainBody");
                hierarchy(node);
                xml.writeEndElement();
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void meta(String part, String language) throws XMLStreamException {
        String work = "/akn/" + country + "/bill/" + today.substring(0, 4) + "/draft";
        String expression = work + "/" + ISO.getOrDefault(language, "und") + "@";
        xml.writeStartElement("meta");
        xml.writeStartElement("identification");
        xml.writeAttribute("source", "#platform");
        level("FRBRWork", work, part, () -> empty("FRBRcountry", "value", country));
        level("FRBRExpression", expression, part, () -> empty("FRBRlanguage", "language", ISO.getOrDefault(language, "und")));
        level("FRBRManifestation", expression + ".akn", part, () -> empty("FRBRformat", "value", "application/akn+xml"));
        xml.writeEndElement();
        xml.writeStartElement("references");
        xml.writeAttribute("source", "#platform");
        xml.writeEmptyElement("TLCOrganization");
        // The same organisation in the metadata of every part: its id may stand once in a file.
        String id = "platform";
        if (used.add(id)) {
            xml.writeAttribute("eId", id);
        } else {
            eId(id);
        }
        xml.writeAttribute("href", "/ontology/organization/platform");
        xml.writeAttribute("showAs", "Platform");
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private interface Part {
        void write() throws XMLStreamException;
    }

    private void level(String name, String uri, String part, Part own) throws XMLStreamException {
        xml.writeStartElement(name);
        empty("FRBRthis", "value", uri + "/!" + part);
        empty("FRBRuri", "value", uri);
        xml.writeEmptyElement("FRBRdate");
        xml.writeAttribute("date", today);
        xml.writeAttribute("name", "generation");
        empty("FRBRauthor", "href", "#platform");
        own.write();
        xml.writeEndElement();
    }

    private void empty(String element, String attribute, String value) throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute(attribute, value);
    }

    // ---- text

    private void blocks(String element, List<Node> nodes) throws XMLStreamException {
        xml.writeStartElement(element);
        for (Node node : nodes) {
            flat(node);
        }
        xml.writeEndElement();
    }

    /** A node outside the body, where no hierarchy may stand: each of its parts a paragraph. */
    private void flat(Node node) throws XMLStreamException {
        String label = label(node);
        paragraphs(node.id(), (label + (node.heading() == null ? "" : node.heading() + "\n") + node.text()).strip(), node.kind() == Kind.TITLE ? "docTitle" : null);
        for (Node child : children.getOrDefault(node.id(), List.of())) {
            flat(child);
        }
    }

    private static String label(Node node) {
        return node.number() == null ? "" : node.kind() == Kind.PARAGRAPH ? node.number() + ". " : node.number() + ") ";
    }

    private void paragraphs(String id, String text, @Nullable String inline) throws XMLStreamException {
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (i > 0 && lines[i].isBlank()) {
                continue;
            }
            xml.writeStartElement("p");
            eId(id + "__p_" + (i + 1));
            if (inline != null && !lines[i].isBlank()) {
                xml.writeStartElement(inline);
                characters(lines[i]);
                xml.writeEndElement();
            } else {
                characters(lines[i]);
            }
            xml.writeEndElement();
        }
    }

    private void hierarchy(Node node) throws XMLStreamException {
        String element = switch (node.kind()) {
            case PART, CHAPTER, SECTION, ARTICLE, PARAGRAPH, POINT -> node.kind().name().toLowerCase(Locale.ROOT);
            default -> "hcontainer";
        };
        xml.writeStartElement(element);
        if (element.equals("hcontainer")) {
            xml.writeAttribute("name", node.kind().name().toLowerCase(Locale.ROOT));
        }
        eId(node.id());
        if (node.number() != null) {
            xml.writeStartElement("num");
            characters(node.number());
            xml.writeEndElement();
        }
        if (node.heading() != null) {
            xml.writeStartElement("heading");
            characters(node.heading());
            xml.writeEndElement();
        }
        List<Node> below = children.getOrDefault(node.id(), List.of());
        if (below.isEmpty()) {
            xml.writeStartElement("content");
            if (node.kind() == Kind.TABLE) {
                table(node);
            } else {
                paragraphs(node.id(), node.text(), null);
            }
            xml.writeEndElement();
        } else {
            if (!node.text().isBlank()) {
                xml.writeStartElement("intro");
                paragraphs(node.id(), node.text(), null);
                xml.writeEndElement();
            }
            for (Node child : below) {
                hierarchy(child);
            }
        }
        xml.writeEndElement();
    }

    private void table(Node node) throws XMLStreamException {
        String[] rows = node.text().split("\n");
        int columns = 1;
        for (String row : rows) {
            columns = Math.max(columns, row.split("\t", -1).length);
        }
        xml.writeStartElement("table");
        eId(node.id() + "__table");
        for (String row : rows) {
            String[] cells = row.split("\t", -1);
            xml.writeStartElement("tr");
            for (int c = 0; c < columns; c++) {
                xml.writeStartElement("td");
                xml.writeStartElement("p");
                characters(c < cells.length ? cells[c] : "");
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void container(String name, String id) throws XMLStreamException {
        xml.writeStartElement("hcontainer");
        xml.writeAttribute("name", name);
        eId(id);
        xml.writeStartElement("content");
        paragraphs(id, "", null);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void eId(String id) throws XMLStreamException {
        String next = id;
        for (int n = 2; !used.add(next); n++) {
            next = id + "_" + n;
        }
        xml.writeAttribute("eId", next);
    }

    /** What XML 1.0 cannot carry is dropped. */
    private void characters(String text) throws XMLStreamException {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> c == '\t' || c == '\n' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000).forEach(out::appendCodePoint);
        xml.writeCharacters(out.toString());
    }
}
