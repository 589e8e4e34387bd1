package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Answers to alerts that become drafts. */
class MailedCommentIT extends ServiceIT {

    private static final String REPLIES = "notification.reply.events.v1";
    private static final String RECEIVED = "org.civikos.notification.reply-received.v1";

    @Test
    void anAnswerWithWordingAndReasonWaitsForASignature() {
        String token = representative("mailed");
        consultation("c-mailed", inDays(10).atTime(23, 59));
        String sample = Contracts.sample("notification", "reply-received").replace("0199a000-0000-7000-8000-000000000101", "person-mailed")
                .replace("0199a000-0000-7000-8000-000000000201", "c-mailed").replace("Neni 7", "Neni 1").replace("5b1c9a7e3f2d4c60", "reply-mailed");
        // The nodes of these tests are all called 1, so the place is given up and the words are kept.
        PROBE.send(REPLIES, RECEIVED, "reply-mailed", 1, sample);
        JsonNode answered = answered("reply-mailed");
        Contracts.assertLikeSample("consultation", "reply-answered", PROBE.await("consultation.reply.events.v1", seen -> "reply-mailed".equals(seen.key())).data());
        JsonNode draft = get(path("c-mailed", "mail-reply-mailed"), token).json();
        assertThat(draft.get("proposedWording").asString()).isEqualTo("Afati është 30 ditë.");
        assertThat(draft.get("justification").asString()).isEqualTo("Organizatat e vogla kanë nevojë për kohë.");
        assertThat(draft.get("text").asString()).isEqualTo("Neni 1: Afati është i shkurtër.");
        assertThat(answered.get("organisationId").asString()).isEqualTo("org-mailed");
        assertThat(get(path("c-mailed", "mail-reply-mailed"), null).status()).isEqualTo(404);

        // The same mail read once more, after somebody has gone on with the draft.
        Map<String, Object> changed = comment("mailed", "text", "Tjetër tekst");
        assertThat(put(path("c-mailed", "mail-reply-mailed") + "/draft", token, changed).status()).isEqualTo(200);
        PROBE.send(REPLIES, RECEIVED, "reply-mailed", 1, sample);
        send("reply-sentinel", "person-mailed", "c-mailed", "Po");
        answered("reply-sentinel");
        assertThat(get(path("c-mailed", "mail-reply-mailed"), token).json().get("text").asString()).isEqualTo("Tjetër tekst");
    }

    @Test
    void saysWhyAnAnswerBecomesNoDraft() {
        representative("mailed-late");
        consultation("c-mailed-late", inDays(-1).atTime(23, 59));
        send("reply-late", "person-mailed-late", "c-mailed-late", "Afati");
        assertThat(answered("reply-late").get("code").asString()).isEqualTo("deadline-passed");
        send("reply-nobody", "person-of-nobody", "c-mailed-late", "Afati");
        assertThat(answered("reply-nobody").get("code").asString()).isEqualTo("no-mandate");
        send("reply-nowhere", "person-mailed-late", "c-mailed-nowhere", "Afati");
        assertThat(answered("reply-nowhere").get("code").asString()).isEqualTo("not-found");
        send("reply-empty", "person-mailed-late", "c-mailed-late", " \n ");
        assertThat(answered("reply-empty").get("code").asString()).isEqualTo("nothing-written");
    }

    @Test
    void whoMaySpeakForSeveralIsAskedBackUnlessOneIsNamed() {
        representative("mailed-two-a");
        representative("mailed-two-b");
        String one = "{\"organisationId\":\"%s\",\"rights\":[\"comment\"],\"validFrom\":\"2020-01-01\",\"validTo\":null,\"deputy\":false}";
        PROBE.send("membership.person.events.v1", "org.civikos.membership.mandate-granted.v1", "person-mailed-two", 1, "{\"personId\":\"person-mailed-two\",\"organisationId\":\"org-mailed-two-a\",\"mandates\":[%s,%s]}"
                .formatted(one.formatted("org-mailed-two-a"), one.formatted("org-mailed-two-b")));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stored("mandates", "person-mailed-two")).isNotNull());
        String token = TestTokens.bearer("person-mailed-two");
        consultation("c-mailed-two", inDays(10).atTime(23, 59));
        send("reply-two-unnamed", "person-mailed-two", "c-mailed-two", "Afati është i shkurtër.");
        JsonNode asked = answered("reply-two-unnamed");
        assertThat(asked.get("outcome").asString()).isEqualTo("refused");
        assertThat(asked.get("code").asString()).isEqualTo("several-organisations");
        send("reply-two-unclear", "person-mailed-two", "c-mailed-two", "Organizata: Shoqata org-mailed-two\nAfati.");
        assertThat(answered("reply-two-unclear").get("code").asString()).as("both are called so").isEqualTo("several-organisations");
        send("reply-two-named", "person-mailed-two", "c-mailed-two", "Organizata: shoqata ORG-mailed-two-b\nA është afati i shkurtër?");
        JsonNode drafted = answered("reply-two-named");
        assertThat(drafted.get("organisationId").asString()).isEqualTo("org-mailed-two-b");
        JsonNode draft = get(path("c-mailed-two", "mail-reply-two-named"), token).json();
        assertThat(draft.get("kind").asString()).isEqualTo("question");
        assertThat(draft.get("status").asString()).as("complete, so it waits for a signature").isEqualTo("for-sign-off");
        assertThat(draft.get("text").asString()).isEqualTo("A është afati i shkurtër?");
    }

    @Test
    void aPoisonAnswerBecomesADeadLetter() {
        String id = PROBE.send(REPLIES, RECEIVED, "reply-poison", 1, "{\"replyId\":\"reply-poison\"}");
        PROBE.await(REPLIES + ".dlq.consultation-service", seen -> id.equals(seen.headers().get("ce_id")));
    }

    private static void send(String id, String person, String consultation, String text) {
        Map<String, Object> facts = new LinkedHashMap<>(Map.of("replyId", id, "personId", person, "consultationId", consultation, "text", text, "receivedAt", "2026-11-21T10:15:00Z"));
        PROBE.send(REPLIES, RECEIVED, id, 1, JSON.writeValueAsString(facts));
    }

    private static JsonNode answered(String id) {
        Seen seen = PROBE.await("consultation.reply.events.v1", event -> id.equals(event.key()));
        return JSON.readTree(seen.data());
    }
}
