package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** "It does not concern us" by SMS, from the event to what stands and what the person is told. */
class RepliedRelevanceIT extends ServiceIT {

    private static final String REPLIES = "notification.relevance.events.v1";
    private static final String REPLIED = "org.civikos.notification.relevance-replied.v1";
    private static final String PARTICIPATIONS = "consultation.participation.events.v1";
    private static final String ANSWERS = "consultation.reply.events.v1";

    @Test
    void aNoIsNotedOnceForTheOneOrganisationAndAYesTakesItBack() {
        String token = representative("sms-one");
        consultation("c-sms-one", inDays(10).atTime(23, 59));
        String sample = Contracts.sample("notification", "relevance-replied").replace("0199a000-0000-7000-8000-000000000101", "person-sms-one")
                .replace("0199a000-0000-7000-8000-000000000201", "c-sms-one").replace("8c41d7a05be293f6a1d04c77", "sms-one-no");
        PROBE.send(REPLIES, REPLIED, "k-sms-one", 1, sample);
        PROBE.send(REPLIES, REPLIED, "k-sms-one", 1, sample);
        Seen told = PROBE.await(ANSWERS, seen -> "sms-one-no".equals(seen.key()));
        Contracts.assertLikeSample("consultation", "relevance-answered", told.data());
        assertThat(told.json().get("outcome").asString()).isEqualTo("not-relevant");
        assertThat(told.json().get("organisationId").asString()).isEqualTo("org-sms-one");
        assertThat(mine("c-sms-one", token).get("notRelevant").asBoolean()).isTrue();

        send("k-sms-one", "sms-one-yes", "sms-one", "c-sms-one", true, "2026-11-21T10:20:00Z");
        assertThat(answered("sms-one-yes").get("outcome").asString()).isEqualTo("relevant");
        assertThat(mine("c-sms-one", token).get("notRelevant").asBoolean()).isFalse();
        PROBE.send(REPLIES, REPLIED, "k-sms-one", 1, sample);
        send("k-sms-one", "sms-one-last", "sms-one", "c-sms-one", true, "2026-11-21T10:21:00Z");
        answered("sms-one-last");
        assertThat(mine("c-sms-one", token).get("notRelevant").asBoolean()).as("an answer that comes again after another one changes nothing").isFalse();
        List<Seen> facts = PROBE.events(PARTICIPATIONS, seen -> "c-sms-one.org-sms-one".equals(seen.key()));
        assertThat(facts).extracting(Seen::type).containsExactly(Contracts.type("consultation", "consultation-not-relevant"), Contracts.type("consultation", "consultation-relevant-again"));
        assertThat(PROBE.events(ANSWERS, seen -> "sms-one-no".equals(seen.key()))).hasSize(1);
    }

    @Test
    void whatWasSaidOnThePageAfterTheSmsStays() {
        String token = representative("sms-outdone");
        consultation("c-sms-outdone", inDays(10).atTime(23, 59));
        String path = "/api/consultations/c-sms-outdone/participations/org-sms-outdone/not-relevant";
        assertThat(put(path, token, Map.of()).status()).isEqualTo(200);
        assertThat(delete(path, token).status()).isEqualTo(200);
        send("k-sms-outdone", "sms-outdone", "sms-outdone", "c-sms-outdone", false, Instant.now().minus(Duration.ofHours(1)).toString());
        assertThat(answered("sms-outdone").get("code").asString()).isEqualTo("said-otherwise-since");
        assertThat(mine("c-sms-outdone", token).get("notRelevant").asBoolean()).isFalse();
    }

    @Test
    void aYesWhereNothingWasSaidChangesNothing() {
        String token = representative("sms-yes");
        consultation("c-sms-yes", inDays(10).atTime(23, 59));
        send("k-sms-yes", "sms-yes", "sms-yes", "c-sms-yes", true, "2026-11-21T10:15:00Z");
        assertThat(answered("sms-yes").get("outcome").asString()).isEqualTo("relevant");
        assertThat(get("/api/consultations/c-sms-yes/participations", token).json().get("items").isEmpty()).isTrue();
    }

