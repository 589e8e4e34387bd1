package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.mail.SmtpPeer;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** "It concerns us" and "it does not" by SMS, from the provider's call to the event, and what the person is told. */
class SmsAnswerIT extends ServiceIT {

    private static final String TOPIC = "notification.relevance.events.v1";
    private static final String ANSWERS = "consultation.reply.events.v1";
    private static int numbers = 700;

    private record Reader(String person, String field, String address, String number) {}

    private Reader reader() {
        String field = field();
        String address = id("sms-answers") + "@example.org";
        String number = "+38344100" + numbers++;
        return wantsSms(new Reader(person(organisation(field, "active"), address, number, "en"), field, address, number));
    }

    private Reader wantsSms(Reader reader) {
        client(TestTokens.bearer(reader.person())).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":true,\"sms\":true,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        return reader;
    }

    /** Opens a consultation of which the reader is told by SMS. @return its id */
    private String told(Reader reader) {
        String consultation = id("consultation");
        opened(consultation, reader.field());
        String alert = completed(consultation).get("id").stringValue();
        assertThat(mongo.findById(Delivery.idOf(alert, reader.person(), Channel.SMS), Document.class, "deliveries").getString("state")).isEqualTo("handed-over");
        return consultation;
    }

    private void longAgo(String person) {
        mongo.updateMulti(Query.query(Criteria.where("personId").is(person).and("channel").is("sms")),
                new Update().set("handedOverAt", Date.from(Instant.parse("2026-11-20T07:00:00Z"))), "deliveries");
    }

    private void says(String number, String text, String id) {
        client(null).post().uri("/callbacks/sms").header("X-Callback-Secret", "a-secret-for-receipts").contentType(MediaType.APPLICATION_JSON)
                .body("{\"events\":[{\"from\":\"%s\",\"text\":\"%s\",\"id\":\"%s\"}]}".formatted(number, text, id)).exchange().expectStatus().isNoContent();
    }

    private List<Seen> replies(String person) {
        return probe.events(TOPIC, seen -> seen.data() != null && seen.data().contains(person));
    }

    private Seen reply(String person, boolean relevant) {
        return probe.await(TOPIC, seen -> seen.data() != null && seen.data().contains(person) && seen.json().get("relevant").asBoolean() == relevant);
    }

    /** Somebody else's answer that comes after all others: what has not become an event by then does not become one. */
    private void sentinel() {
        Reader last = reader();
        told(last);
        says(last.number(), "jo", id("in"));
        reply(last.person(), false);
    }

    @Test
    void aNoBecomesOneEventAboutTheDraftOfTheLastSms() {
        Reader reader = reader();
        told(reader);
        longAgo(reader.person());
        String last = told(reader);
        String id = id("in");
        // As the person may have written it down, and as the network gives it back.
        says(reader.number().replace("+383", "0"), " Jó! ", id);
        says(reader.number(), " Jó! ", id);
        says(reader.number(), "NE, hvala.", id("in"));
        Seen seen = reply(reader.person(), false);
        Contracts.assertLikeSample("notification", "relevance-replied", seen.data());
        assertThat(seen.json().get("consultationId").asString()).isEqualTo(last);

        says(reader.number(), "PO", id("in"));
        Seen changed = reply(reader.person(), true);
        assertThat(changed.key()).as("in order behind the first").isEqualTo(seen.key());
        assertThat(changed.sequence()).isGreaterThan(seen.sequence());
        sentinel();
        assertThat(replies(reader.person())).as("told twice by the provider, and once more by the person, is one").hasSize(2);
    }

    @Test
    void unknownNumbersLateAnswersAndOtherWordsAreLeftToPeople() {
        Reader reader = reader();
        says(reader.number(), "jo", id("in"));
        String consultation = told(reader);
        says("+38344100699", "jo", id("in"));
        says("CiviKos", "jo", id("in"));
        says(reader.number(), "Ne znam", id("in"));
        says(reader.number(), "Në cilin nen?", id("in"));
        mongo.updateMulti(Query.query(Criteria.where("personId").is(reader.person())),
                new Update().set("createdAt", Date.from(Instant.parse("2026-10-01T07:00:00Z"))), "deliveries");
        says(reader.number(), "jo", id("in"));
        sentinel();
        assertThat(replies(reader.person())).isEmpty();
        assertThat(probe.all(TOPIC)).noneMatch(seen -> seen.data().contains(consultation));
        assertThat(SMTP.to(reader.address())).as("the alert, and nothing else").hasSize(1);
        assertThat(SMS.messages.values()).filteredOn(sms -> sms.toString().contains(reader.number())).as("no SMS is answered by SMS").hasSize(1);
    }

    @Test
    void aNumberOfTwoPeopleSaysNothingForEither() {
        Reader one = reader();
        String address = id("shares") + "@example.org";
        Reader other = new Reader(person(organisation(field(), "active"), address, one.number().replace("+383", "00383 "), "sq"), field(), address, one.number());
        told(one);
        says(one.number(), "jo", id("in"));
        says(one.number(), "po", id("in"));
        await().until(() -> SMTP.to(one.address()).size() == 2 && SMTP.to(address).size() == 1);
        sentinel();
        assertThat(replies(one.person())).isEmpty();
        assertThat(replies(other.person())).isEmpty();
        assertThat(SMTP.to(address)).as("once a day").hasSize(1);
        assertThat(SMTP.to(address).getFirst().raw()).contains("Subject: =?UTF-8?Q?Kush_u_p");
    }

