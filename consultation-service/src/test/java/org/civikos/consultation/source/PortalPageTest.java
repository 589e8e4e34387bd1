package org.civikos.consultation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.civikos.consultation.draft.Announcement;
import org.junit.jupiter.api.Test;

class PortalPageTest {

    private static final URI ADDRESS = URI.create("https://portal.example.org/viewConsult.php?ConsultationID=41001");

    private static Optional<Announcement> read(String html) throws FetchFailure {
        return PortalPage.read(html.getBytes(StandardCharsets.UTF_8), "text/html; charset=UTF-8", ADDRESS, 41001, Numbered.STANDARD);
    }

    @Test
    void readsEveryFieldInTheOrderOfThePage() throws Exception {
        Announcement page = read("""
                <html><head><title>Portali</title></head><body><nav><a href="/">Ballina</a><a href="/doc.pdf">Udhëzuesi</a></nav>
                <h1>PROJEKTLIGJI (MD) PËR SHOQATAT</h1><p>Qëllimi i  këtij akti.</p><p>Paragrafi i dytë.</p>
                <p><b>Data e fillimit:</b> 20.11.2026</p><p><b>Data e përfundimit:</b> 11.12.2026</p>
                <div><h3>Dokumenti i konsultës</h3><p>Teksti i projektligjit</p><p>20.11.2026</p><p><a href="/documents/41001/ligji i ri.docx">Dokumenti i konsultës</a></p></div>
                <div><h3>Raporti Final</h3><p>04.02.2027</p><a href="documents/raporti.pdf">Raporti Final</a></div>
                <p>Zyrtari përgjegjës: Arta Shembulli</p><p><a href="mailto:arta.shembulli@rks-gov.example">arta.shembulli@rks-gov.example</a></p>
                <p>Duhet të kyçeni për të komentuar.</p></body></html>""").orElseThrow();
        assertThat(page.title()).isEqualTo("PROJEKTLIGJI (MD) PËR SHOQATAT");
        assertThat(page.description()).isEqualTo("Qëllimi i këtij akti.\nParagrafi i dytë.");
        assertThat(page.start()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(page.end()).isEqualTo(LocalDate.of(2026, 12, 11));
        assertThat(page.officerName()).isEqualTo("Arta Shembulli");
        assertThat(page.officerEmail()).isEqualTo("arta.shembulli@rks-gov.example");
        assertThat(page.documents()).containsExactly(
                new Announcement.Document("Dokumenti i konsultës", "Teksti i projektligjit", LocalDate.of(2026, 11, 20), "https://portal.example.org/documents/41001/ligji%20i%20ri.docx"),
                new Announcement.Document("Raporti Final", "", LocalDate.of(2027, 2, 4), "https://portal.example.org/documents/raporti.pdf"));
    }

    @Test
    void readsLabelsWithoutDiacriticsInATable() throws Exception {
        Announcement page = read("""
                <table><tr><td colspan=2><h2>Udhezim administrativ</h2></td></tr><tr><td>Pershkrimi:</td><td>Shkurt.</td></tr>
                <tr><td>Data e fillimit</td><td>1.2.2026</td></tr><tr><td>Data e perfundimit</td><td>01 . 03 . 2026</td></tr></table>""").orElseThrow();
        assertThat(page.start()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(page.end()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(page.description()).isEqualTo("Shkurt.");
        assertThat(page.documents()).isEmpty();
    }

    @Test
    void aMissingEndDateIsNotMadeUpFromADocumentsDate() throws Exception {
        Announcement page = read("<h1>Titulli</h1><p>Data e fillimit: 20.11.2026</p><p>Data e përfundimit:</p><p>Dokumenti i datës 21.11.2026</p><a href='a.pdf'>D</a>").orElseThrow();
        assertThat(page.end()).isNull();
    }

    @Test
    void anImpossibleDateIsNone() throws Exception {
        assertThat(read("<h1>T</h1><p>Data e fillimit: 20.11.2026</p><p>Data e përfundimit: 31.02.2027</p>").orElseThrow().end()).isNull();
    }

    @Test
    void aPageWithLabelsAloneIsANumberNotGivenYet() throws Exception {
        assertThat(read("<html><body><h1></h1><p>Data e fillimit:</p><p>Data e përfundimit:</p></body></html>")).isEmpty();
    }

    @Test
    void garbageIsRefused() {
        assertThatThrownBy(() -> read("\u0000\u0001\u0002 nothing of the kind")).isInstanceOf(FetchFailure.class)
                .extracting("reason").isEqualTo(FetchFailure.Reason.NOT_UNDERSTOOD);
        assertThatThrownBy(() -> read("<html><body><h1>It works!</h1></body></html>")).isInstanceOf(FetchFailure.class);
    }

    @Test
    void markupInsideWordsStaysText() throws Exception {
        Announcement page = read("<h1>Ligji &lt;script&gt; i ri</h1><script>alert(1)</script><p>Data e fillimit: 20.11.2026</p>").orElseThrow();
        assertThat(page.title()).isEqualTo("Ligji <script> i ri");
        assertThat(page.description()).isEmpty();
    }
}