    @Test
    void saysWhyNothingWasNoted() {
        representative("sms-refused");
        consultation("c-sms-refused", inDays(10).atTime(23, 59));
        consultation("c-sms-late", inDays(-1).atTime(23, 59));
        refused("sms-late", "sms-refused", "c-sms-late", "deadline-passed");
        refused("sms-nowhere", "sms-refused", "c-sms-nowhere", "not-found");
        refused("sms-nobody", "of-nobody", "c-sms-refused", "no-mandate");

        mandate("person-sms-manages", "org-sms-refused", 1, "2020-01-01", null, "manage", "vote");
        mandate("person-sms-ended", "org-sms-refused", 1, "2020-01-01", "2021-01-01", "comment");
        String both = "{\"organisationId\":\"%s\",\"rights\":[\"%s\"],\"validFrom\":\"2020-01-01\",\"validTo\":null,\"deputy\":false}";
        organisation("org-sms-second", "active", 1);
        two("person-sms-two", both.formatted("org-sms-refused", "comment"), both.formatted("org-sms-second", "sign-off"));
        two("person-sms-only", both.formatted("org-sms-refused", "comment"), both.formatted("org-sms-second", "vote"));
        organisation("org-sms-suspended", "suspended", 1);
        mandate("person-sms-suspended", "org-sms-suspended", 1, "2020-01-01", null, "comment");
        for (String person : List.of("sms-manages", "sms-ended", "sms-two", "sms-only", "sms-suspended")) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("mandates", "person-" + person)).isNotNull());
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("organisations", "org-sms-suspended")).isNotNull());
        refused("sms-manages", "sms-manages", "c-sms-refused", "no-mandate");
        refused("sms-ended", "sms-ended", "c-sms-refused", "no-mandate");
        refused("sms-two", "sms-two", "c-sms-refused", "several-organisations");
        refused("sms-suspended", "sms-suspended", "c-sms-refused", "organisation-suspended");
        assertThat(PROBE.events(PARTICIPATIONS, seen -> String.valueOf(seen.key()).startsWith("c-sms-refused."))).isEmpty();
        send("k-sms-only", "sms-only", "sms-only", "c-sms-refused", false, "2026-11-21T10:15:00Z");
        assertThat(answered("sms-only").get("organisationId").asString()).as("the only one that the person may comment for").isEqualTo("org-sms-refused");
    }

    @Test
    void aPoisonAnswerBecomesADeadLetter() {
        String id = PROBE.send(REPLIES, REPLIED, "k-sms-poison", 1, "{\"replyId\":\"sms-poison\",\"personId\":\"p-1\",\"consultationId\":\"c-1\"}");
        PROBE.await(REPLIES + ".dlq.consultation-service", seen -> id.equals(seen.headers().get("ce_id")));
    }

    private void refused(String id, String name, String consultation, String code) {
        send("k-" + id, id, name, consultation, false, "2026-11-21T10:15:00Z");
        JsonNode answer = answered(id);
        assertThat(answer.get("outcome").asString()).isEqualTo("refused");
        assertThat(answer.get("code").asString()).isEqualTo(code);
        Contracts.assertValid("consultation", "relevance-answered", answer.toString());
    }

    private static void two(String person, String first, String second) {
        PROBE.send("membership.person.events.v1", "org.civikos.membership.mandate-granted.v1", person, 1,
                "{\"personId\":\"%s\",\"organisationId\":\"org-sms-refused\",\"mandates\":[%s,%s]}".formatted(person, first, second));
    }

    private JsonNode mine(String consultation, String token) {
        return get("/api/consultations/" + consultation + "/participations", token).json().get("items").get(0);
    }

    private static void send(String key, String id, String name, String consultation, boolean relevant, String at) {
        PROBE.send(REPLIES, REPLIED, key, 2, JSON.writeValueAsString(Map.of("replyId", id, "personId", "person-" + name, "consultationId", consultation,
                "relevant", relevant, "receivedAt", at)));
    }

    private static JsonNode answered(String id) {
        return PROBE.await(ANSWERS, seen -> id.equals(seen.key())).json();
    }
}