    @Test
    void ofTwoDraftsAtTheSameTimeNobodyKnowsWhichOneIsMeant() {
        Reader reader = reader();
        told(reader);
        told(reader);
        says(reader.number(), "no", id("in"));
        says(reader.number(), "no", id("in"));
        await().until(() -> SMTP.to(reader.address()).size() == 3);
        sentinel();
        assertThat(replies(reader.person())).isEmpty();
        assertThat(SMTP.to(reader.address())).hasSize(3);
    }

    @Test
    void aWordThatAnswersAnotherMessageIsNotTakenForTheDraft() {
        Reader reader = reader();
        told(reader);
        longAgo(reader.person());
        String other = told(reader);
        // As if the last SMS had been one of the secretariat's to many, which asks something.
        mongo.updateMulti(Query.query(Criteria.where("state.consultationId").is(other)), new Update().set("state.kind", "CIRCULAR"), "alerts");
        says(reader.number(), "jo", id("in"));
        sentinel();
        assertThat(replies(reader.person())).isEmpty();
    }

    @Test
    void whatAnswersByItselfDoesNotGoOnForEver() {
        Reader reader = reader();
        told(reader);
        for (int i = 0; i < 14; i++) {
            says(reader.number(), i % 2 == 0 ? "da" : "ne", id("in"));
        }
        sentinel();
        assertThat(replies(reader.person())).hasSize(10);
    }

    @Test
    void thePersonIsMailedOnceWhatBecameOfIt() {
        Reader reader = reader();
        String consultation = told(reader);
        says(reader.number(), "no", id("in"));
        JsonNode fact = reply(reader.person(), false).json();
        String sample = Contracts.sample("consultation", "relevance-answered").replace("8c41d7a05be293f6a1d04c77", fact.get("replyId").asString())
                .replace("0199a000-0000-7000-8000-000000000101", reader.person()).replace("0199a000-0000-7000-8000-000000000201", consultation);
        String type = Contracts.type("consultation", "relevance-answered");
        probe.send(ANSWERS, type, fact.get("replyId").asString(), 1, sample);
        probe.send(ANSWERS, type, fact.get("replyId").asString(), 1, sample);
        String refused = id("reply");
        probe.send(ANSWERS, type, refused, 1, """
                {"replyId":"%s","personId":"%s","consultationId":"%s","outcome":"refused","code":"several-organisations","organisationId":null}"""
                .formatted(refused, reader.person(), consultation));
        await().until(() -> SMTP.to(reader.address()).size() == 3);
        probe.awaitConsumed("notification-service", ANSWERS);
        assertThat(SMTP.to(reader.address())).hasSize(3);
        List<String> mails = SMTP.to(reader.address()).stream().map(mail -> mail.raw()).toList();
        assertThat(mails).anyMatch(mail -> mail.contains("Subject: Noted: it does not concern you") && mail.contains("/consultations/" + consultation));
        assertThat(mails).anyMatch(mail -> mail.contains("Subject: For which organisation?"));
        assertThat(SMTP.to(reader.address()).getLast().header("Auto-Submitted")).startsWith("auto-");
        assertThat(SMS.messages.values()).filteredOn(sms -> sms.toString().contains(reader.number())).hasSize(1);
    }

    private String asked(SmtpPeer.Mail mail) {
        return "/api/relevance/" + PreferenceIT.token(mail, "/relevance/");
    }

    /** The mail of a draft asks, too; what is said by its link goes the way of an SMS, with the same rights, decided where mandates are kept. */
    @Test
    void aMailAsksByALinkThatSaysNothingUntilSomebodyPressesAButton() {
        String field = field();
        String address = id("link-answers") + "@example.org";
        String person = person(organisation(field, "active"), address, null, "en");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        String link = asked(SMTP.to(address).getFirst());
        client(null).get().uri(link).exchange().expectStatus().isOk().expectHeader().valueEquals("Referrer-Policy", "no-referrer");
        JsonNode shown = get(client(null), link);
        assertThat(shown.get("consultationId").asString()).isEqualTo(consultation);
        assertThat(shown.toString()).as("nothing about the person").doesNotContain(person, address, "Njeri");
        assertThat(shown.path("answered").isBoolean()).isFalse();

        client(null).post().uri(link.substring(0, link.length() - 2) + "AA").contentType(MediaType.APPLICATION_JSON).body("{\"relevant\":false}").exchange()
                .expectStatus().isNotFound();
        client(null).post().uri(link).contentType(MediaType.APPLICATION_JSON).body("{}").exchange().expectStatus().isBadRequest();
        assertThat(replies(person)).as("neither by looking nor by what is forged").isEmpty();
        for (int twice = 0; twice < 2; twice++) {
            client(null).post().uri(link).contentType(MediaType.APPLICATION_JSON).body("{\"relevant\":false}").exchange().expectStatus().isAccepted();
        }
        Seen seen = reply(person, false);
        Contracts.assertLikeSample("notification", "relevance-replied", seen.data());
        assertThat(seen.json().get("consultationId").asString()).isEqualTo(consultation);
        assertThat(get(client(null), link).get("answered").asBoolean()).isFalse();
        sentinel();
        assertThat(replies(person)).as("pressed twice is one answer").hasSize(1);

        contact(person, "another-" + address, null, "en");
        awaitStored("contacts", person, "email", "another-" + address);
        client(null).post().uri(link).contentType(MediaType.APPLICATION_JSON).body("{\"relevant\":true}").exchange().expectStatus().isNotFound();
    }
}
