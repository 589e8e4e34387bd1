package org.civikos.localstack.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleActsTest {

    @ParameterizedTest
    @ValueSource(strings = {"associations-sq", "volunteering-sr", "public-funding-en"})
    void theCommittedDocumentsHoldTheTextOfTheAct(String name) throws Exception {
        List<SampleDocuments.Line> act = SampleDocuments.read(name);
        String text = act.stream().map(SampleDocuments.Line::text).collect(Collectors.joining(" "));
        assertThat(act.stream().filter(l -> l.kind() == 'A').count()).isBetween(12L, 24L);

        try (var docx = new XWPFDocument(Files.newInputStream(SampleDocuments.DOCUMENTS.resolve(name + ".docx")))) {
            assertThat(docx.getParagraphs().stream().map(XWPFParagraph::getText).collect(Collectors.joining(" "))).isEqualTo(text);
        }
        try (var pdf = Loader.loadPDF(SampleDocuments.DOCUMENTS.resolve(name + ".pdf").toFile())) {
            assertThat(letters(new PDFTextStripper().getText(pdf).replaceAll("(?m)^\\d+\\s*$", ""))).isEqualTo(letters(text));
        }
        assertThat(Files.readString(SampleDocuments.DOCUMENTS.resolve(name + ".html")).replaceFirst("(?s)<title>.*?</title>", "")
                .replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").trim()).isEqualTo(text);
    }

    private static String letters(String text) {
        return text.replaceAll("\\s+", "");
    }
}
