package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.bson.Document;
import org.civikos.platformtest.Contracts;
import org.junit.jupiter.api.Test;

/** Colleagues hear of it when a comment waits for them. */
class ColleagueIT extends ServiceIT {

    private static final String COMMENTS = "consultation.comment.events.v1";

    private String with(String organisation, String right, String address, String language) {
        String person = id("person");
        probe.send(PEOPLE, Contracts.type("membership", "mandate-granted"), person, SEQUENCE.incrementAndGet(), """
                {"personId":"%s","organisationId":"%s","mandates":[{"organisationId":"%s","rights":["%s"],"validFrom":"2026-01-01","validTo":null,"deputy":false}]}"""
                .formatted(person, organisation, organisation, right));
        await().until(() -> mongo.findById(person, Document.class, "mandates") != null);
        contact(person, address, null, language);
        return person;
    }

    private void drafted(String event, String comment, String organisation, String status, String by) {
        // One that no other test opens: its deadline would stand in the subject.
        drafted(event, comment, organisation, status, by, "unheard-of-" + comment);
    }

    private void drafted(String event, String comment, String organisation, String status, String by, String consultation) {
        String fact = Contracts.sample("consultation", "comment-drafted").replace("0199a000-0000-7000-8000-000000000401", comment)
                .replace("0199a000-0000-7000-8000-000000000001", organisation).replace("\"draft\"", "\"" + status + "\"").replace("0199a000-0000-7000-8000-000000000101", by)
                .replace("0199a000-0000-7000-8000-000000000201", consultation);
        Contracts.assertValid("consultation", "comment-drafted", fact);
        probe.send(COMMENTS, event, Contracts.type("consultation", "comment-drafted"), comment, SEQUENCE.incrementAndGet(), fact);
    }

    @Test
    void whoMayAnswerIsMailedOncePerRequestAndNobodyElse() {
        String organisation = organisation(field(), "active");
        String writerAddress = id("writer") + "@example.org";
        String writer = with(organisation, "comment", writerAddress, "sq");
        String colleague = id("colleague") + "@example.org";
        with(organisation, "comment", colleague, "sr");
        String signer = id("signer") + "@example.org";
        with(organisation, "sign-off", signer, "en");
        String stranger = id("stranger") + "@example.org";
        with(organisation(field(), "active"), "sign-off", stranger, "en");
        String comment = id("comment");
        drafted(id("event"), comment, organisation, "draft", writer);
        String review = id("event");
        drafted(review, comment, organisation, "in-review", writer);
        drafted(review, comment, organisation, "in-review", writer);
        await().until(() -> SMTP.to(colleague).size() == 1);
        assertThat(SMTP.to(colleague).getFirst().header("Subject")).isEqualTo("Kolega Vas moli da pogledate komentar");
        drafted(id("event"), comment, organisation, "for-sign-off", writer);
        await().until(() -> SMTP.to(signer).size() == 1);
        assertThat(SMTP.to(signer).getFirst().header("Subject")).isEqualTo("A comment waits for your signature");
        assertThat(unfolded(SMTP.to(signer).getFirst().raw())).contains("/comment-drafts#comment-" + comment);
        // Given back and asked again is another request.
        drafted(id("event"), comment, organisation, "draft", writer);
        drafted(id("event"), comment, organisation, "for-sign-off", writer);
        await().until(() -> SMTP.to(signer).size() == 2);
        probe.awaitConsumed("notification-service", COMMENTS);
        assertThat(SMTP.to(colleague)).as("the same request, told once").hasSize(1);
        assertThat(SMTP.to(writerAddress)).isEmpty();
        assertThat(SMTP.to(stranger)).isEmpty();
    }

    @Test
    void theMailGreetsByNameAndSaysWhoAsksOfWhichDraftAndHowLongThereIsTime() {
        String organisation = organisation(field(), "active");
        String writer = with(organisation, "comment", id("asker") + "@example.org", "sq");
        String address = id("asked") + "@example.org";
        String signer = with(organisation, "sign-off", address, "en");
        String consultation = id("consultation");
        opened(consultation, field());
        completed(consultation);
        drafted(id("event"), id("comment"), organisation, "for-sign-off", writer, consultation);
        await().until(() -> SMTP.to(address).size() == 1);
        assertThat(SMTP.to(address).getFirst().header("Subject")).matches("\\[\\d+ days left] A comment waits for your signature");
        assertThat(unfolded(SMTP.to(address).getFirst().raw())).contains("Njeri " + signer + ",\r\n", "Asked by Njeri " + writer, "working days left: it closes");

        // Of a draft that nobody knows here it says what it can.
        drafted(id("event"), id("comment"), organisation, "for-sign-off", writer, id("unknown"));
        await().until(() -> SMTP.to(address).size() == 2);
        assertThat(SMTP.to(address).getLast().header("Subject")).isEqualTo("A comment waits for your signature");
    }

    @Test
    void aSuspendedOrganisationAndAnEventFromBeforeAskNobodyAndBreakNothing() {
        String organisation = organisation(field(), "suspended");
        String signer = id("idle") + "@example.org";
        with(organisation, "sign-off", signer, "en");
        drafted(id("event"), id("comment"), organisation, "for-sign-off", "somebody");
        String comment = id("comment");
        probe.send(COMMENTS, Contracts.type("consultation", "comment-drafted"), comment, SEQUENCE.incrementAndGet(),
                "{\"commentId\":\"%s\",\"consultationId\":\"c\",\"organisationId\":\"nobody\",\"status\":\"for-sign-off\"}".formatted(comment));
        probe.awaitConsumed("notification-service", COMMENTS);
        assertThat(SMTP.to(signer)).isEmpty();
    }
}
