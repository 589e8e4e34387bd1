package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
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
        assertThat(draft.get("text").asString()).isEqualTo("Afati është i shkurtër.");
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
