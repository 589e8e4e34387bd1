package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.civikos.notification.template.Source;
import org.civikos.notification.template.TemplateChannel;
import org.civikos.notification.template.TemplateKey;
import org.civikos.notification.template.Templates;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts that the secretariat changes, from the draft to the mailbox. Each test has a kind of message of its own, since texts hold for all. */
class TemplateIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Templates templates;

    private static String path(String kind, String language, String channel) {
        return "/api/templates/" + kind + "/" + language + "/" + channel;
    }

    private static String text(String subject, String text) {
        return JSON.writeValueAsString(Map.of("subject", subject, "text", text));
    }

    private RestTestClient.ResponseSpec put(String path, @Nullable String ifMatch, String body) {
        RestTestClient.RequestBodySpec request = secretariat().put().uri(path).contentType(MediaType.APPLICATION_JSON);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).body(body).exchange();
    }

    private RestTestClient.ResponseSpec post(RestTestClient client, String path, String body) {
        return client.post().uri(path).header("Accept-Language", "en").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec answer) {
        return JSON.readTree(answer.expectBody().returnResult().getResponseBody());
    }

    private JsonNode state(String kind, String language, String channel) {
        for (JsonNode one : get(secretariat(), "/api/templates").get("items")) {
            if (one.get("kind").stringValue().equals(kind)) {
                for (JsonNode text : one.get("texts")) {
                    if (text.get("language").stringValue().equals(language) && text.get("channel").stringValue().equals(channel)) {
                        return text;
                    }
                }
            }
        }
        throw new AssertionError("not in the list");
    }

    @Test
    void aTextGoesFromDraftToVersionAndBackToWhatWasDelivered() {
        String path = path("draft-changed.page-gone", "en", "email");
        JsonNode delivered = get(secretariat(), path);
        assertThat(delivered.get("version").intValue()).isZero();
        assertThat(delivered.get("subject").stringValue()).isEqualTo("[draft changed, {days_left}] {title}, {institution}");
        assertThat(delivered.get("text").stringValue()).contains("{institution} no longer shows the page of this draft.");
        assertThat(delivered.get("draft").isNull()).isTrue();
        String subject = delivered.get("subject").stringValue();
        String changed = delivered.get("text").stringValue().replace("no longer shows", "has taken down");

        put(path + "/draft", "\"0\"", text(subject, changed.replace("{why}", "{wy}"))).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"");
        put(path + "/draft", "\"0\"", text(subject, "another")).expectStatus().isEqualTo(412);
        JsonNode refused = body(post(secretariat(), path + "/versions", "{\"why\":\"plainer\",\"acknowledged\":true}").expectStatus().isEqualTo(422));
        assertThat(refused.toString()).contains("{wy}", "{why}", "/text");
        assertThat(get(secretariat(), path).get("version").intValue()).isZero();

        put(path + "/draft", "\"1\"", text(subject, changed)).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
        assertThat(state("draft-changed.page-gone", "en", "email").get("draft").booleanValue()).isTrue();
        post(secretariat(), path + "/versions", "{\"why\":\"plainer\",\"acknowledged\":false}").expectStatus().isEqualTo(409);
        JsonNode published = body(post(secretariat(), path + "/versions", "{\"why\":\"plainer\",\"acknowledged\":true}").expectStatus().isOk());
        assertThat(published.get("version").intValue()).isEqualTo(1);
        assertThat(published.get("draft").isNull()).isTrue();
        assertThat(state("draft-changed.page-gone", "en", "email").get("behind").booleanValue()).isFalse();
        assertThat(state("draft-changed.page-gone", "sq", "email").get("behind").booleanValue()).isTrue();
        assertThat(state("draft-changed.page-gone", "sq", "sms").get("behind").booleanValue()).isFalse();
        post(secretariat(), path + "/versions", "{\"why\":\"again\",\"acknowledged\":true}").expectStatus().isEqualTo(409);

        JsonNode versions = get(secretariat(), path + "/versions").get("items");
        assertThat(versions).hasSize(2);
        assertThat(versions.get(0).get("why").stringValue()).isEqualTo("plainer");
        assertThat(versions.get(0).get("textChanges").toString()).contains("{\"kind\":\"added\",\"text\":\"has taken down \"}");
        JsonNode back = body(post(secretariat(), path + "/versions/0/restore", "{\"why\":\"the old one was better\"}").expectStatus().isOk());
        assertThat(back.get("version").intValue()).isEqualTo(2);
        assertThat(back.get("text")).isEqualTo(delivered.get("text"));
        assertThat(get(secretariat(), path + "/versions").get("items").get(0).get("copyOf").intValue()).isZero();
        assertThat(get(secretariat(), path + "/versions").get("items").get(1).get("text").stringValue()).contains("has taken down");
        post(secretariat(), path + "/versions/9/restore", "{\"why\":\"x\"}").expectStatus().isEqualTo(404);
        secretariat().get().uri(path("horoscope", "en", "email")).exchange().expectStatus().isEqualTo(404);
        secretariat().get().uri(path("reminder", "de", "email")).exchange().expectStatus().isEqualTo(404);
    }

    @Test
    void onlyOneOfTwoWhoPublishAtOnceSucceeds() {
        TemplateKey key = new TemplateKey("draft-changed.document-added", Language.EN, TemplateChannel.INBOX);
        List<Boolean> won = new ArrayList<>();
        List<Thread> both = List.of(1, 2).stream().map(number -> Thread.ofVirtual().start(() -> {
            boolean mine = templates.publish(key, new Source("", "{title} " + number), 0, "staff-" + number, "race", null).isPresent();
            synchronized (won) {
                won.add(mine);
            }
        })).toList();
        await().until(() -> both.stream().noneMatch(Thread::isAlive));
        assertThat(won).containsExactlyInAnyOrder(true, false);
        assertThat(templates.versions(key)).hasSize(2);
    }

    @Test
    void anAlertKeepsTheTextThatItBeganWithAndTheNextOneHasTheNewOne() {
        TemplateKey key = new TemplateKey("draft-changed.document-added", Language.EN, TemplateChannel.EMAIL);
        Source first = new Source("[{days_left}] First: {title}", "{greeting}\n\nThe **first** text, {closes}\n\n[Read it]({link})\n\n---\n{why}\n[Stop]({stop_link})");
        assertThat(templates.publish(key, first, 0, "staff-1", "test", null)).isPresent();
        TemplateKey line = new TemplateKey("draft-changed.document-added", Language.SQ, TemplateChannel.INBOX);
        assertThat(templates.publish(line, new Source("", "Shihni: {title}"), 0, "staff-1", "test", null)).isPresent();
        String field = field();
        String organisation = organisation(field, "active");
        String reader = id("reader") + "@example.org";
        String person = person(organisation, reader, null, "en");
        String consultation = id("consultation");
        changed(consultation, 1, field);
        JsonNode alert = completed(consultation);
        assertThat(SMTP.to(reader)).singleElement().satisfies(mail -> assertThat(mail.raw()).contains("[15_days_left]_First:", "The first text",
                "<strong>first</strong>", "List-Unsubscribe: <"));
        JsonNode delivery = get(secretariat(), "/api/alerts/" + alert.get("id").stringValue() + "/deliveries").get("items").get(0);
        assertThat(delivery.get("templateVersion").intValue()).isEqualTo(1);

        assertThat(inboxLine(person)).startsWith("Shihni: ");

        templates.publish(line, new Source("", "Tjetër: {title}"), 1, "staff-1", "test", null);
        assertThat(inboxLine(person)).startsWith("Shihni: ");
        templates.publish(key, new Source(first.subject().replace("First", "Second"), first.text()), 1, "staff-1", "test", null);
        assertThat(templates.written(alert.get("id").stringValue(), key)).contains(first);
        String other = id("consultation");
        changed(other, 1, field);
        JsonNode later = completed(other);
        assertThat(SMTP.to(reader).getLast().raw()).contains("Second:_");
        assertThat(get(secretariat(), "/api/alerts/" + later.get("id").stringValue() + "/deliveries").get("items").get(0).get("templateVersion").intValue())
                .isEqualTo(2);
        // Two instances that ask at once agree on one answer, also when a text is published between.
        assertThat(templates.used(alert.get("id").stringValue(), key.kind()).number(Language.EN, TemplateChannel.EMAIL)).isEqualTo(1);
        assertThat(mongo.findById(alert.get("id").stringValue(), Document.class, "templatesUsed").get("numbers", Document.class)).containsEntry("en-email", 1);
    }

    private String inboxLine(String person) {
        return body(client(TestTokens.bearer(person)).get().uri("/api/alerts/me").header("Accept-Language", "sq").exchange().expectStatus().isOk())
                .get("items").get(0).get("text").stringValue();
    }

    private void changed(String consultation, int sequence, String field) {
        probe.send(CONSULTATIONS, Contracts.type("consultation", "draft-changed"), consultation, sequence,
                consultation("draft-changed", consultation, field).replace("\"file-replaced\"", "\"document-added\"").replace("\"text-changed\"", "\"document-added\""));
    }

    @Test
    void aPreviewShowsTheTextAndWhatStandsAgainstIt() {
        String sms = path("deadline-moved", "sq", "sms");
        JsonNode look = body(post(secretariat(), sms + "/preview", text("", "Afati i ri për {title}: {deadline_short}. Komentoni sa më shpejt që të mundeni. {link}"))
                .expectStatus().isOk());
        assertThat(look.get("findings").toString()).contains("sms-letters", "sms-segments", "EUR");
        assertThat(look.get("look").get("asWritten").get("encoding").stringValue()).isEqualTo("ucs-2");
        assertThat(look.get("look").get("asWritten").get("segments").intValue()).isGreaterThan(1);
        assertThat(look.get("look").get("sent").get("segments").intValue()).isEqualTo(1);
        assertThat(look.get("look").get("sent").get("price").decimalValue()).isEqualByComparingTo("0.04");
        JsonNode wrong = body(post(secretariat(), sms + "/preview", text("", "{titel} {link}")).expectStatus().isOk());
        assertThat(wrong.get("findings").get(0).get("message").stringValue()).isEqualTo("There is no placeholder {titel} here. Do you mean {title}?");
        assertThat(wrong.get("findings").get(0).get("line").intValue()).isEqualTo(1);
        assertThat(wrong.get("look").isNull()).isTrue();
        post(secretariat(), sms + "/preview", text("", "x".repeat(8_001))).expectStatus().isEqualTo(400);
        JsonNode long_ = body(post(secretariat(), path("deadline-moved", "en", "email") + "/preview",
                text("A subject that goes on and on before it comes to the point, which is {title} with {days_left}, {institution}", "{greeting} {closes} [a]({link}) {why} [b]({stop_link})"))
                .expectStatus().isOk());
        assertThat(long_.get("findings").toString()).contains("subject-long");
        JsonNode looks = get(secretariat(), "/api/templates/deadline-moved/looks").get("items");
        assertThat(looks).hasSize(9);
        assertThat(looks.toString()).contains("novi rok", "afati i ri", "new deadline", "Novi rok", "Afati i ri");
    }

    @Test
    void aTestGoesToItsWriterAloneAndIsNoAlert() {
        String writer = id("writer");
        String address = writer + "@example.org";
        contact(writer, address, "+38343900777", "sq");
        RestTestClient me = client(TestTokens.bearer(writer, "secretariat"));
        String path = path("reminder", "en", "email");
        JsonNode now = get(me, path);
        String body = text(now.get("subject").stringValue(), now.get("text").stringValue().replace("{greeting}", "{greeting}\n\nTried out."));
        String alertId = body(post(me, path + "/test", body).expectStatus().isEqualTo(202)).get("alertId").stringValue();
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(address).size() == 1);
        assertThat(SMTP.to(address).getFirst().raw()).contains("Subject: [Test] [", "Tried out.", "neither commented");
        JsonNode alert = await().atMost(Duration.ofSeconds(30)).until(() -> get(me, "/api/alerts/" + alertId),
                one -> one.get("status").stringValue().equals("completed"));
        assertThat(alert.get("kind").stringValue()).isEqualTo("test");
        assertThat(alert.get("concerned").intValue()).isEqualTo(1);
        assertThat(mongo.findById(alertId, Document.class, "alerts").getList("pending", Object.class)).isEmpty();
        assertThat(get(me, "/api/alerts/" + alertId + "/deliveries").get("items").get(0).get("personId").stringValue()).isEqualTo(writer);

        post(me, path("reminder", "sq", "sms") + "/test", text("", "Provoni {title} deri me {deadline_short}: {link}")).expectStatus().isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> SMS.messages.values().stream().anyMatch(sms -> sms.get("to").stringValue().equals("+38343900777")
                && sms.get("text").stringValue().startsWith("Prove: Provoni Projektligji")));
        post(me, path + "/test", text("{title}", "nothing")).expectStatus().isEqualTo(422);
        post(secretariat(), path + "/test", body).expectStatus().isEqualTo(409);
        post(me, path("reminder", "en", "inbox") + "/test", text("", "{title}")).expectStatus().isEqualTo(400);

        Date lately = Date.from(Instant.parse("2026-11-20T08:00:05Z"));
        for (int i = 0; i < 20; i++) {
            mongo.getCollection("templateTests").insertOne(new Document("_id", id("t")).append("by", writer).append("at", lately));
        }
        post(me, path + "/test", body).expectStatus().isEqualTo(429);
        assertThat(SMTP.to(address)).hasSize(1);
    }

    private static String words(String html) {
        return Jsoup.parse(html).body().text().replaceAll("\\s+", " ");
    }

    /** The words and addresses of a plain text, whatever their order and marks: an address stands behind its words or below them. */
    private static List<String> pieces(String text) {
        return Stream.of(text.split("\\s+")).map(piece -> piece.replaceAll("^[-!]$|:$", "")).filter(piece -> !piece.isEmpty() && !piece.equals("--")).sorted().toList();
    }

    @Test
    void whatIsWrittenToEachReaderForThemselvesIsChangedHereToo() {
        JsonNode kinds = get(secretariat(), "/api/templates").get("items");
        int letters = 0;
        for (JsonNode kind : kinds) {
            if (kind.get("texts").size() > 3) {
                continue;
            }
            letters++;
            String code = kind.get("kind").stringValue();
            assertThat(kind.get("heading").isNull()).as(code).isEqualTo(!code.startsWith("notice."));
            JsonNode looks = get(secretariat(), "/api/templates/" + code + "/looks").get("items");
            assertThat(looks).hasSize(3);
            for (JsonNode item : looks) {
                String what = code + " " + item.get("language").stringValue();
                JsonNode delivered = item.get("look");
                String path = path(code, item.get("language").stringValue(), "email");
                JsonNode text = get(secretariat(), path);
                JsonNode same = body(post(secretariat(), path + "/preview", text(text.get("subject").stringValue(), text.get("text").stringValue())).expectStatus().isOk());
                assertThat(same.get("findings")).as(what).isEmpty();
                JsonNode own = same.get("look");
                assertThat(own.get("subject")).as(what).isEqualTo(delivered.get("subject"));
                assertThat(words(own.get("html").stringValue())).as(what).isEqualTo(words(delivered.get("html").stringValue()));
                assertThat(Jsoup.parse(own.get("html").stringValue()).select("a").eachAttr("href")).as(what)
                        .isEqualTo(Jsoup.parse(delivered.get("html").stringValue()).select("a").eachAttr("href"));
                assertThat(pieces(own.get("text").stringValue())).as(what).isEqualTo(pieces(delivered.get("text").stringValue()));
                String privacy = new Phrases().say(Language.of(item.get("language").stringValue()), "mail.privacy");
                for (JsonNode look : List.of(own, delivered)) {
                    assertThat(look.get("text").stringValue()).as(what).contains(privacy).doesNotContain("{", "}", "\n\n\n");
                    assertThat(look.get("html").stringValue()).as(what).contains(Jsoup.parse(privacy).body().html());
                }
                assertThat(text.get("placeholders")).allSatisfy(one -> assertThat(List.of("greeting", "stop_link")
                        .contains(one.get("word").stringValue()) || !one.get("sample").stringValue().isEmpty() || one.get("word").stringValue().equals("details")).isTrue());
            }
        }
        assertThat(letters).isEqualTo(30);
    }

    @Test
    void aChangedNoticeIsWhatIsSentAndItsLinkCannotBeTakenOut() {
        String address = id("own-words") + "@example.org";
        String person = person(organisation(field(), "active"), address, null, "sr");
        String path = path("notice.link", "sr", "email");
        JsonNode now = get(secretariat(), path);
        String changed = now.get("text").stringValue().replace("{greeting}", "{greeting}\n\nMoje **reči**.");
        body(put(path + "/draft", "\"0\"", text("Vaša veza", changed.replaceAll("\\[.*]\\(\\{link}\\)", ""))).expectStatus().isOk());
        secretariat().post().uri(path + "/versions").header("If-Match", "\"1\"").contentType(MediaType.APPLICATION_JSON)
                .body("{\"why\":\"Bez veze\",\"acknowledged\":true}").exchange().expectStatus().isEqualTo(422);
        body(put(path + "/draft", "\"1\"", text("Vaša veza", changed)).expectStatus().isOk());
        secretariat().post().uri(path + "/versions").header("If-Match", "\"2\"").contentType(MediaType.APPLICATION_JSON)
                .body("{\"why\":\"Naše reči\",\"acknowledged\":true}").exchange().expectStatus().isOk();
        client(null).post().uri("/api/preferences/links").contentType(MediaType.APPLICATION_JSON).body("{\"email\":\"" + address + "\"}")
                .exchange().expectStatus().is2xxSuccessful();
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(address).size() == 1);
        String mail = SMTP.to(address).getFirst().raw();
        assertThat(mail).contains("<strong>re=C4=8Di</strong>").doesNotContain("List-Unsubscribe");
        String published = body(secretariat().post().uri(path + "/versions/0/restore").contentType(MediaType.APPLICATION_JSON).body("{\"why\":\"Nazad\"}")
                .exchange().expectStatus().isOk()).get("text").stringValue();
        assertThat(published).isEqualTo(now.get("text").stringValue());
        assertThat(person).isNotBlank();
    }

    @Test
    void aSummaryIsTriedOutWithInventedDrafts() {
        String writer = id("writer");
        String address = writer + "@example.org";
        contact(writer, address, null, "sq");
        RestTestClient me = client(TestTokens.bearer(writer, "secretariat"));
        String path = path("digest", "en", "email");
        JsonNode now = get(me, path);
        body(post(me, path + "/test", text(now.get("subject").stringValue(), now.get("text").stringValue().replace("{drafts}", "Read these:\n\n{drafts}")))
                .expectStatus().isEqualTo(202));
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(address).size() == 1);
        String mail = SMTP.to(address).getFirst().raw().replace("=\r\n", "").replace("=\n", "");
        assertThat(mail).contains("[Test] 2 drafts", "Read these:", "Draft Law on Non-Governmental Organisations", "Draft Law on Public Procurement", "deadline moved");
        post(me, path + "/test", text("{summary}", now.get("text").stringValue().replace("{drafts}", "x {drafts}"))).expectStatus().isEqualTo(422);
    }

    private JsonNode folder(JsonNode folders, String id) {
        for (JsonNode one : folders.get("items")) {
            if (one.get("id").stringValue().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no folder " + id + " in " + folders);
    }

    private static String folders(Object... items) {
        return JSON.writeValueAsString(Map.of("items", List.of(items)));
    }

    /** Folders are arranged as a whole: every kind lies in one, whatever is left out, and nobody arranges over somebody else. */
    @Test
    void foldersAreArrangedByTheSecretariat() {
        String path = "/api/templates/folders";
        JsonNode delivered = get(secretariat(), path);
        assertThat(delivered.get("items")).hasSize(4).allMatch(one -> one.get("name").isNull());
        long kinds = get(secretariat(), "/api/templates").get("items").size();
        assertThat(delivered.get("items").valueStream().mapToLong(one -> one.get("kinds").size()).sum()).isEqualTo(kinds);

        Map<String, Object> urgent = Map.of("name", "Urgjente", "kinds", List.of("reminder", "deadline-moved"));
        Map<String, Object> drafts = Map.of("id", "drafts", "kinds", List.of("consultation-opened"));
        Map<String, Object> rest = Map.of("id", "letters", "name", "Të tjera", "kinds", List.of());
        JsonNode arranged = body(put(path, "\"0\"", folders(urgent, drafts, rest)).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\""));
        String own = arranged.get("items").get(0).get("id").stringValue();
        JsonNode read = get(secretariat(), path);
        assertThat(read).isEqualTo(arranged);
        assertThat(folder(read, own).get("kinds").valueStream().map(JsonNode::stringValue)).containsExactly("reminder", "deadline-moved");
        assertThat(folder(read, "drafts").get("kinds").valueStream().map(JsonNode::stringValue)).startsWith("consultation-opened").contains("campaign-linked").doesNotContain("reminder");
        assertThat(folder(read, "letters").get("name").stringValue()).isEqualTo("Të tjera");
        assertThat(folder(read, "letters").get("kinds").valueStream().map(JsonNode::stringValue)).contains("silence", "notice.link", "notice.comment-review");
        assertThat(read.get("items").valueStream().mapToLong(one -> one.get("kinds").size()).sum()).isEqualTo(kinds);

        put(path, "\"0\"", folders(drafts)).expectStatus().isEqualTo(412);
        JsonNode refused = body(put(path, "\"1\"", folders(Map.of("name", " ", "kinds", List.of("no-such-kind")), Map.of("id", "nobodys", "name", "A", "kinds", List.of("reminder")),
                Map.of("name", "a", "kinds", List.of("reminder")), Map.of("name", "n".repeat(60), "kinds", List.of()))).expectStatus().isEqualTo(400));
        assertThat(refused.get("errors").valueStream().map(one -> one.get("pointer").stringValue()))
                .containsExactlyInAnyOrder("/items/0/name", "/items/0/kinds/0", "/items/1/id", "/items/2/name", "/items/2/kinds/0");
        put(path, "\"1\"", "{\"items\":[]}").expectStatus().isEqualTo(400);
        put(path, "\"1\"", folders(Map.of("id", own, "name", "n".repeat(61), "kinds", List.of()))).expectStatus().isEqualTo(400);
        assertThat(get(secretariat(), path)).isEqualTo(arranged);
        client(TestTokens.bearer("person-1")).put().uri(path).contentType(MediaType.APPLICATION_JSON).body(folders(drafts)).exchange().expectStatus().isForbidden();
        put(path, "\"1\"", folders(Map.of("id", own, "name", "Urgjente", "kinds", List.of("reminder")), drafts)).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
        assertThat(get(secretariat(), path).get("items")).hasSize(2);
    }
}
