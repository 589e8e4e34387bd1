package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.civikos.notification.mail.SmtpPeer;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

public class PreferenceIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The plain text of a mail. */
    public static String text(SmtpPeer.Mail mail) {
        try {
            MimeMessage parsed = new MimeMessage(null, new ByteArrayInputStream(mail.raw().getBytes(StandardCharsets.ISO_8859_1)));
            return String.valueOf(((MimeMultipart) parsed.getContent()).getBodyPart(0).getContent()).replace("\r\n", "\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last part of the first link to such a page in a mail. */
    public static String token(SmtpPeer.Mail mail, String page) {
        Matcher link = Pattern.compile(Pattern.quote(page) + "([A-Za-z0-9_-]+)").matcher(text(mail));
        assertThat(link.find()).as("a link to %s in %s", page, text(mail)).isTrue();
        return link.group(1);
    }

    private String tokenOf(String person, String organisation, String field, String address) {
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        return token(SMTP.to(address).getFirst(), "/preferences/");
    }

    private RestTestClient.ResponseSpec put(String token, String ifMatch, JsonNode body) {
        return client(null).put().uri("/api/preferences/" + token).header("If-Match", ifMatch).contentType(MediaType.APPLICATION_JSON)
                .body(body.toString()).exchange();
    }

    /** What a page sends for what it was shown. */
    private static ObjectNode body(JsonNode shown) {
        ObjectNode body = JSON.createObjectNode().put("email", shown.get("email").booleanValue()).put("sms", shown.get("sms").booleanValue())
                .put("zone", shown.get("zone").stringValue());
        body.set("quiet", shown.get("quiet"));
        ArrayNode kept = body.putArray("subscriptions");
        for (JsonNode one : shown.get("subscriptions")) {
            ObjectNode wanted = ((ObjectNode) one).deepCopy();
            wanted.remove("id");
            kept.addObject().put("id", one.get("id").stringValue()).set("wanted", wanted);
        }
        return body;
    }

    @Test
    void theLinkOfAMailShowsAndChangesWhatItsReaderIsTold() {
        String field = field();
        String organisation = organisation(field, "active");
        String reader = id("reader") + "@example.org";
        String person = person(organisation, reader, "+383 43 900 777", "en");
        String token = tokenOf(person, organisation, field, reader);

        JsonNode shown = get(client(null), "/api/preferences/" + token);
        assertThat(shown.get("address").stringValue()).isEqualTo("r•••@example.org");
        assertThat(shown.toString()).as("nothing that the mailbox does not know").doesNotContain(person, "900", "Njeri", reader);
        assertThat(shown.get("reader").stringValue()).isEqualTo("network");
        client(null).get().uri("/api/preferences/" + token).exchange().expectHeader().valueEquals("ETag", "\"0\"")
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer");

        ObjectNode weekly = body(shown);
        ((ObjectNode) weekly.at("/subscriptions/0/wanted")).put("frequency", "weekly").putArray("ways").add("email");
        put(token, "\"0\"", weekly).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        assertThat(SMTP.to(reader)).as("it waits for Monday").hasSize(1);

        put(token, "\"0\"", weekly).expectStatus().isEqualTo(412);
        ObjectNode stopped = weekly.deepCopy().put("email", false);
        stopped.putArray("subscriptions");
        put(token, "\"1\"", stopped).expectStatus().isOk();
        assertThat(get(client(null), "/api/preferences/" + token).get("subscriptions")).isEmpty();
        put(token, "\"2\"", body(shown)).expectStatus().isOk();
        JsonNode undone = get(client(null), "/api/preferences/" + token);
        assertThat(undone.get("subscriptions")).isEqualTo(shown.get("subscriptions"));
        assertThat(undone.get("email").booleanValue()).isTrue();

        ObjectNode wrong = body(shown);
        ((ObjectNode) wrong.at("/subscriptions/0/wanted")).put("scope", "chosen");
        put(token, "\"3\"", wrong).expectStatus().isEqualTo(422);
        client(null).delete().uri("/api/preferences/" + token).exchange().expectStatus().isEqualTo(409);
    }

    @Test
    void aLinkEndsWithTheAddressAndWithThePerson() {
        String field = field();
        String organisation = organisation(field, "active");
        String reader = id("reader") + "@example.org";
        String person = person(organisation, reader, null, "sq");
        String token = tokenOf(person, organisation, field, reader);
        client(null).get().uri("/api/preferences/" + token).exchange().expectStatus().isOk();
        String next = id("next") + "@example.org";
        contact(person, next, null, "sq");
        awaitStored("contacts", person, "email", next);
        client(null).get().uri("/api/preferences/" + token).exchange().expectStatus().isNotFound();

        contact(person, reader, null, "sq");
        awaitStored("contacts", person, "email", reader);
        client(null).get().uri("/api/preferences/" + token).exchange().expectStatus().isOk();
        probe.sendTombstone(CONTACTS, person);
        await().untilAsserted(() -> client(null).get().uri("/api/preferences/" + token).exchange().expectStatus().isNotFound());
        client(null).put().uri("/api/preferences/" + token).contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":false,\"sms\":false,\"subscriptions\":[]}").exchange().expectStatus().isNotFound();
        client(null).get().uri("/api/preferences/nonsense").exchange().expectStatus().isNotFound().expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private String askForLink(String address) {
        byte[] answer = client(null).post().uri("/api/preferences/links").header("X-Forwarded-For", "192.0.2." + (int) (Math.random() * 250))
                .contentType(MediaType.APPLICATION_JSON).body("{\"email\":\"" + address + "\"}").exchange().expectStatus().isAccepted()
                .expectBody().returnResult().getResponseBody();
        return new String(answer, StandardCharsets.UTF_8);
    }

    @Test
    void aNewLinkIsMailedToWhoIsKnownAndTheAnswerIsTheSameForAll() {
        String reader = id("forgetful") + "@example.org";
        person(organisation(field(), "active"), reader.toUpperCase(Locale.ROOT), null, "sr");
        String stranger = id("stranger") + "@example.org";
        assertThat(askForLink(stranger)).isEqualTo(askForLink(reader));
        await().until(() -> SMTP.accepted.stream().anyMatch(mail -> mail.to().equalsIgnoreCase(reader)));
        SmtpPeer.Mail mail = SMTP.accepted.stream().filter(one -> one.to().equalsIgnoreCase(reader)).findFirst().orElseThrow();
        assertThat(text(mail)).contains("Tražili ste novu vezu");
        assertThat(mail.raw()).as("nobody subscribed to it").doesNotContain("List-Unsubscribe");
        client(null).get().uri("/api/preferences/" + token(mail, "/preferences/")).exchange().expectStatus().isOk();
        assertThat(SMTP.to(stranger)).isEmpty();
        assertThat(get(secretariat(), "/api/alerts?limit=200").toString()).doesNotContain("\"notice\"");
    }
}
