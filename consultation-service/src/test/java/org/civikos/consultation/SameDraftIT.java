package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.civikos.consultation.source.PortalStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One act that comes by a portal, by mail and by a gazette, in three formats and under three titles. */
class SameDraftIT extends ServiceIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private static final String[] SYLLABLES = {"ba", "dhe", "fi", "gju", "ho", "je", "ka", "li", "më", "no", "për", "qi", "ra", "shë", "to", "va", "xhi", "ze"};

    private final GreenMail server = new GreenMail(ServerSetup.verbose(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)})[0]);
    private final Map<String, Map<String, Object>> watched = new HashMap<>();
    private GreenMailUser box;
    private PortalStub portal;

    @BeforeEach
    void start() throws Exception {
        server.start();
        box = server.setUser("drafts@example.org", "drafts", "it-mail-password");
        portal = new PortalStub();
    }

    @AfterEach
    void stop() {
        watched.keySet().forEach(this::pause);
        portal.close();
        server.stop();
    }

    private void watch(String id, Map<String, Object> more) {
        Map<String, Object> setting = new HashMap<>(Map.of("name", id, "firstNumber", 1, "opening", "automatic", "paused", false, "institution", "mbpzhr"));
        setting.putAll(more);
        watched.put(id, setting);
        Answer made = put("/api/sources/" + id, ADMINISTRATOR, setting);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void pause(String id) {
        watched.get(id).put("paused", true);
        assertThat(put("/api/sources/" + id, ADMINISTRATOR, watched.get(id)).status()).isEqualTo(200);
    }

    /** Lines of an act with six articles whose words no other has; those from one on say something else. */
    private static List<String> act(String subject, int changedFrom) {
        List<String> lines = new ArrayList<>(List.of("PROJEKTLIGJ", "PËR " + subject.toUpperCase(Locale.ROOT)));
        for (int i = 1; i <= 6; i++) {
            lines.add("Neni " + i);
            Random words = new Random((subject + i + (i >= changedFrom)).hashCode());
            for (int k = 1; k <= 3; k++) {
                StringBuilder line = new StringBuilder(k + ". Ky ligj");
                for (int n = 0; n < 16; n++) {
                    line.append(' ').append(SYLLABLES[words.nextInt(SYLLABLES.length)]).append(SYLLABLES[words.nextInt(SYLLABLES.length)]);
                }
                lines.add(line.append('.').toString());
            }
        }
        return lines;
    }

    private static byte[] pdf(List<String> lines) throws Exception {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int from = 0; from < lines.size(); from += 14) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream text = new PDPageContentStream(document, page)) {
                    text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 8);
                    text.beginText();
                    text.newLineAtOffset(50, 740);
                    for (String line : lines.subList(from, Math.min(lines.size(), from + 14))) {
                        text.showText(line);
                        text.newLineAtOffset(0, -30);
                    }
                    text.endText();
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] docx(List<String> lines) throws Exception {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            lines.forEach(line -> document.createParagraph().createRun().setText(line));
            document.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] html(List<String> lines) {
        return ("<html><body><p>" + String.join("</p><p>", lines) + "</p></body></html>").getBytes(StandardCharsets.UTF_8);
    }

    private void deliver(String subject, String file, byte[] content) throws Exception {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Të nderuar, bashkëngjitur e gjeni projektaktin.", "UTF-8");
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(content, "application/octet-stream");
        part.setFileName(file);
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("zyrtari@ministria.example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("drafts@example.org"));
        message.setSubject(subject, "UTF-8");
        message.setContent(new MimeMultipart(text, part));
        message.saveChanges();
        box.deliver(message);
    }

    private void page(int number, String title, int days, String file) {
        portal.page(number, "<html><body><h1>" + title + "</h1><p>Data e fillimit: " + DAY.format(inDays(-1)) + "</p><p>Data e përfundimit: " + DAY.format(inDays(days)) + "</p><p><a href='" + file + "'>Projektligji</a></p></body></html>");
    }

    private void gazette(String title, String file) {
        String channel = "<rss version='2.0'><channel><title>G</title><link>" + portal.url() + "</link><description>d</description><item><title>" + title + "</title><link>" + portal.url() + "/g/1</link></item></channel></rss>";
        portal.file("/rss", "application/rss+xml", channel.getBytes(StandardCharsets.UTF_8));
        portal.file("/g/1", "text/html; charset=utf-8", ("<html><body><p class=end>" + DAY.format(inDays(14)) + "</p><a class=file href='" + file + "'>Teksti</a></body></html>").getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> feed(String url) {
        return Map.of("kind", "feed", "baseUrl", url, "listing", Map.of("address", url + "/rss", "follow", true, "fields", Map.of("end", ".end", "document", "a.file")));
    }

    private List<JsonNode> of(String source) {
        return get("/api/drafts?limit=200", SECRETARIAT).json().get("items").valueStream().filter(draft -> draft.get("source").asString().equals(source)).toList();
    }

    @Test
    void byPortalByMailAndByGazetteItIsOneDraftAndOneOpening() throws Exception {
        List<String> lines = act("bletëve", 99);
        portal.file("/f/bletet.pdf", "application/pdf", pdf(lines));
        page(1, "Projektligji për bletarinë njëprova", 12, "/f/bletet.pdf");
        watch("same-portal", Map.of("kind", "portal-by-number", "baseUrl", portal.url()));
        await().atMost(Duration.ofSeconds(40)).until(() -> get("/api/drafts/same-portal-1", SECRETARIAT).status() == 200 && get("/api/drafts/same-portal-1", SECRETARIAT).json().get("state").asString().equals("opened"));

        deliver("Ftesë për konsultim: Projektligji për bletarinë njëprova", "ligji-final.docx", docx(lines));
        portal.file("/f/g.html", "text/html; charset=utf-8", html(lines));
        gazette("Shpallje: fillon konsultimi njëprova", "/f/g.html");
        watch("same-mail", Map.of("kind", "mailbox", "baseUrl", "imap://127.0.0.1:" + server.getImap().getPort(), "opening", "after-review",
                "mailbox", Map.of("user", "drafts", "folder", "INBOX", "senders", List.of("@ministria.example.org"))));
        watch("same-gazette", feed(portal.url()));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(get("/api/drafts/same-portal-1", SECRETARIAT).json().get("seenAlso").valueStream()
                .map(one -> one.get("source").asString() + " " + one.get("how").asString())).containsExactlyInAnyOrder("same-mail text", "same-gazette text"));
        assertThat(of("same-mail")).singleElement().satisfies(draft -> assertThat(draft.get("sameAs").asString()).isEqualTo("same-portal-1"));
        assertThat(of("same-gazette")).singleElement().satisfies(draft -> assertThat(draft.get("state").asString()).isEqualTo("dismissed"));
        assertThat(get("/api/consultations?q=njeprova", null).json().get("items").size()).isEqualTo(1);

        // It can be undone, and is not joined again.
        String mailed = of("same-mail").getFirst().get("id").asString();
        assertThat(delete("/api/drafts/" + mailed + "/same-as", SECRETARIAT).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/drafts/" + mailed, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        assertThat(get("/api/drafts/same-portal-1", SECRETARIAT).json().get("seenAlso").size()).isEqualTo(1);
    }

    /** The message waits for a look, as its source's setting wants; the law must not wait with it. */
    @Test
    void aMessageThatCameFirstHoldsBackNoPortalThatOpensByItself() throws Exception {
        List<String> lines = act("lumenjve", 99);
        deliver("Fwd: Projektligji për lumenjtë katërprova", "ligji.docx", docx(lines));
        watch("late-mail", Map.of("kind", "mailbox", "baseUrl", "imap://127.0.0.1:" + server.getImap().getPort(), "opening", "after-review",
                "mailbox", Map.of("user", "drafts", "folder", "INBOX", "senders", List.of("@ministria.example.org"))));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(of("late-mail")).singleElement().satisfies(draft -> assertThat(draft.get("state").asString()).isEqualTo("waiting")));

        portal.file("/f/lumenjte.pdf", "application/pdf", pdf(lines));
        page(1, "Ligji i ri i lumenjve katërprova", 12, "/f/lumenjte.pdf");
        watch("late-portal", Map.of("kind", "portal-by-number", "baseUrl", portal.url()));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(get("/api/drafts/late-portal-1", SECRETARIAT).json().path("state").asString()).isEqualTo("opened"));
        assertThat(get("/api/consultations?q=katerprova", null).json().get("items").valueStream().map(one -> one.get("title").asString())).containsExactly("Ligji i ri i lumenjve katërprova");
        JsonNode opened = get("/api/drafts/late-portal-1", SECRETARIAT).json();
        assertThat(opened.get("seenAlso").valueStream().map(one -> one.get("source").asString())).containsExactly("late-mail");
        assertThat(of("late-mail")).singleElement().satisfies(draft -> {
            assertThat(draft.get("sameAs").asString()).isEqualTo("late-portal-1");
            assertThat(draft.get("state").asString()).isEqualTo("dismissed");
        });
        // The next one that tells of it finds the draft, not the message.
        portal.file("/f/g2.html", "text/html; charset=utf-8", html(lines));
        gazette("Shpallje: fillon konsultimi katërprova", "/f/g2.html");
        watch("late-gazette", feed(portal.url()));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(of("late-gazette")).singleElement().satisfies(draft -> assertThat(draft.get("sameAs").asString()).isEqualTo("late-portal-1")));
    }

    @Test
    void whatSharesHalfOfItsWordsWaitsForALookAlsoWhereTheSourceOpensByItself() throws Exception {
        portal.file("/f/peshqit.pdf", "application/pdf", pdf(act("peshqve", 99)));
        page(1, "Projektligji për peshkimin dyprova", 12, "/f/peshqit.pdf");
        watch("half-portal", Map.of("kind", "portal-by-number", "baseUrl", portal.url()));
        await().atMost(Duration.ofSeconds(40)).until(() -> get("/api/drafts/half-portal-1", SECRETARIAT).status() == 200 && get("/api/drafts/half-portal-1", SECRETARIAT).json().get("state").asString().equals("opened"));
        portal.file("/f/half.html", "text/html; charset=utf-8", html(act("peshqve", 5)));
        gazette("Ligj për ujërat dyprova", "/f/half.html");
        watch("half-gazette", feed(portal.url()));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(of("half-gazette")).singleElement().satisfies(draft -> assertThat(draft.get("state").asString()).isEqualTo("waiting")));
        JsonNode held = of("half-gazette").getFirst();
        assertThat(held.get("perhapsSame").get("draft").asString()).isEqualTo("half-portal-1");
        assertThat(held.get("perhapsSame").get("likeness").asDouble()).isBetween(0.4, 0.8);
        assertThat(held.get("perhapsSame").get("title").asString()).contains("peshkimin");
        String id = held.get("id").asString();
        assertThat(delete("/api/drafts/" + id + "/same-as", SECRETARIAT).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/drafts/" + id, SECRETARIAT).json().get("state").asString()).as("its source opens by itself").isEqualTo("opened"));
    }
}
