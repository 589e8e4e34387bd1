package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers to alerts by mail, from the mailbox to the event. */
class ReplyIT extends ServiceIT {

    private static final String TOPIC = "notification.reply.events.v1";
    private static final String ANSWERS = "consultation.reply.events.v1";

    @Test
    void anAnswerToAnAlertBecomesAnEventOnceAndFromItsReaderOnly() throws Exception {
        String field = field();
        String organisation = organisation(field, "active");
        String address = id("answers") + "@example.org";
        String person = person(organisation, address, null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        assertThat(SMTP.to(address)).hasSize(1);
        assertThat(SMTP.to(address).getFirst().header("Reply-To")).isEqualTo("answers@example.org");
        String alert = SMTP.to(address).getFirst().header("Message-ID");

        String words = "Neni 7: " + UUID.randomUUID();
        String other = "Tjetër: " + UUID.randomUUID();
        REPLIES.deliver(mail("someone-else@example.org", alert, "<other-" + UUID.randomUUID() + "@example.org>", other));
        String mail = mail(address.toUpperCase(java.util.Locale.ROOT), alert, "<own-" + UUID.randomUUID() + "@example.org>", words + "\n\n> quoted");
        REPLIES.deliver(mail);
        REPLIES.deliver(mail);

        EventProbe.Seen seen = probe.await(TOPIC, event -> event.data().contains(words));
        Contracts.assertLikeSample("notification", "reply-received", seen.data());
        JsonNode fact = JsonMapper.shared().readTree(seen.data());
        assertThat(fact.get("personId").asString()).isEqualTo(person);
        assertThat(fact.get("consultationId").asString()).isEqualTo(consultation);
        assertThat(fact.get("text").asString()).isEqualTo(words);
        await().until(() -> REPLIES.flagged(other));

        // A sentinel behind all of them: by then the double and the stranger's have been read.
        String last = "Fundi " + UUID.randomUUID();
        REPLIES.deliver(mail(address, alert, "<last-" + UUID.randomUUID() + "@example.org>", last));
        probe.await(TOPIC, event -> event.data().contains(last));
        List<EventProbe.Seen> all = probe.all(TOPIC);
        assertThat(all).filteredOn(event -> event.data().contains(words)).hasSize(1);
        assertThat(all).noneMatch(event -> event.data().contains(other));
        assertThat(REPLIES.flagged(words)).isFalse();
    }

    @Test
    void itsWriterIsToldOnceWhatBecameOfIt() {
        String address = id("told") + "@example.org";
        String person = person(organisation(field(), "active"), address, null, "sr");
        String reply = id("reply");
        String answered = Contracts.type("consultation", "reply-answered");
        String drafted = """
                {"replyId":"%s","personId":"%s","consultationId":"consultation-1","outcome":"drafted","code":null,"commentId":"comment-1","organisationId":"org-1"}"""
                .formatted(reply, person);
        probe.send(ANSWERS, answered, reply, 1, drafted);
        probe.send(ANSWERS, answered, reply, 1, drafted);
        String refused = id("reply");
        probe.send(ANSWERS, answered, refused, 1, """
                {"replyId":"%s","personId":"%s","consultationId":"consultation-1","outcome":"refused","code":"nothing-written","commentId":null,"organisationId":null}"""
                .formatted(refused, person));
        await().until(() -> SMTP.to(address).size() == 2);
        probe.awaitConsumed("notification-service", ANSWERS);
        assertThat(SMTP.to(address)).hasSize(2).extracting(mail -> mail.header("Auto-Submitted")).allMatch(said -> said.startsWith("auto-"));
        assertThat(SMTP.to(address).stream().map(mail -> mail.raw()).toList()).anyMatch(mail -> mail.contains("/comment-drafts"))
                .anyMatch(mail -> mail.contains("/consultations/consultation-1"));
    }

    private static String mail(String from, String alert, String id, String text) {
        return "From: " + from + "\nTo: answers@example.org\nSubject: Re: x\nMessage-ID: " + id + "\nIn-Reply-To: " + alert
                + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n" + text + "\n";
    }
}
