package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/** Who was to know of a draft, who knows, since when. */
class LedgerIT extends ServiceIT {

    @Autowired
    private Clock clock;

    private static String address(String name) {
        return id(name) + "@example.org";
    }

    private void moved(String consultation, String field) {
        probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), consultation, 2, consultation("deadline-moved", consultation, field));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode alerts = get(secretariat(), "/api/alerts?consultation=" + consultation).get("items");
            return alerts.size() == 2 && StreamSupport.stream(alerts.spliterator(), false).allMatch(one -> one.get("status").stringValue().equals("completed"));
        });
    }

    private void summariesDaily(String person) {
        client(TestTokens.bearer(person)).put().uri("/api/subscriptions/me/standard").contentType(MediaType.APPLICATION_JSON)
                .body("{\"scope\":\"organisation-fields\",\"frequency\":\"daily\",\"ways\":[\"email\"]}").exchange().expectStatus().isOk();
    }

    private JsonNode people(String consultation, String query) {
        return get(secretariat(), "/api/ledgers/" + consultation + "/people?lang=en" + query);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(one -> ids.add(one.get("personId").stringValue()));
        return ids;
    }

    private String file(String consultation, String query) {
        EntityExchangeResult<byte[]> result = secretariat().get().uri("/api/ledgers/" + consultation + "/people.csv?lang=en" + query).exchange().expectStatus().isOk()
                .expectHeader().contentTypeCompatibleWith("text/csv").expectHeader().valueMatches("Content-Disposition", "attachment; filename=\"ledger-.*\\.csv\"")
                .expectBody().returnResult();
        return new String(result.getResponseBody(), StandardCharsets.UTF_8);
    }

    @Test
    void saysOfEverybodyWhetherTheyKnowAndSinceWhen() {
        String field = field();
        String organisation = organisation(field, "active");
        String other = organisation(field, "active");
        String well = person(organisation, address("well"), null, "en");
        String broken = person(other, "reject-550@" + id("nowhere") + ".example.org", null, "en");
        String stopped = person(other, address("stopped"), null, "sq");
        client(TestTokens.bearer(stopped)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":false,\"sms\":false,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        String later = person(organisation, address("later"), null, "en");
        summariesDaily(later);
        String both = person(organisation, address("both"), "+383 43 900 141", "sq");
        client(TestTokens.bearer(both)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":true,\"sms\":true,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        moved(consultation, field);

        JsonNode ledger = get(secretariat(), "/api/ledgers/" + consultation + "?lang=en");
        assertThat(ledger.get("running").booleanValue()).isFalse();
        assertThat(ledger.at("/people/toKnow").intValue()).isEqualTo(5);
        assertThat(ledger.at("/people/handedOver").intValue()).isEqualTo(2);
        assertThat(ledger.at("/people/delivered").intValue()).isZero();
        assertThat(ledger.at("/people/inSummary").intValue()).isEqualTo(1);
        assertThat(ledger.at("/people/notReached").intValue()).isEqualTo(2);
        assertThat(ledger.at("/people/reasons").toString()).contains("switched this channel off", "\"reason\":\"unsubscribed\",");
        assertThat(ledger.get("channels")).hasSize(2);
        assertThat(ledger.at("/channels/1/people/toKnow").intValue()).isEqualTo(1);
        assertThat(ledger.get("alerts")).hasSize(2);
        assertThat(ledger.at("/alerts/0/kind").stringValue()).as("the latest first").isEqualTo("deadline-moved");
        assertThat(ledger.at("/alerts/0/people/toKnow").intValue()).isEqualTo(5);

        JsonNode groups = get(secretariat(), "/api/ledgers/" + consultation + "/organisations").get("items");
        assertThat(groups).hasSize(2);
        JsonNode unaware = get(secretariat(), "/api/ledgers/" + consultation + "/organisations?unaware=true").get("items");
        assertThat(unaware).hasSize(1);
        assertThat(unaware.get(0).get("name").stringValue()).isEqualTo("Shoqata " + other);
        JsonNode first = get(secretariat(), "/api/ledgers/" + consultation + "/organisations?limit=1");
        JsonNode second = get(secretariat(), "/api/ledgers/" + consultation + "/organisations?limit=1&cursor=" + first.get("next").stringValue());
        assertThat(first.at("/items/0/name")).isNotEqualTo(second.at("/items/0/name"));
        assertThat(second.get("next") == null || second.get("next").isNull()).isTrue();

        JsonNode all = people(consultation, "");
        assertThat(ids(all)).containsExactlyInAnyOrder(well, broken, stopped, later, both);
        assertThat(all.get("searched").doubleValue()).isEqualTo(1);
        JsonNode told = people(consultation, "&q=" + well).at("/items/0");
        assertThat(told.get("state").stringValue()).isEqualTo("handed-over");
        assertThat(told.get("since").stringValue()).isNotBlank();
        assertThat(told.at("/organisations/0").stringValue()).isEqualTo("Shoqata " + organisation);
        assertThat(told.get("messages")).hasSize(2);
        assertThat(told.at("/messages/0/kind").stringValue()).isEqualTo("deadline-moved");
        assertThat(told.at("/messages/0/address").stringValue()).isEqualTo("w•••@example.org");
        assertThat(told.at("/messages/0/provider").stringValue()).isEqualTo("smtp");
        assertThat(ids(people(consultation, "&channel=sms"))).containsExactly(both);
        assertThat(ids(people(consultation, "&state=in-summary"))).containsExactly(later);
        assertThat(people(consultation, "&state=in-summary").at("/items/0/dueAt").stringValue()).startsWith("2026-11-2");
        assertThat(ids(people(consultation, "&state=not-reached&kind=consultation-opened"))).containsExactlyInAnyOrder(broken, stopped);
        assertThat(ids(people(consultation, "&kind=draft-changed"))).isEmpty();
        assertThat(ids(people(consultation, "&organisation=Shoqata " + other))).containsExactlyInAnyOrder(broken, stopped);
        assertThat(ids(people(consultation, "&group=outside"))).isEmpty();

        Set<String> paged = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = people(consultation, "&limit=2" + cursor);
            assertThat(page.get("items").size()).isBetween(1, 2);
            ids(page).forEach(one -> assertThat(paged.add(one)).as("nobody twice").isTrue());
            cursor = page.get("next") == null || page.get("next").isNull() ? null : "&cursor=" + page.get("next").stringValue();
        } while (cursor != null);
        assertThat(paged).hasSize(5);

        String file = file(consultation, "");
        assertThat(file).startsWith("\uFEFFPerson;Organisation;").contains("w•••@example.org", "waits for the daily or weekly summary", "'+383•••41")
                .doesNotContain("later-");
        assertThat(file.lines().filter(line -> !line.isBlank()).count()).as("a head, two alerts for five people, two SMS").isEqualTo(1 + 10 + 2);
        assertThat(file(consultation, "&state=in-summary").lines().filter(line -> !line.isBlank()).count()).isEqualTo(3);
    }

    /** The summary that carried it counts, not the record that says "in a summary". */
    @Test
    void whatASummaryCarriedIsKnownSinceTheSummary() {
        String field = field();
        String reader = address("daily");
        String person = person(organisation(field, "active"), reader, null, "en");
        summariesDaily(person);
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        assertThat(ids(people(consultation, "&state=in-summary"))).containsExactly(person);
        Instant slot = clock.instant().truncatedTo(ChronoUnit.MILLIS).minusMillis(SMTP.port());
        mongo.updateMulti(Query.query(Criteria.where("personId").is(person)), new Update().set("dueAt", Date.from(slot)), "summaryItems");
        await().atMost(Duration.ofSeconds(30)).until(() -> ids(people(consultation, "&state=handed-over")), found -> found.equals(List.of(person)));
        JsonNode message = people(consultation, "").at("/items/0/messages/0");
        assertThat(message.get("summaryId").stringValue()).isNotBlank();
        assertThat(message.get("kind").stringValue()).isEqualTo("consultation-opened");
        assertThat(message.get("since").stringValue()).isNotBlank();
        assertThat(get(secretariat(), "/api/ledgers/" + consultation).at("/people/handedOver").intValue()).isEqualTo(1);
    }

    @Test
    void whatFailedGoesOnceMoreAndOnlyTheLatest() {
        String field = field();
        String reader = address("again");
        String person = person(organisation(field, "active"), reader, null, "en");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        moved(consultation, field);
        await().until(() -> SMTP.to(reader).size() == 2);
        mongo.updateMulti(Query.query(Criteria.where("personId").is(person)), new Update().set("state", "failed").set("reason", "mailbox-full"), "deliveries");
        JsonNode before = get(secretariat(), "/api/ledgers/" + consultation + "?lang=en");
        assertThat(before.get("failed").intValue()).isEqualTo(1);
        assertThat(before.get("failedPeople").intValue()).isEqualTo(1);
        assertThat(before.at("/people/reasons/0/text").stringValue()).contains("full");

        secretariat().post().uri("/api/ledgers/" + consultation + "/resend").exchange().expectStatus().isAccepted().expectBody().json("{\"failed\":1,\"opened\":1}");
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(reader).size() == 3);
        assertThat(SMTP.to(reader).get(2).header("Message-ID")).as("the latest, known as the same message").isEqualTo(SMTP.to(reader).get(1).header("Message-ID"));
        await().until(() -> get(secretariat(), "/api/ledgers/" + consultation).at("/people/handedOver").intValue() == 1);
        secretariat().post().uri("/api/ledgers/" + consultation + "/resend").exchange().expectStatus().isAccepted().expectBody().json("{\"failed\":0,\"opened\":0}");
        assertThat(SMTP.to(reader)).hasSize(3);
    }

    @Test
    void aStoppedAddressIsNotTriedAgain() {
        String field = field();
        String reader = address("stopped");
        String person = person(organisation(field, "active"), reader, null, "en");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        mongo.updateMulti(Query.query(Criteria.where("personId").is(person)), new Update().set("state", "failed").set("reason", "refused"), "deliveries");
        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON)
                .body("{\"channel\":\"email\",\"address\":\"%s\"}".formatted(reader)).exchange().expectStatus().isCreated();
        secretariat().post().uri("/api/ledgers/" + consultation + "/resend").exchange().expectStatus().isAccepted().expectBody().json("{\"failed\":1,\"opened\":0}");
        assertThat(SMTP.to(reader)).hasSize(1);
    }

    /** What retention and erasure leave: how it stands and when, and nobody's name. */
    @Test
    void whoIsForgottenIsCountedAndNotNamed() {
        String field = field();
        String person = person(organisation(field, "active"), address("old"), null, "en");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        mongo.updateMulti(Query.query(Criteria.where("personId").is(person)),
                new Update().set("address", null).set("personName", null).set("speaksFor", "").set("detail", null), "deliveries");
        JsonNode one = people(consultation, "").at("/items/0");
        assertThat(one.get("group").stringValue()).isEqualTo("forgotten");
        assertThat(one.get("name") == null || one.get("name").isNull()).isTrue();
        assertThat(one.get("state").stringValue()).isEqualTo("handed-over");
        assertThat(get(secretariat(), "/api/ledgers/" + consultation + "/organisations").at("/items/0/group").stringValue()).isEqualTo("forgotten");
        assertThat(file(consultation, "")).contains("name no longer kept;no longer kept;handed over to the provider");
        mongo.updateMulti(Query.query(Criteria.where("personId").is(person)), new Update().set("state", "failed").set("reason", "refused"), "deliveries");
        secretariat().post().uri("/api/ledgers/" + consultation + "/resend").exchange().expectStatus().isAccepted().expectBody().json("{\"failed\":0,\"opened\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/organisations", "/people", "/people.csv"})
    void isForTheSecretariatAndOfKnownDraftsAlone(String path) {
        String ledger = "/api/ledgers/" + id("no-such-draft") + path;
        client(null).get().uri(ledger).exchange().expectStatus().isUnauthorized();
        for (String role : new String[] {"board", "administrator"}) {
            client(TestTokens.bearer("person-1", role)).get().uri(ledger).exchange().expectStatus().isForbidden();
        }
        client(TestTokens.bearer("person-1")).get().uri(ledger).exchange().expectStatus().isForbidden();
        secretariat().get().uri(ledger + "?lang=en").exchange().expectStatus().isNotFound().expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class).value(body -> assertThat(body).contains("unknown-draft", "Unknown draft"));
    }

    @Test
    void onlyTheSecretariatSendsAgain() {
        String path = "/api/ledgers/" + id("no-such-draft") + "/resend";
        client(null).post().uri(path).exchange().expectStatus().isUnauthorized();
        client(TestTokens.bearer("person-1", "board")).post().uri(path).exchange().expectStatus().isForbidden();
        client(TestTokens.bearer("person-1")).post().uri(path).exchange().expectStatus().isForbidden();
        secretariat().post().uri(path).exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=sent", "channel=pigeon", "kind=circular", "group=friends", "limit=0", "cursor=%2Anothing"})
    void wordsThatAreNoneAreProblems(String query) {
        secretariat().get().uri("/api/ledgers/whatever/people?" + query).exchange().expectStatus().isBadRequest();
    }

    /** A draft that came too late to tell anybody of it: it is known, and its ledger is empty. */
    @Test
    void aDraftOfWhichNobodyWasToldHasAnEmptyLedger() {
        String consultation = id("consultation");
        mongo.insert(new Document("_id", consultation).append("consultationId", consultation).append("title", "Projektakt i heshtur").append("language", "sq")
                .append("institution", "md").append("fields", List.of()).append("deadline", "2026-11-01T23:59").append("deadlineAt", Date.from(Instant.parse("2026-11-01T22:59:00Z")))
                .append("articleCount", 1).append("closed", true).append("since", new Date(0)), "watchedConsultations");
        JsonNode ledger = get(secretariat(), "/api/ledgers/" + consultation);
        assertThat(ledger.get("title").stringValue()).isEqualTo("Projektakt i heshtur");
        assertThat(ledger.at("/people/toKnow").intValue()).isZero();
        assertThat(people(consultation, "").get("items")).isEmpty();
    }
}
