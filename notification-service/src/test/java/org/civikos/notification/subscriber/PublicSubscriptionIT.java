package org.civikos.notification.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.civikos.notification.PreferenceIT;
import org.civikos.notification.ServiceIT;
import org.civikos.notification.mail.SmtpPeer;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PublicSubscriptionIT extends ServiceIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Subscribing subscribing;

    /** From an address of its own, since those of one network are counted together. */
    private RestTestClient.ResponseSpec ask(String address, String wanted, String ip) {
        String wording = get(client(null), "/api/public-subscriptions/wording?language=en").get("version").stringValue();
        return client(null).post().uri("/api/public-subscriptions").header("X-Forwarded-For", ip).contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":\"" + address + "\",\"language\":\"en\",\"wording\":\"" + wording + "\",\"wanted\":" + wanted + "}").exchange();
    }

    private static String chosen(String word) {
        return "{\"scope\":\"chosen\",\"words\":[\"" + word + "\"],\"frequency\":\"at-once\"}";
    }

    private static String ip(String name) {
        return "2001:db8:" + Integer.toHexString(name.hashCode() & 0xffff) + ":" + Integer.toHexString(name.hashCode() >>> 16) + "::1";
    }

    private SmtpPeer.Mail mailed(String address, int number) {
        await().until(() -> SMTP.to(address).size() >= number);
        assertThat(SMTP.to(address)).hasSize(number);
        return SMTP.to(address).get(number - 1);
    }

    /** Subscribes and confirms. @return the token of the reader's page */
    private String subscribed(String address, String wanted) {
        ask(address, wanted, ip(address)).expectStatus().isAccepted();
        String token = PreferenceIT.token(mailed(address, SMTP.to(address).size() + 1), "/subscribe/confirm/");
        return confirmed(token);
    }

    private String confirmed(String token) {
        byte[] body = client(null).post().uri("/api/public-subscriptions/confirmations/" + token).exchange().expectStatus().isOk()
                .expectBody().returnResult().getResponseBody();
        return JSON.readTree(body).get("preferences").stringValue();
    }

    /** Opens a consultation whose title nobody else's words fit. @return its id */
    private String opened(String word, String field, String owner, String institution) {
        String consultation = id("consultation");
        ObjectNode fact = (ObjectNode) JSON.readTree(consultation("consultation-opened", consultation, field));
        fact.put("title", "Projektligji për " + word).put("owner", owner).put("institution", institution);
        probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-opened"), consultation, 1, fact.toString());
        return consultation;
    }

    private static String word() {
        return "fjala" + Long.toString(System.nanoTime(), 36);
    }

    @Test
    void whoConfirmsIsToldOnceAndNothingBefore() {
        String word = word();
        String address = id("citizen") + "@example.org";
        ask(address, chosen(word), ip(address)).expectStatus().isAccepted().expectBody().json("{\"state\":\"accepted\"}");
        SmtpPeer.Mail asked = mailed(address, 1);
        assertThat(PreferenceIT.text(asked)).contains("If it was not you, do nothing");
        String token = PreferenceIT.token(asked, "/subscribe/confirm/");

        JsonNode shown = get(client(null), "/api/public-subscriptions/confirmations/" + token);
        assertThat(shown.get("confirmed").booleanValue()).isFalse();
        assertThat(shown.at("/wanted/words/0").stringValue()).isEqualTo(word);
        client(null).get().uri("/api/public-subscriptions/confirmations/" + token).exchange().expectStatus().isOk();
        completed(opened(word, field(), "government", "md"));
        assertThat(SMTP.to(address)).as("a scanner that follows the link confirms nothing").hasSize(1);

        String preferences = confirmed(token);
        assertThat(confirmed(token)).as("pressed twice").isEqualTo(preferences);
        String consultation = opened(word, field(), "government", "md");
        completed(consultation);
        SmtpPeer.Mail told = mailed(address, 2);
        assertThat(PreferenceIT.text(told)).contains("it fits what you asked for: the word “" + word + "”", "/consultations/" + consultation)
                .doesNotContain("/comment", "Or answer this mail");
        assertThat(told.header("Reply-To")).isEmpty();
        assertThat(told.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(PreferenceIT.token(told, "/preferences/")).isNotBlank();

        JsonNode page = get(client(null), "/api/preferences/" + preferences);
        assertThat(page.get("reader").stringValue()).isEqualTo("public");
        assertThat(page.get("subscriptions")).as("once, though confirmed twice").hasSize(1);

        String stop = told.header("List-Unsubscribe");
        client(null).post().uri(stop.substring(stop.indexOf("/unsubscribe/"), stop.length() - 1)).exchange().expectStatus().isOk();
        completed(opened(word, field(), "government", "md"));
        assertThat(SMTP.to(address)).as("stopped by one click").hasSize(2);
    }

    /** Who looks into texts is told of a draft that its title says nothing of; who looks at titles is not. */
    @Test
    void wordsInTheTextAreFoundByThoseWhoAskedForThem() {
        String word = word();
        String reader = id("reader") + "@example.org";
        String skimmer = id("skimmer") + "@example.org";
        String inText = "{\"scope\":\"chosen\",\"words\":[\"" + word + "\"],\"inText\":true,\"frequency\":\"at-once\"}";
        String preferences = subscribed(reader, inText);
        subscribed(skimmer, chosen(word));
        int before = SMTP.to(reader).size();
        int skimmed = SMTP.to(skimmer).size();
        String consultation = id("consultation");
        ObjectNode fact = (ObjectNode) JSON.readTree(consultation("consultation-opened", consultation, field()));
        fact.put("title", "Projektligji për ndryshime").put("text", "Neni 1\nLigji mbron " + word.toUpperCase(Locale.ROOT) + "t e rinj.");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-opened"), consultation, 1, fact.toString());
        completed(consultation);
        assertThat(SMTP.to(skimmer)).hasSize(skimmed);
        SmtpPeer.Mail told = mailed(reader, before + 1);
        assertThat(PreferenceIT.text(told)).contains("the word “" + word + "”", "/consultations/" + consultation);
        assertThat(get(client(null), "/api/preferences/" + preferences).at("/subscriptions/0/inText").booleanValue()).isTrue();
        // The preview looks where the subscription would.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(previewed(inText).get("ever").intValue()).isEqualTo(1));
        assertThat(previewed(chosen(word)).get("ever").intValue()).isZero();

        // A text that was told earlier, and comes again, takes nothing back.
        String another = word();
        ObjectNode changed = (ObjectNode) JSON.readTree(consultation("draft-changed", consultation, field()));
        changed.put("title", "Projektligji për ndryshime").put("text", "Neni 1\nLigji mbron " + another + "t.");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "draft-changed"), consultation, 2, changed.toString());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(previewed(inText.replace(word, another)).get("ever").intValue()).isEqualTo(2));
        assertThat(previewed(inText).get("ever").intValue()).as("it says so no more").isZero();
    }

    /** Whatever somebody outside asks for, what belongs to the network stays there. */
    @Test
    void nobodyOutsideIsToldOfWhatIsTheNetworks() {
        String word = word();
        String address = id("curious") + "@example.org";
        subscribed(address, "{\"scope\":\"everything\",\"frequency\":\"at-once\"}");
        int before = SMTP.to(address).size();
        String field = field();
        String member = id("member") + "@example.org";
        person(organisation(field, "active"), member, null, "en");
        completed(opened(word, field, "network", "network"));
        completed(opened(word, field, "network", "md"));
        completed(opened(word, field, "government", "network"));
        assertThat(SMTP.to(member)).as("the network is told").hasSize(3);
        assertThat(SMTP.to(address)).hasSize(before);
        completed(opened(word, field, "government", "md"));
        assertThat(SMTP.to(address)).as("and of what is public they are told").hasSize(before + 1);
        client(null).delete().uri("/api/preferences/" + PreferenceIT.token(SMTP.to(address).getLast(), "/preferences/")).exchange()
                .expectStatus().isNoContent();

        ask(address, "{\"scope\":\"organisation-fields\",\"frequency\":\"at-once\"}", ip(address)).expectStatus().isEqualTo(422);
    }

    @Test
    void whoIsOfTheNetworkTooIsToldOnce() {
        String word = word();
        String field = field();
        String address = id("both") + "@example.org";
        subscribed(address, chosen(word));
        int before = SMTP.to(address).size();
        String person = person(organisation(field, "active"), address.toUpperCase(Locale.ROOT), null, "en");
        await().until(() -> mongo.findOne(Query.query(Criteria.where("people").is(person)), Document.class, Subscribers.READERS) != null);
        String consultation = opened(word, field, "government", "md");
        completed(consultation);
        assertThat(SMTP.accepted.stream().filter(mail -> mail.to().equalsIgnoreCase(address)).count()).isEqualTo(before + 1);
        assertThat(alertOf(consultation).get("concerned").intValue()).isEqualTo(1);
        // Another field does not concern them as a person of the network: then they are told what they subscribed to.
        completed(opened(word, field(), "government", "md"));
        assertThat(SMTP.accepted.stream().filter(mail -> mail.to().equalsIgnoreCase(address)).count()).isEqualTo(before + 2);
    }

    @Test
    void aKnownAddressThatConfirmsIsRecognisedToo() {
        String address = id("known") + "@example.org";
        String field = field();
        String person = person(organisation(field, "active"), address, null, "en");
        String word = word();
        subscribed(address, chosen(word));
        assertThat(mongo.findOne(Query.query(Criteria.where("people").is(person)), Document.class, Subscribers.READERS)).isNotNull();
        int before = SMTP.to(address).size();
        completed(opened(word, field, "government", "md"));
        assertThat(SMTP.to(address)).hasSize(before + 1);
    }

    @Test
    void nobodyCanFloodAMailboxOrFindOutWhoIsInIt() {
        String known = id("flooded") + "@example.org";
        subscribed(known, chosen(word()));
        int before = SMTP.to(known).size();
        for (int i = 0; i < 6; i++) {
            byte[] answer = ask(known, chosen(word()), ip(known + i)).expectStatus().isAccepted().expectBody().returnResult().getResponseBody();
            assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("{\"state\":\"accepted\"}");
        }
        String sentinel = id("sentinel") + "@example.org";
        ask(sentinel, chosen(word()), ip(sentinel)).expectStatus().isAccepted();
        mailed(sentinel, 1);
        mailed(known, before + 2);
        assertThat(SMTP.to(known)).as("three a day, the first one among them").hasSize(before + 2);

        String crowd = ip("crowd");
        for (int i = 0; i < 20; i++) {
            ask(id("victim") + "@simulator.invalid", chosen(word()), crowd).expectStatus().isAccepted();
        }
        ask(id("victim") + "@simulator.invalid", chosen(word()), crowd).expectStatus().isEqualTo(429);
        ask("no address", chosen(word()), ip("x")).expectStatus().isBadRequest();
        ask("two@example.org\\nBcc: x@example.org", chosen(word()), ip("x")).expectStatus().isBadRequest();
    }

    @Test
    void whatNobodyConfirmsIsErasedAfterSevenDays() {
        String address = id("undecided") + "@example.org";
        ask(address, chosen(word()), ip(address)).expectStatus().isAccepted();
        String token = PreferenceIT.token(mailed(address, 1), "/subscribe/confirm/");
        Query theirs = Query.query(Criteria.where("address").is(address));
        await().untilAsserted(() -> assertThat(mongo.find(theirs, Document.class, "deliveries")).hasSize(1));
        mongo.updateFirst(theirs, Update.update("expiresAt", Date.from(Instant.parse("2026-11-20T08:00:00Z"))), Subscribers.REQUESTS);
        client(null).post().uri("/api/public-subscriptions/confirmations/" + token).exchange().expectStatus().isNotFound();
        subscribing.forgetOld();
        for (String collection : List.of(Subscribers.REQUESTS, Subscribers.READERS, "deliveries", "notices")) {
            assertThat(mongo.find(theirs, Document.class, collection)).as(collection).isEmpty();
        }
    }

    @Test
    void theProofIsKeptShownToTheSecretariatAndErasedByItsOwner() {
        String address = id("proof") + "@example.org";
        String word = word();
        String token = subscribed(address, chosen(word));
        JsonNode proof = null;
        String cursor = "";
        while (proof == null) {
            JsonNode page = get(secretariat(), "/api/public-subscriptions?limit=200" + cursor);
            for (JsonNode one : page.get("items")) {
                proof = one.get("address").stringValue().equals(address) ? one.get("proofs").get(0) : proof;
            }
            cursor = "&cursor=" + page.path("next").asString("");
        }
        assertThat(proof.get("text").stringValue()).contains("I want e-mails about public consultations");
        assertThat(proof.get("from").stringValue()).startsWith("ipv6:").doesNotContain("2001");
        assertThat(proof.get("confirmedAt").stringValue()).isNotBlank();
        assertThat(proof.at("/asked/words/0").stringValue()).isEqualTo(word);
        client(TestTokens.bearer("person-1")).get().uri("/api/public-subscriptions").exchange().expectStatus().isForbidden();
        client(null).get().uri("/api/public-subscriptions").exchange().expectStatus().isUnauthorized();

        assertThat(get(client(null), "/api/preferences/" + token + "/data").at("/proofs/0/asked/words/0").stringValue()).isEqualTo(word);
        client(null).delete().uri("/api/preferences/" + token).exchange().expectStatus().isNoContent();
        client(null).get().uri("/api/preferences/" + token + "/data").exchange().expectStatus().isNotFound();
        client(null).get().uri("/api/preferences/" + token).exchange().expectStatus().isNotFound();
        Query theirs = Query.query(Criteria.where("address").is(address));
        for (String collection : List.of(Subscribers.REQUESTS, Subscribers.READERS, "deliveries", "notices")) {
            assertThat(mongo.find(theirs, Document.class, collection)).as(collection).isEmpty();
        }
        int before = SMTP.to(address).size();
        completed(opened(word, field(), "government", "md"));
        assertThat(SMTP.to(address)).hasSize(before);
    }

    @Test
    void otherWordsThanTheShownOnesAreNotAgreedTo() {
        client(null).post().uri("/api/public-subscriptions").header("X-Forwarded-For", ip("words")).contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":\"a@example.org\",\"language\":\"sq\",\"wording\":\"000000000000\",\"wanted\":" + chosen(word()) + "}")
                .exchange().expectStatus().isEqualTo(422);
        client(null).get().uri("/api/public-subscriptions/confirmations/nonsense").exchange().expectStatus().isNotFound();
        client(null).post().uri("/api/public-subscriptions/confirmations/nonsense").exchange().expectStatus().isNotFound();
    }

    private RestTestClient.ResponseSpec preview(String wanted, String ip) {
        return client(null).post().uri("/api/public-subscriptions/preview").header("X-Forwarded-For", ip).contentType(MediaType.APPLICATION_JSON).body(wanted).exchange();
    }

    private JsonNode previewed(String wanted) {
        return JSON.readTree(preview(wanted, ip("previews")).expectStatus().isOk().expectBody().returnResult().getResponseBody());
    }

    /** Before an address is given, and never of what is the network's own. */
    @Test
    void howOftenItWouldHaveComeIsSaidToEverybody() {
        String word = word();
        String seen = opened(word, field(), "government", "md");
        completed(seen);
        completed(opened(word, field(), "network", "md"));
        // What is past is read anew every some seconds, and who asks more than 240 times in an hour is asked to stop.
        JsonNode found = await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500)).until(() -> previewed(chosen(word)), view -> view.get("ever").intValue() > 0);
        assertThat(found.get("ever").intValue()).as("not the network's own").isEqualTo(1);
        assertThat(found.at("/latest/0/consultationId").stringValue()).isEqualTo(seen);
        assertThat(previewed(chosen(word())).get("ever").intValue()).isZero();
        preview("{\"scope\":\"organisation-fields\",\"frequency\":\"at-once\"}", ip("previews")).expectStatus().isEqualTo(422);
        preview("{\"scope\":\"chosen\",\"frequency\":\"at-once\"}", ip("previews")).expectStatus().isEqualTo(422);
    }

    @Test
    void whoAsksWithoutEndIsAskedToStopAndNobodyElse() {
        String crowd = ip("curious-crowd");
        for (int i = 0; i < 240; i++) {
            preview(chosen("prokurim"), crowd).expectStatus().isOk();
        }
        preview(chosen("prokurim"), crowd).expectStatus().isEqualTo(429);
        preview(chosen("prokurim"), ip("somebody-else")).expectStatus().isOk();
    }

    @Test
    void relatedWordsAreOfferedToWhoeverWrites() {
        JsonNode items = get(client(null), "/api/related-words?word=arsim&language=sr").get("items");
        assertThat(items.valueStream().map(one -> one.get("word").stringValue())).contains("obrazovanj", "education");
        client(null).get().uri("/api/related-words").exchange().expectStatus().isBadRequest();
        client(null).get().uri("/api/related-words?word=" + "a".repeat(61)).exchange().expectStatus().isBadRequest();
        client(null).get().uri("/api/related-words?word=arsim&language=de").exchange().expectStatus().isBadRequest();
    }
}
