package org.civikos.consultation.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.draft.DocumentNames.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of a page's documents is the draft, by what they are called. */
class DocumentNamesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"Memorandumi shpjegues", "Obrazloženje", "Образложење уз нацрт закона", "Explanatory memorandum on the draft law", "Memorandumi shpjegues i Projektligjit për pyjet", "Deklarata financiare",
        "Finansijska izjava", "Izjava o finansijskom uticaju", "Financial impact statement", "Koncept dokumenti për pyjet", "Concept document", "Aneksi 1 i koncept dokumentit", "Formulari për komente", "Tabela e komenteve",
        "Obrazac za komentare", "Tabela komentara", "Comment form", "Table of comments", "Përmbledhje e projektligjit", "Sažetak", "Summary", "Vendimi për formimin e grupit punues", "Odluka o obrazovanju radne grupe", "Decision",
        "Ftesë për konsultim publik", "Poziv na javnu raspravu", "Invitation", "Njoftim", "Ligji në fuqi", "Važeći zakon", "Law in force", "Raporti i vlerësimit"})
    void whatLiesBesideADraftIsNot(String label) {
        assertThat(DocumentNames.role(label, "dokument.pdf", "law")).isEqualTo(Role.BESIDE);
        assertThat(MainDocument.isDraft(label, "dokument.pdf", "law")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Projektligji për pyjet", "Projekt-rregullore", "PROJEKTVENDIM", "Nacrt odluke o taksama", "Нацрт закона о шумама", "Draft Law on Forests", "Drafti", "Draft decision", "Ligji për pyjet me memorandum shpjegues",
        "Nacrt zakona sa obrazloženjem", "Udhëzim administrativ", "Strategjia për rini", "Teksti i projektligjit"})
    void whatIsCalledADraftIs(String label) {
        assertThat(DocumentNames.role(label, "dokument.pdf", "law")).isEqualTo(Role.DRAFT);
    }

    @ParameterizedTest
    @CsvSource({"Shkarko,Memorandumi_shpjegues.docx,BESIDE", "Shkarko,01-Projektligji_per_pyjet.pdf,DRAFT", "Dokumenti 1,scan0001.pdf,UNKNOWN", "Raporti final nga konsultimi,Projektligji.pdf,REPORT", "Download,nacrt_zakona.docx,DRAFT"})
    void whereALabelSaysNothingTheFilesNameDoes(String label, String file, Role role) {
        assertThat(DocumentNames.role(label, file, "law")).isEqualTo(role);
    }

    @Test
    void aConceptDocumentIsTheDraftOfItsOwnConsultation() {
        assertThat(DocumentNames.role("Koncept dokumenti për pyjet", "k.pdf", "concept-document")).isEqualTo(Role.DRAFT);
        assertThat(DocumentNames.role("Aneksi i koncept dokumentit", "k.pdf", "concept-document")).isEqualTo(Role.BESIDE);
    }

    @ParameterizedTest
    @CsvSource({"Projektligji (ALB),a.pdf,sq", "Shqip,a.pdf,sq", "Srpski,a.pdf,sr", "Shkarko,Nacrt_zakona_SRB.docx,sr", "Anglisht,a.pdf,en", "Shkarko,DraftLawEng.docx,en"})
    void aNameMaySayTheLanguage(String label, String file, String language) {
        assertThat(DocumentNames.language(label, file)).isEqualTo(language);
        assertThat(DocumentNames.language("Projektligji", "projektligji.pdf")).isNull();
    }

    private static Draft draft(Draft.Reading reading, String... labels) {
        List<Announcement.Document> announced = new ArrayList<>();
        List<Draft.Kept> kept = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            String url = "https://portal.example.org/" + i;
            String type = labels[i].endsWith(".rtf") ? "application/rtf" : "application/pdf";
            announced.add(new Announcement.Document(labels[i], "", null, url));
            kept.add(new Draft.Kept(url, new StoredDocument("d" + i, labels[i], "f.pdf", type, 1, LocalDate.of(2026, 11, 20), url, "sha" + i, NOW), null, NOW, NOW, null, 1));
        }
        return new Draft(new Draft.Origin("portal", 1, "https://portal.example.org/p", NOW, true), Draft.Facts.seen("Projektligji", "", "md", "law", List.of("civil-society"), null, "sq", null, null), announced, kept, reading,
                Draft.State.READING, null, null, null, false, null, null, List.of());
    }

    private static String main(Draft.Reading reading, String... labels) {
        return MainDocument.of(draft(reading, labels)).label();
    }

    @Test
    void theDraftIsChosenWhateverItsPlaceOnThePage() {
        assertThat(main(Draft.Reading.NOT_YET, "Memorandumi shpjegues", "Deklarata financiare", "Projektligji")).isEqualTo("Projektligji");
        assertThat(main(Draft.Reading.NOT_YET, "Obrazloženje", "Poziv", "Nacrt zakona", "Raporti final")).isEqualTo("Nacrt zakona");
        assertThat(main(Draft.Reading.NOT_YET, "Dokumenti 1", "Projektligji")).isEqualTo("Projektligji");
        assertThat(main(Draft.Reading.NOT_YET, "Projektligji", "Versioni i azhurnuar i projektligjit")).isEqualTo("Versioni i azhurnuar i projektligjit");
        assertThat(main(Draft.Reading.NOT_YET, "Memorandumi shpjegues", "Projektligji.rtf")).as("better unreadable than something else").isEqualTo("Projektligji.rtf");
        assertThat(main(Draft.Reading.NOT_YET, "Memorandumi shpjegues")).as("nothing else is there").isEqualTo("Memorandumi shpjegues");
        assertThat(MainDocument.of(draft(Draft.Reading.NOT_YET, "Raporti final"))).isNull();
    }

    @Test
    void whatLookingIntoThemHasShownStands() {
        Draft.Reading second = new Draft.Reading(true, 3, List.of(), null, "d1", List.of(), "https://portal.example.org/1");
        assertThat(main(second, "Dokumenti 1", "Dokumenti 2")).isEqualTo("Dokumenti 2");
        assertThat(main(second, "Dokumenti 1", "Dokumenti 2", "Versioni i azhurnuar")).as("a later version is surer").isEqualTo("Versioni i azhurnuar");
        assertThat(DraftText.isAnother(draft(second, "Dokumenti 1", "Dokumenti 2"))).isFalse();
        assertThat(DraftText.isAnother(draft(second, "Dokumenti 1", "Dokumenti 2", "Nacrt zakona (SRB)"))).as("another language has come").isTrue();
    }
}
