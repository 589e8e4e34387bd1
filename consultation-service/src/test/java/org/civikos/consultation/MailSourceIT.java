package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.civikos.consultation.source.PortalStub;
import org.civikos.platformtest.HostileFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Drafts that were forwarded to an address of the network. */
class MailSourceIT extends ServiceIT {

    private final GreenMail server = new GreenMail(ServerSetup.verbose(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)})[0]);
    private GreenMailUser box;
    private @Nullable String secret;
    private String source;
    private String words = "Ju lutem shihni bashkëngjitur.";

    @BeforeEach
    void start() {
        server.start();
        box = server.setUser("drafts@example.org", "drafts", "it-mail-password");
    }

    @AfterEach
    void stop() {
        if (source != null) {
            put("/api/sources/" + source, ADMINISTRATOR, setting(true, "drafts"));
        }
        server.stop();
    }

    private Map<String, Object> setting(boolean paused, String user) {
        return new HashMap<>(Map.of("name", "Posta e provës", "kind", "mailbox", "baseUrl", "imap://127.0.0.1:" + server.getImap().getPort(), "firstNumber", 0, "opening", "after-review",
                "paused", paused, "institution", "md", "mailbox", mailbox(user)));
    }

    private Map<String, Object> mailbox(String user) {
        Map<String, Object> mailbox = new HashMap<>(Map.of("user", user, "folder", "INBOX", "senders", List.of("@ministria.example.org", "arta@example.org")));
        mailbox.put("secret", secret);
        return mailbox;
    }

    private void deliver(String from, String subject, @Nullable String id, Object... files) throws MessagingException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText(words, "UTF-8");
        parts.addBodyPart(text);
        for (int i = 0; i < files.length; i += 2) {
            MimeBodyPart part = new MimeBodyPart();
            part.setContent(files[i + 1], "application/octet-stream");
            part.setFileName((String) files[i]);
            parts.addBodyPart(part);
        }
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties())) {
            @Override
            protected void updateMessageID() throws MessagingException {
                if (id != null) {
                    setHeader("Message-ID", id);
                } else {
                    super.updateMessageID();
                }
            }
        };
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("drafts@example.org"));
        message.setSubject(subject, "UTF-8");
        message.setContent(parts);
        message.saveChanges();
        box.deliver(message);
    }

    private static byte[] act(String words) {
        return ("PROJEKTLIGJ\n\nNeni 1\nQëllimi\n\n1. " + words + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private List<JsonNode> found() {
        return get("/api/drafts?limit=200", SECRETARIAT).json().get("items").valueStream().filter(draft -> draft.get("source").asString().equals(source)).toList();
    }

    @Test
    void aForwardedMessageIsADraftOnceAndStrangersAreNotHeard() throws Exception {
        deliver("zyrtari@ministria.example.org", "Fwd: Projektligji zetaprova", "<one@ministria.example.org>", "ligji zeta.txt", act("Zeta rregullohet."), "foto.png", act("x"));
        deliver("dikush@elsewhere.example.org", "Projektligji i huaj", "<two@elsewhere.example.org>", "huaj.txt", act("I huaj."));
        deliver("fake@evil.example.org, zyrtari@ministria.example.org".split(",")[0], "Projektligji i rremë", null, "rreme.txt", act("I rremë."));
        source = "it-mail";
        assertThat(put("/api/sources/it-mail", ADMINISTRATOR, setting(false, "drafts")).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found()).singleElement().satisfies(draft -> {
            assertThat(draft.get("title").asString()).isEqualTo("Projektligji zetaprova");
            assertThat(draft.get("state").asString()).isEqualTo("waiting");
            assertThat(draft.get("articleCount").asInt()).isEqualTo(1);
        }));
        deliver("zyrtari@ministria.example.org", "Fwd: Projektligji zetaprova", "<one@ministria.example.org>", "ligji zeta.txt", act("Zeta rregullohet."));
        deliver("arta@example.org", "Pa bashkëngjitje etaprova", "<three@example.org>");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found()).hasSize(2));
        assertThat(found().stream().map(draft -> draft.get("title").asString())).containsExactlyInAnyOrder("Projektligji zetaprova", "Pa bashkëngjitje etaprova");
        assertThat(get("/api/sources/it-mail", SECRETARIAT).json().get("mailbox").get("user").asString()).isEqualTo("drafts");
        assertThat(get("/api/sources/it-mail", SECRETARIAT).body()).doesNotContain("it-mail-password");
    }

    /** A better text that is mailed under a known title is not lost: it is offered, and taken as the next version. */
    @Test
    void aRevisedTextThatIsMailedIsTakenAsTheNextVersion() throws Exception {
        Answer uploaded = upload(SECRETARIAT, act("Nyja rregullohet."), "nyja.txt", Map.of("title", "Projektligji për nyjat prova", "institution", "md"));
        String draft = uploaded.response().headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(get(draft, SECRETARIAT).json().get("state").asString()).isEqualTo("waiting"));
        String consultation = put(draft + "/opening", SECRETARIAT, Map.of("title", "Projektligji për nyjat prova", "institution", "md", "actKind", "law", "fields", List.of("civil-society"),
                "deadline", inDays(14) + "T23:59", "language", "sq")).json().get("consultationId").asString();
        assertThat(get("/api/consultations/" + consultation + "/versions", null).json().get("current").asInt()).isEqualTo(1);
        deliver("zyrtari@ministria.example.org", "Projektligji për nyjat prova", "<knots@ministria.example.org>", "nyja2.txt", act("Nyja rregullohet sërish."));
        source = "it-mail-knots";
        assertThat(put("/api/sources/" + source, ADMINISTRATOR, setting(false, "drafts")).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found()).singleElement().satisfies(mail -> assertThat(mail.get("state").asString()).isIn("waiting", "dismissed")));
        String mail = found().getFirst().get("id").asString();
        if (found().getFirst().path("sameAs").isNull()) {
            assertThat(put("/api/drafts/" + mail + "/same-as", SECRETARIAT, Map.of("draft", draft.substring("/api/drafts/".length()))).status()).isEqualTo(200);
        }
        assertThat(get(draft, SECRETARIAT).json().get("seenAlso").get(0).get("newerText").asBoolean()).isTrue();
        String text = draft + "/sightings/" + mail + "/text";
        assertThat(put(text, representative("knots"), Map.of()).status()).isEqualTo(403);
        assertThat(put(draft + "/sightings/nothing/text", SECRETARIAT, Map.of()).status()).isEqualTo(404);
        assertThat(put(text, SECRETARIAT, Map.of(), "If-Match", "\"0\"").status()).isEqualTo(412);
        Answer taken = put(text, SECRETARIAT, Map.of());
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/" + consultation + "/versions", null).json().get("current").asInt()).isEqualTo(2));
        assertThat(get("/api/consultations/" + consultation + "/structure", null).body()).contains("Nyja rregullohet sërish.");
        PROBE.await(CONSULTATIONS, seen -> consultation.equals(seen.key()) && "org.civikos.consultation.draft-changed.v1".equals(seen.type()) && seen.data().contains("text-changed"));
        // Once more changes nothing, and it is offered no more.
        assertThat(put(text, SECRETARIAT, Map.of()).status()).isEqualTo(202);
        JsonNode after = get(draft, SECRETARIAT).json();
        assertThat(after.get("seenAlso").get(0).get("newerText").asBoolean()).isFalse();
        assertThat(get("/api/consultations/" + consultation + "/versions", null).json().get("current").asInt()).isEqualTo(2);
    }

    /** What cannot be decoded is told, and stands in the way of nothing that comes after it. */
    @Test
    void aMalformedMessageIsTakenAsFarAsItGoesAndTheNextOnesToo() throws Exception {
        String letters = "Content-Type: text/plain; charset=x-no-such-letters\r\nContent-Transfer-Encoding: 8bit\r\n\r\nJu lutem shihni.\r\n";
        String broken = "Content-Type: application/pdf; name=\"kappa.pdf\"\r\nContent-Disposition: attachment; filename=\"kappa.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x%%%LjQ\u0000===A\r\n";
        raw("<kappa@ministria.example.org>", "Projektligji kappaprova", letters, broken);
        raw("<lambda@ministria.example.org>", "Projektligji lambdaprova", "Content-Type: multipart/mixed\r\n\r\nno boundary, no parts\r\n");
        deliver("zyrtari@ministria.example.org", "Projektligji muprova", "<mu@ministria.example.org>", "mu.txt", act("Mu rregullohet."));
        source = "it-mail-malformed";
        assertThat(put("/api/sources/" + source, ADMINISTRATOR, setting(false, "drafts")).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found().stream().map(draft -> draft.get("title").asString()))
                .containsExactlyInAnyOrder("Projektligji kappaprova", "Projektligji lambdaprova", "Projektligji muprova"));
        JsonNode kappa = found().stream().filter(draft -> draft.get("title").asString().endsWith("kappaprova")).findFirst().orElseThrow();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/" + kappa.get("id").asString(), SECRETARIAT).json().get("warnings").valueStream()
                .map(one -> one.get("code").asString())).contains("attachment-not-read"));
        assertThat(get("/api/sources/" + source, SECRETARIAT).json().get("health").get("failures7d").asInt()).isZero();
    }

    /** Files made to hurt come by mail as well: each is refused for its own reason, and the honest one behind them is read. */
    @Test
    void hostileFilesAreRefusedForTheirOwnReasonsAndTheHonestOneBehindThemIsRead() throws Exception {
        // Those that want a heap for themselves are handed to the installed service, by HostileFilesIT: here a broker and a store are in the same process.
        List<HostileFiles.Hostile> files = HostileFiles.all().stream().filter(file -> !file.reason().equals("too-large")).toList();
        assertThat(files).hasSizeGreaterThan(20);
        for (int i = 0; i < files.size(); i++) {
            deliver("zyrtari@ministria.example.org", "Projektligj i keq " + i + ".", "<hostile" + i + "@ministria.example.org>", files.get(i).fileName(), files.get(i).content());
        }
        deliver("zyrtari@ministria.example.org", "Projektligji i ndershëm omegaprova", "<honest@ministria.example.org>", "omega.txt", act("Omega rregullohet."));
        source = "it-mail-hostile";
        assertThat(put("/api/sources/" + source, ADMINISTRATOR, setting(false, "drafts")).status()).isEqualTo(201);
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(found()).hasSize(files.size() + 1).noneMatch(draft -> draft.get("state").asString().equals("reading")));
        Map<String, JsonNode> seen = new HashMap<>();
        found().forEach(draft -> seen.put(draft.get("title").asString(), draft));
        for (int i = 0; i < files.size(); i++) {
            JsonNode draft = seen.get("Projektligj i keq " + i + ".");
            assertThat(draft.get("state").asString()).as(files.get(i).what()).isEqualTo("unreadable");
            assertThat(draft.get("problemCode").asString()).as(files.get(i).what()).isEqualTo("document-" + files.get(i).reason());
        }
        assertThat(seen.get("Projektligji i ndershëm omegaprova").get("articleCount").asInt()).isEqualTo(1);
        assertThat(get("/api/sources/" + source, SECRETARIAT).json().get("health").get("failures7d").asInt()).isZero();
    }

    /** A message may be hostile itself: parts within parts within parts, and thousands of them. */
    @Test
    void messagesOfTooManyPartsStandInNobodysWay() throws Exception {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=\"n").append(i).append("\"\r\n\r\n--n").append(i).append("\r\n");
        }
        raw("<nested@ministria.example.org>", "Projektligji i mbështjellë", nested + "Content-Type: text/plain; name=\"act.txt\"\r\n\r\nNeni 1\r\n");
        String[] many = new String[2_000];
        Arrays.fill(many, "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"act.txt\"\r\n\r\nNeni 1\r\nTeksti.\r\n");
        raw("<many@ministria.example.org>", "Projektligji i copëtuar", many);
        deliver("zyrtari@ministria.example.org", "Projektligji psiprova", "<psi@ministria.example.org>", "psi.txt", act("Psi rregullohet."));
        source = "it-mail-parts";
        assertThat(put("/api/sources/" + source, ADMINISTRATOR, setting(false, "drafts")).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(found().stream().filter(draft -> draft.get("title").asString().equals("Projektligji psiprova"))).singleElement()
                .satisfies(draft -> assertThat(draft.get("articleCount").asInt()).isEqualTo(1)));
        assertThat(found().stream().map(draft -> draft.get("title").asString())).contains("Projektligji i mbështjellë", "Projektligji i copëtuar");
        assertThat(get("/api/sources/" + source, SECRETARIAT).json().get("health").get("failures7d").asInt()).isZero();
    }

    private void raw(String id, String subject, String... parts) throws MessagingException {
        StringBuilder message = new StringBuilder("From: zyrtari@ministria.example.org\r\nTo: drafts@example.org\r\nMessage-ID: " + id + "\r\nSubject: " + subject
                + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n");
        for (String part : parts) {
            message.append("--b\r\n").append(part);
        }
        message.append("--b--\r\n");
        box.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message.toString().getBytes(StandardCharsets.ISO_8859_1))));
    }

    /** A link to a publisher's page in the message: the draft is watched there, and the page makes none of its own. */
    @Test
    void aLinkInAMessageSaysWhereTheDraftIsPublished() throws Exception {
        try (PortalStub portal = new PortalStub()) {
            byte[] act = act("Rotat rregullohen.");
            portal.page(61005, "<html><body><h1>Projektligji për rotat</h1><p>Përshkrimi.</p><p>Data e fillimit: 20.11.2026</p><div><h3>Dokumenti i konsultës</h3><p>20.11.2026</p>"
                    + "<a href='/d/r.txt'>Dokumenti i konsultës</a></div><p>Arta Shembulli</p><p>arta@rks-gov.example</p></body></html>").file("/d/r.txt", "text/plain; charset=utf-8", act);
            Map<String, Object> publisher = new HashMap<>(Map.of("name", "Portali", "kind", "portal-by-number", "baseUrl", portal.url(), "firstNumber", 61001, "opening", "after-review", "paused", true,
                    "institution", "md"));
            assertThat(put("/api/sources/it-mail-portal", ADMINISTRATOR, publisher).status()).isEqualTo(201);
            words = "Shihni " + portal.url() + "/ dhe (" + portal.url() + "/viewConsult.php?ConsultationID=61005). Më shumë: https://elsewhere.example.org/x";
            deliver("zyrtari@ministria.example.org", "Fwd: Projektligji për rotat", "<wheels@ministria.example.org>", "rotat.txt", act);
            source = "it-mail-links";
            assertThat(put("/api/sources/it-mail-links", ADMINISTRATOR, setting(false, "drafts")).status()).isEqualTo(201);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found()).singleElement().satisfies(draft -> {
                assertThat(draft.path("publisherPage").path("by").asString("")).isEqualTo("mail");
                assertThat(draft.get("publisherPage").get("url").asString()).isEqualTo(portal.url() + "/viewConsult.php?ConsultationID=61005");
            }));
            publisher.put("paused", false);
            assertThat(put("/api/sources/it-mail-portal", ADMINISTRATOR, publisher).status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found().getFirst().get("publisherPage").get("state").asString()).isEqualTo("watched"));
            assertThat(get("/api/drafts/it-mail-portal-61005", SECRETARIAT).status()).isEqualTo(404);
            // What the portal has found itself is the draft, and a message about it a sighting.
            portal.page(61006, "<html><body><h1>Projektligji për karrocat</h1><p>Përshkrimi.</p><p>Data e fillimit: 20.11.2026</p><div><h3>Dokumenti i konsultës</h3><p>20.11.2026</p>"
                    + "<a href='/d/k.txt'>Dokumenti i konsultës</a></div><p>Arta Shembulli</p><p>arta@rks-gov.example</p></body></html>")
                    .file("/d/k.txt", "text/plain; charset=utf-8", act("Karrocat rregullohen ndryshe."));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(get("/api/drafts/it-mail-portal-61006", SECRETARIAT).json().path("state").asString()).isEqualTo("waiting"));
            words = portal.url() + "/viewConsult.php?ConsultationID=61006";
            deliver("zyrtari@ministria.example.org", "Fwd: Karrocat", "<carts@ministria.example.org>", "karrocat.txt", act("Karrocat e tjera."));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found()).anyMatch(draft -> "it-mail-portal-61006".equals(draft.path("sameAs").asString())));
            assertThat(get("/api/drafts/it-mail-portal-61006", SECRETARIAT).json().get("state").asString()).isEqualTo("waiting");
            publisher.put("paused", true);
            put("/api/sources/it-mail-portal", ADMINISTRATOR, publisher);
        }
    }

    /** Each mailbox is opened with its own password, and none is ever shown. */
    @Test
    void twoMailboxesHaveTwoPasswords() throws Exception {
        GreenMailUser second = server.setUser("second@example.org", "second", "it-second-password");
        deliver("zyrtari@ministria.example.org", "Projektligji nuprova", "<nu@ministria.example.org>", "nu.txt", act("Nu rregullohet."));
        box = second;
        deliver("zyrtari@ministria.example.org", "Projektligji ksiprova", "<ksi@ministria.example.org>", "ksi.txt", act("Ksi rregullohet."));
        secret = "second";
        source = "it-mail-second";
        assertThat(put("/api/sources/" + source, ADMINISTRATOR, setting(false, "second")).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(found()).singleElement().satisfies(draft -> assertThat(draft.get("title").asString()).isEqualTo("Projektligji ksiprova")));
        JsonNode seen = get("/api/sources/" + source, SECRETARIAT).json();
        assertThat(seen.get("mailbox").get("secret").asString()).isEqualTo("second");
        assertThat(seen.toString()).doesNotContain("it-second-password");
        assertThat(stored("sources", source).toJson()).doesNotContain("it-second-password");
        // The password of one does not open the other.
        secret = null;
        assertThat(post("/api/sources/previews", ADMINISTRATOR, setting(false, "second")).json().get("problemCode").asString()).isEqualTo("refused");
        secret = "Not a name";
        assertThat(put("/api/sources/it-mail-named", ADMINISTRATOR, setting(true, "second")).status()).isEqualTo(400);
        secret = "second";
    }

    @Test
    void aPasswordThatIsNotSetIsToldPlainlyAndNoServerIsAsked() {
        secret = "forgotten";
        source = "it-mail-forgotten";
        assertThat(put("/api/sources/" + source, ADMINISTRATOR, setting(false, "drafts")).status()).isEqualTo(201);
        JsonNode health = get("/api/sources/" + source + "?lang=en", SECRETARIAT, "Accept-Language", "en").json().get("health");
        assertThat(health.get("lastProblem").asString()).isEqualTo("mail-secret-missing");
        assertThat(health.get("problem").asString()).isEqualTo("The password that this mailbox names is not set on the server, or is set for another mail server.");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/sources/" + source, SECRETARIAT).json().get("health").get("failures7d").asInt()).isPositive());
        assertThat(get("/api/sources/" + source, SECRETARIAT).json().get("health").get("circuit").asString()).as("the mail server has done nothing wrong").isEqualTo("closed");
        // One that is set for another server is not handed to this one, whoever asks.
        secret = "elsewhere";
        assertThat(post("/api/sources/previews", ADMINISTRATOR, setting(false, "drafts")).json().get("problemCode").asString()).isEqualTo("mail-secret-missing");
    }

    /** This machine apart, a password is sent through an encrypted connection or not at all. */
    @Test
    void aServerWithoutAnEncryptedConnectionIsGivenNoPassword() throws Exception {
        GreenMail open = new GreenMail(ServerSetup.verbose(new ServerSetup[] {new ServerSetup(0, "0.0.0.0", ServerSetup.PROTOCOL_IMAP)})[0]);
        open.start();
        try {
            open.setUser("drafts@example.org", "drafts", "it-mail-password");
            Map<String, Object> byName = setting(false, "drafts");
            byName.put("baseUrl", "imap://" + InetAddress.getLocalHost().getHostName() + ":" + open.getImap().getPort());
            JsonNode preview = post("/api/sources/previews", ADMINISTRATOR, byName).json();
            assertThat(preview.path("problemCode").asString()).isEqualTo("mail-not-encrypted");
        } finally {
            open.stop();
        }
        // A certificate that nobody vouches for is no encrypted connection either.
        GreenMail selfSigned = new GreenMail(ServerSetup.verbose(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)})[0]);
        selfSigned.start();
        try {
            selfSigned.setUser("drafts@example.org", "drafts", "it-mail-password");
            Map<String, Object> tls = setting(false, "drafts");
            tls.put("baseUrl", "imaps://127.0.0.1:" + selfSigned.getImaps().getPort());
            assertThat(post("/api/sources/previews", ADMINISTRATOR, tls).json().path("problemCode").asString()).isEqualTo("unreachable");
        } finally {
            selfSigned.stop();
        }
    }

    @Test
    void aMailboxThatRefusesIsToldInWords() {
        source = "it-mail-refused";
        JsonNode preview = post("/api/sources/previews?lang=en", ADMINISTRATOR, setting(false, "nobody")).json();
        assertThat(preview.get("problemCode").asString()).isEqualTo("refused");
        assertThat(preview.get("problem").asString()).isEqualTo("The site refuses us.");
        Map<String, Object> wrong = setting(false, "drafts");
        wrong.put("baseUrl", "https://portal.example.org");
        wrong.put("mailbox", Map.of("user", "drafts", "folder", "INBOX", "senders", List.of("everybody")));
        assertThat(put("/api/sources/it-mail-wrong", ADMINISTRATOR, wrong).json().get("errors").size()).isEqualTo(2);
    }
}
