package org.civikos.consultation.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.InputSource;

/** The export is valid against OASIS's schema and carries every word of the act. */
class AkomaNtosoTest {
    /** The attributes of the xml: namespace that the schema imports. */
    private static final String XML_NAMESPACE = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:language"/>
              <xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName"><xs:enumeration value="default"/><xs:enumeration value="preserve"/></xs:restriction></xs:simpleType></xs:attribute>
              <xs:attribute name="base" type="xs:anyURI"/>
              <xs:attribute name="id" type="xs:ID"/>
            </xs:schema>""";

    @Test
    void inventedActsAreValidAndWhole() throws Exception {
        Schema schema = schema();
        for (String name : InventedAct.NAMES) {
            check(schema, name, Splitter.standard().split(Prints.docx(InventedAct.load(name)), name, null));
        }
        for (int seed = 1; seed <= 20; seed++) {
            check(schema, "generated " + seed, Splitter.standard().split(Prints.text(GeneratedActs.of(seed), false).getBytes(StandardCharsets.UTF_8), "a", null));
        }
        List<InventedAct> three = List.of(InventedAct.load("trilingual/sq"), InventedAct.load("trilingual/en"), InventedAct.load("trilingual/sr"));
        String xml = check(schema, "three languages", Splitter.standard().split(Prints.pdf(three, 3, true, 9), "a", null));
        assertThat(xml).contains("<documentCollection").contains("language=\"sqi\"").contains("language=\"srp\"").contains("language=\"eng\"");
    }

    @Test
    void realActs() throws Exception {
        Path directory = RealActs.directory();
        if (directory == null) {
            System.out.println("SKIPPED: the real acts (shared/data/acts, or -Dcivikos.shared) are not here.");
            return;
        }
        Schema schema = schema();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(txt|pdf)")).sorted().toList()) {
                check(schema, file.getFileName().toString(), Splitter.standard().split(Files.readAllBytes(file), "a", null));
            }
        }
    }

    @Test
    void whatXmlCannotCarryIsDropped() throws Exception {
        Node node = new Node("art_1", Kind.ARTICLE, "1", "a < b & c", null, "x\u0001y \ud800 ]]> \"z\"", null, 1);
        check(schema(), "odd characters", new Act("sq", "Latn", "", List.of(node), List.of()), "xy  ]]> \"z\"");
    }

    @Test
    void anActWithoutABodyIsStillValid() throws Exception {
        check(schema(), "empty", new Act("en", "Latn", "T", List.of(new Node("title", Kind.TITLE, null, null, null, "T", null, 1)), List.of()));
    }

    private static String check(@Nullable Schema schema, String name, Act act, String... words) throws Exception {
        String xml = AkomaNtoso.of(act, "xk", LocalDate.of(2098, 3, 12));
        if (schema != null) {
            try {
                schema.newValidator().validate(new StreamSource(new StringReader(xml)));
            } catch (org.xml.sax.SAXException e) {
                throw new AssertionError(name + ": " + e.getMessage(), e);
            }
        }
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        String all = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getDocumentElement().getTextContent();
        String letters = InventedAct.letters(all);
        for (Node n : act.nodes()) {
            for (String line : n.text().split("[\n\t]")) {
                if (words.length == 0) {
                    assertThat(letters).as(name + " " + n.id()).contains(InventedAct.letters(line));
                }
            }
            assertThat(letters).as(name + " " + n.id()).contains(InventedAct.letters(n.heading() == null ? "" : n.heading()));
        }
        for (String word : words) {
            assertThat(all).contains(word);
        }
        return xml;
    }

    private static @Nullable Schema schema() throws Exception {
        Path acts = RealActs.directory();
        Path xsd = acts == null ? null : acts.resolveSibling("akomantoso30.xsd");
        if (xsd == null || !Files.isRegularFile(xsd)) {
            System.out.println("SKIPPED: OASIS's schema (shared/data/akomantoso30.xsd, or -Dcivikos.shared) is not here; the export is checked for its words alone.");
            return null;
        }
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        DOMImplementationLS ls = (DOMImplementationLS) DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().getDOMImplementation().getFeature("LS", "3.0");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            LSInput input = ls.createLSInput();
            input.setStringData(XML_NAMESPACE);
            input.setSystemId(systemId);
            return input;
        });
        return factory.newSchema(xsd.toFile());
    }
}
