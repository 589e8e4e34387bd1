package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe;
import org.jspecify.annotations.Nullable;
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
        // A mail whose connection broke is tried again after half a minute.
        await().atMost(Duration.ofSeconds(45)).until(() -> SMTP.to(address).size() == 2);
        probe.awaitConsumed("notification-service", ANSWERS);
        assertThat(SMTP.to(address)).hasSize(2).extracting(mail -> mail.header("Auto-Submitted")).containsOnly("auto-replied");
        assertThat(SMTP.to(address).stream().map(mail -> unfolded(mail.raw())).toList()).anyMatch(mail -> mail.contains("/consultations/consultation-1/comment?draft=comment-1"))
                .anyMatch(mail -> mail.contains("/consultations/consultation-1"));
    }

    /** The sample as consultation-service promises it, from its own binding to the mail. */
    @Test
    void theSampleIsUnderstood() {
        String address = id("sampled") + "@example.org";
        String person = person(organisation(field(), "active"), address, null, "en");
        String reply = id("reply");
        String sample = Contracts.sample("consultation", "reply-answered").replace("0199a000-0000-7000-8000-000000000101", person).replace("\"5b1c9a7e3f2d4c60\"", "\"" + reply + "\"");
        Contracts.assertValid("consultation", "reply-answered", sample);
        probe.send(ANSWERS, Contracts.type("consultation", "reply-answered"), reply, 1, sample);
        await().until(() -> SMTP.to(address).size() == 1);
        assertThat(SMTP.to(address).getFirst().header("Subject")).isEqualTo("Your answer waits for sign-off");
        assertThat(unfolded(SMTP.to(address).getFirst().raw())).contains("/comment-drafts#comment-mail-5b1c9a7e3f2d4c60");
    }

    @Test
    void everyReasonIsToldInTheReadersLanguage() {
        for (String[] told : new String[][] {{"en", "comments-not-taken", "no longer taken"}, {"en", "several-organisations", "for which one you answered"}, {"sr", "several-organisations", "Za koju organizaciju"}, {"sq", "several-organisations", "disa organizata"}, {"sr", "comments-general-only", "ranoj fazi"}, {"sq", "comments-general-only", "projektaktin n=C3=AB t=C3=ABr=C3=ABsi"}}) {
            String address = id("reason") + "@example.org";
            String person = person(organisation(field(), "active"), address, null, told[0]);
            refused(id("reply"), person, told[1]);
            await().until(() -> SMTP.to(address).size() == 1);
            assertThat(unfolded(SMTP.to(address).getFirst().raw())).contains(told[2]);
        }
    }

    /** A program that answers our answers gets no more than ten of them in a day. */
    @Test
    void nobodyIsMailedMoreOftenThanTheLimitSays() {
        String address = id("looping") + "@example.org";
        String person = person(organisation(field(), "active"), address, null, "en");
        String again = id("reply");
        for (int i = 0; i < 12; i++) {
            refused(i == 0 ? again : id("reply"), person, "nothing-written");
        }
        refused(again, person, "nothing-written");
        String other = id("calm") + "@example.org";
        refused(id("reply"), person(organisation(field(), "active"), other, null, "en"), "nothing-written");
        await().until(() -> SMTP.to(other).size() == 1);
        probe.awaitConsumed("notification-service", ANSWERS);
        await().until(() -> SMTP.to(address).size() == 10);
    }

    @Test
    void whatIsMalformedOrLateBecomesADeadLetter() {
        String answered = Contracts.type("consultation", "reply-answered");
        String address = id("late") + "@example.org";
        String person = person(organisation(field(), "active"), address, null, "en");
        String reply = id("reply");
        String empty = probe.send(ANSWERS, answered, reply, 1, "{\"replyId\":\"" + reply + "\"}");
        String strange = probe.send(ANSWERS, answered, reply, 2, answer(reply, person, "eaten", null));
        String late = probe.sendAt(ANSWERS, answered, reply, 3, answer(reply, person, "drafted", null), Instant.parse("2026-11-15T08:00:00Z"));
        for (String id : List.of(empty, strange, late)) {
            probe.await(ANSWERS + ".dlq.notification-service", event -> id.equals(event.headers().get("ce_id")));
        }
        assertThat(SMTP.to(address)).isEmpty();
    }

    /** Without the line ends that quoted-printable puts in. */
    private void refused(String reply, String person, String code) {
        probe.send(ANSWERS, Contracts.type("consultation", "reply-answered"), reply, 1, answer(reply, person, "refused", code));
    }

    private static String answer(String reply, String person, String outcome, @Nullable String code) {
        return """
                {"replyId":"%s","personId":"%s","consultationId":"consultation-1","outcome":"%s","code":%s,"commentId":null,"organisationId":null}"""
                .formatted(reply, person, outcome, code == null ? "null" : "\"" + code + "\"");
    }

    private static String mail(String from, String alert, String id, String text) {
        return "From: " + from + "\nTo: answers@example.org\nSubject: Re: x\nMessage-ID: " + id + "\nIn-Reply-To: " + alert
                + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n" + text + "\n";
    }
}
