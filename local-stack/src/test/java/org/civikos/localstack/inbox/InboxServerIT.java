package org.civikos.localstack.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InboxServerIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path dir;
    private InboxServer server;

    @BeforeEach
    void start() {
        server = InboxServer.start(dir.resolve("messages.jsonl"), 0, 0, "key");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsAMailWithItsTextItsHtmlAndItsHeaders() throws Exception {
        mail("arta@example.org", "<m1@example.org>", "Projektligj për shoqatat – afati 12.12.2026");
        JsonNode message = messages("?to=arta@example.org").get(0);
        assertThat(message.get("channel").asString()).isEqualTo("email");
        assertThat(message.get("to").asString()).isEqualTo("arta@example.org");
        assertThat(message.get("subject").asString()).isEqualTo("Projektligj për shoqatat – afati 12.12.2026");
        assertThat(message.get("messageId").asString()).isEqualTo("<m1@example.org>");
        assertThat(message.get("text").asString()).contains("http://localhost:8080/consultations/c1");
        assertThat(message.get("html").asString()).contains("<b>Përshëndetje</b>");
        assertThat(message.get("headers").get("List-Unsubscribe").asString()).isEqualTo("<http://localhost:8080/unsubscribe/x>");
        assertThat(get("/?lang=en")).contains("arta@example.org", "Local inbox", "afati 12.12.2026");
        assertThat(get("/messages/" + message.get("seq").asLong() + "?lang=sr"))
                .contains("<a href=\"http://localhost:8080/consultations/c1\"", "sandbox=", "Nazad na listu");
        HttpResponse<String> html = HTTP.send(HttpRequest.newBuilder(uri("/messages/1/html")).build(), BodyHandlers.ofString());
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse("")).contains("sandbox", "default-src 'none'")
                .doesNotContain("allow-scripts");
    }

    @Test
    void countsASecondCopyOfTheSameMessageToTheSamePerson() throws Exception {
        mail("arta@example.org", "<m1@example.org>", "A");
        mail("arta@example.org", "<m1@example.org>", "A");
        mail("bora@example.org", "<m1@example.org>", "A");
        assertThat(messages("").valueStream().map(m -> m.get("copy").asInt())).containsExactly(1, 2, 1);
        assertThat(JsonMapper.shared().readTree(get("/api/summary")).get("emailDoubles").asInt()).isEqualTo(1);
    }

    @Test
    void takesAnSmsOnceForEachReferenceAndOnlyWithTheKey() throws Exception {
        String sms = "{\"to\":\"+38343900001\",\"text\":\"Konsultim i ri\",\"reference\":\"d-1\",\"sender\":\"CiviKos\"}";
        HttpResponse<String> first = sms(sms, "key");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(sms(sms, "key").body()).isEqualTo(first.body());
        assertThat(sms(sms, "other").statusCode()).isEqualTo(401);
        assertThat(sms("{\"to\":\"044 900 001\",\"text\":\"x\",\"reference\":\"d-2\"}", "key").statusCode()).isEqualTo(422);
        assertThat(sms("{nonsense", "key").statusCode()).isEqualTo(400);
        assertThat(messages("?to=%2B38343900001")).hasSize(1);
        assertThat(messages("?to=+38343900001").get(0).get("messageId").asString()).isEqualTo("d-1");
    }

    @Test
    void refusesAsAskedAndRecovers() throws Exception {
        post("/api/faults", "{\"smtp\":\"451\",\"sms\":\"500\"}");
        assertThatThrownBy(() -> mail("arta@example.org", "<m1@example.org>", "A")).isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("451");
        String sms = "{\"to\":\"+38343900001\",\"text\":\"x\",\"reference\":\"d-1\"}";
        assertThat(sms(sms, "key").statusCode()).isEqualTo(500);
        assertThat(post("/api/faults", "{\"smtp\":\"banana\"}").statusCode()).isEqualTo(400);
        post("/api/faults", "{\"smtp\":\"none\",\"sms\":\"none\"}");
        mail("arta@example.org", "<m1@example.org>", "A");
        assertThat(sms(sms, "key").statusCode()).isEqualTo(202);
        assertThat(messages("")).hasSize(2);
    }

    @Test
    void keepsWhatCameOverARestartAndForgetsWhenToldTo() throws Exception {
        mail("arta@example.org", "<m1@example.org>", "A");
        server.close();
        start();
        mail("arta@example.org", "<m1@example.org>", "A");
        assertThat(messages("").get(1).get("copy").asInt()).isEqualTo(2);
        assertThat(messages("?after=1")).hasSize(1);
        HTTP.send(HttpRequest.newBuilder(uri("/api/messages")).DELETE().build(), BodyHandlers.discarding());
        assertThat(messages("")).isEmpty();
    }

    @Test
    void survivesALastLineThatWasCutOffAndDropsTheOldestAboveTheLimit() throws Exception {
        Path file = dir.resolve("other.jsonl");
        try (Inbox inbox = Inbox.open(file, 10, Clock.systemUTC())) {
            for (int i = 1; i <= 11; i++) {
                inbox.add(new Inbox.Arrived("sms", "+38343900001", "", "", "r" + i, Map.of(), "text " + i, "", List.of()));
            }
            assertThat(inbox.newest(Inbox.Filter.ALL, 100)).extracting(Message::messageId).hasSize(9).startsWith("r11").endsWith("r3");
        }
        java.nio.file.Files.writeString(file, "{\"seq\":12,\"chan", java.nio.file.StandardOpenOption.APPEND);
        try (Inbox inbox = Inbox.open(file, 10, Clock.systemUTC())) {
            assertThat(inbox.newest(Inbox.Filter.ALL, 100)).hasSize(9);
            inbox.add(new Inbox.Arrived("sms", "+38343900001", "", "", "r12", Map.of(), "text 12", "", List.of()));
            assertThat(inbox.newest(Inbox.Filter.ALL, 1)).extracting(Message::seq).containsExactly(12L);
        }
    }

    private void mail(String to, String id, String subject) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(server.smtpPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(settings)) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        mail.setFrom(new InternetAddress("njoftime@example.org"));
        mail.setRecipient(RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject, "UTF-8");
        mail.setHeader("List-Unsubscribe", "<http://localhost:8080/unsubscribe/x>");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Përshëndetje,\nshih http://localhost:8080/consultations/c1.\n", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent("<p><b>Përshëndetje</b></p>", "text/html; charset=utf-8");
        mail.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(mail);
    }

    private HttpResponse<String> sms(String body, String key) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri("/sms/v1/messages")).header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private JsonNode messages(String query) throws Exception {
        return JsonMapper.shared().readTree(get("/api/messages" + query)).get("messages");
    }

    private String get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString()).body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }
}
