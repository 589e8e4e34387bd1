package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.mongodb.client.MongoCollection;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoPunctuality;
import org.civikos.notification.delivery.Punctuality;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.receipt.ReportSamples;
import org.civikos.notification.receipt.Silence;
import org.civikos.notification.sms.SmsBudget;
import org.civikos.notification.suppression.TrialMode;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What becomes of messages after they were handed over. */
class ReceiptIT extends ServiceIT {

    private static final String DOMAIN = "civikos.example.org";
    private static int numbers = 200;

    @Autowired
    private Silence silence;

    private record Sent(String consultation, String alertId, String person, String address) {
        String email() {
            return Delivery.idOf(alertId, person, Channel.EMAIL);
        }

        String sms() {
            return Delivery.idOf(alertId, person, Channel.SMS);
        }
    }

    private Sent send(String address) {
        return send(address, "+38343900" + numbers++);
    }

    private Sent send(String address, String number) {
        String field = field();
        String person = person(organisation(field, "active"), address, number, "sq");
        client(TestTokens.bearer(person)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":true,\"sms\":true,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        return open(field, person, address);
    }

    private Sent open(String field, String person, String address) {
        String consultation = id("consultation");
        opened(consultation, field);
        return new Sent(consultation, completed(consultation).get("id").stringValue(), person, address);
    }

    private RestTestClient.ResponseSpec callback(String body) {
        return client(null).post().uri("/callbacks/sms").header("X-Callback-Secret", "a-secret-for-receipts").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
    }

    private void say(String reference, String status) {
        callback("{\"events\":[{\"reference\":\"%s\",\"status\":\"%s\",\"error\":\"words\"}]}".formatted(reference, status))
                .expectStatus().isNoContent();
    }

    private static void post(String mail) throws Exception {
        GreenMailUser user = BOUNCES.getUserManager().getUser("bounces");
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private @Nullable Document record(String id) {
        return mongo.findById(id, Document.class, "deliveries");
    }

    private String state(String id) {
        return record(id).getString("state");
    }

    @Test
    void handedOverAndDeliveredAreTwoThings() {
        Sent sent = send(id("reader") + "@example.org");
        assertThat(state(sent.sms())).isEqualTo("handed-over");
        assertThat(record(sent.sms()).getString("provider")).isEqualTo("sms");
        assertThat(record(sent.email()).getString("provider")).isEqualTo("smtp");
        say(sent.sms(), "delivered");
        say(sent.sms(), "delivered");
        assertThat(state(sent.sms())).isEqualTo("delivered");
        assertThat(record(sent.sms()).getDate("deliveredAt")).isNotNull();
        assertThat(state(sent.email())).as("nobody has said so of the mail").isEqualTo("handed-over");
        JsonNode alert = get(secretariat(), "/api/alerts/" + sent.alertId());
        assertThat(alert.at("/totals/sms/delivered").intValue()).isEqualTo(1);
    }

    @Test
    void receiptsInAnyOrderAndOftenComeToTheSame() {
        Sent sent = send(id("reader") + "@example.org");
        List<String> said = new ArrayList<>(List.of("delivered", "undelivered", "delivered", "undelivered", "whatever"));
        for (int order = 0; order < 6; order++) {
            mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.sms())), new Update().set("state", "handed-over"), "deliveries");
            Collections.shuffle(said, new Random(order));
            said.forEach(word -> say(sent.sms(), word));
            assertThat(state(sent.sms())).as("the telephone has it, in the order %s", said).isEqualTo("delivered");
        }
    }

    @Test
    void aReceiptThatIsEarlierThanOurRecordIsKept() {
        Sent sent = send(id("reader") + "@example.org");
        Query its = Query.query(Criteria.where("_id").is(sent.sms()));
        // As it is in the moment before the record: handed over at the provider, waiting here.
        mongo.updateFirst(its, new Update().set("state", "waiting").unset("providerReference").set("handedOverAt", null), "deliveries");
        say(sent.sms(), "delivered");
        assertThat(state(sent.sms())).isEqualTo("delivered");
        assertThat(record(sent.sms()).getDate("handedOverAt")).isNotNull();

        // The same with the provider's reference, which no record has yet.
        mongo.updateFirst(its, new Update().set("state", "waiting").set("handedOverAt", null), "deliveries");
        String reference = id("theirs");
        callback("{\"events\":[{\"id\":\"%s\",\"status\":\"nobody\"}]}".formatted(reference)).expectStatus().isNoContent();
        assertThat(state(sent.sms())).isEqualTo("waiting");
        mongo.updateFirst(its, new Update().set("state", "handed-over").set("providerReference", reference), "deliveries");
        await().until(() -> state(sent.sms()).equals("failed"));
        await().until(() -> mongo.findAll(Document.class, "earlyReceipts").stream().noneMatch(one -> reference.equals(one.getString("reference"))));
    }

    @Test
    void callsThatAreNotTheProvidersOrCannotBeReadAreRefused() {
        client(null).post().uri("/callbacks/sms").header("X-Callback-Secret", "wrong").contentType(MediaType.APPLICATION_JSON).body("{\"events\":[]}")
                .exchange().expectStatus().isForbidden();
        client(null).post().uri("/callbacks/nobody").contentType(MediaType.APPLICATION_JSON).body("{}").exchange().expectStatus().isNotFound();
        callback("not json").expectStatus().isBadRequest();
        callback("{\"events\":[{\"status\":\"delivered\"}]}").expectStatus().isBadRequest();
        callback("{\"events\":[{\"reference\":\"00000000-0000-8000-8000-000000000000\",\"status\":\"delivered\"}]}").expectStatus().isNoContent();
    }

    @Test
    void aMailThatComesBackFailsAndItsAddressIsNotWrittenToAgain() throws Exception {
        String field = field();
        String address = id("gone") + "@example.org";
        String person = person(organisation(field, "active"), address, null, "sq");
        Sent sent = open(field, person, address);
        String bounce = ReportSamples.bounce(sent.email(), DOMAIN, "failed", "5.1.1", "550 5.1.1 User unknown");
        post(bounce);
        post(bounce);
        await().until(() -> state(sent.email()).equals("failed"));
        assertThat(record(sent.email()).getString("reason")).isEqualTo("address-unknown");
        JsonNode listed = await().until(() -> suppressed(address), one -> one != null);
        assertThat(listed.get("why").stringValue()).isEqualTo("hard-bounce");

        Sent next = open(field, person, address);
        assertThat(state(next.email())).isEqualTo("not-sent");
        assertThat(record(next.email()).getString("reason")).isEqualTo("suppressed");
        assertThat(SMTP.to(address)).hasSize(1);

        release("email", address.toUpperCase(Locale.ROOT)).expectStatus().isNoContent();
        release("email", address).expectStatus().isNotFound();
        assertThat(suppressed(address)).isNull();
        post(bounce);
        Sent sentinel = send(id("sentinel") + "@example.org");
        post(ReportSamples.bounce(sentinel.email(), DOMAIN, "failed", "5.1.1", "550 5.1.1 User unknown"));
        await().until(() -> suppressed(sentinel.address()) != null);
        assertThat(suppressed(address)).as("an old bounce told again after the release").isNull();
        open(field, person, address);
        assertThat(SMTP.to(address)).as("released by staff").hasSize(2);
    }

    @Test
    void whomAMailFailedToReachGetsAnSmsInsteadAndOneAtMost() throws Exception {
        String field = field();
        String organisation = organisation(field, "active");
        String refused = person(organisation, "reject-550-" + id("x") + "@example.org", "+38343900" + numbers++, "sq");
        String well = person(organisation, id("well") + "@example.org", "+38343900" + numbers++, "sq");
        String address = id("late") + "@example.org";
        String late = person(organisation, address, "+38343900" + numbers++, "sq");
        Sent sent = open(field, refused, "");
        String sms = Delivery.idOf(sent.alertId(), refused, Channel.SMS);
        await().until(() -> record(sms) != null && state(sms).equals("handed-over"));
        assertThat(record(Delivery.idOf(sent.alertId(), well, Channel.SMS))).as("who has the mail needs no SMS").isNull();

        // The same when the mail comes back later, told twice.
        String id = Delivery.idOf(sent.alertId(), late, Channel.EMAIL);
        post(ReportSamples.bounce(id, DOMAIN, "failed", "5.2.2", "552 mailbox full"));
        post(ReportSamples.bounce(id, DOMAIN, "failed", "5.2.2", "552 mailbox full"));
        String instead = Delivery.idOf(sent.alertId(), late, Channel.SMS);
        await().until(() -> record(instead) != null && state(instead).equals("handed-over"));
        assertThat(SMS.messages.keySet()).contains(sms, instead);
        await().until(() -> mongo.find(Query.query(Criteria.where("alertId").is(sent.alertId())), Document.class, "lanes").isEmpty());
    }

    @Test
    void aRelayMayTellByHttpToo() {
        Sent sent = send(id("webhook") + "@example.org");
        client(null).post().uri("/callbacks/smtp").header("X-Callback-Secret", "a-secret-of-the-relay").contentType(MediaType.APPLICATION_JSON)
                .body("{\"message-id\":\"<%s@%s>\",\"status\":\"delivery\"}".formatted(sent.email(), DOMAIN)).exchange().expectStatus().isNoContent();
        assertThat(state(sent.email())).isEqualTo("delivered");
        client(null).post().uri("/callbacks/smtp").header("X-Callback-Secret", "a-secret-for-receipts").contentType(MediaType.APPLICATION_JSON)
                .body("{}").exchange().expectStatus().isForbidden();
    }

    @Test
    void theMonthsMoneyIsSetAsideOncePerPartAndNeverOverspent() throws Exception {
        MongoCollection<Document> own = mongo.getCollection(id("months"));
        SmsBudget budget = new SmsBudget(() -> own, new BigDecimal("0.04"), new BigDecimal("0.80"),
                Clock.systemUTC(), _ -> 1);
        MongoCollection<Document> months = mongo.getCollection(id("months"));
        SmsBudget shared = new SmsBudget(() -> months, new BigDecimal("0.04"), new BigDecimal("0.80"), Clock.systemUTC(), _ -> 1);
        assertThat(budget.drops("alert", part(21))).as("20 can be paid for").hasSize(1).containsValue(Reason.BUDGET_SPENT);
        List<Callable<Integer>> instances = Collections.nCopies(8, () -> 5 - shared.drops("alert", part(5)).size());
        int sent = 0;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : all.invokeAll(instances)) {
                sent += one.get();
            }
        }
        assertThat(sent).isEqualTo(20);
        assertThat(shared.standing().segments()).isEqualTo(20);
        assertThat(shared.standing().spent()).isEqualByComparingTo("0.80");
        assertThat(shared.standing().warning()).isTrue();
    }

    private static List<Delivery> part(int people) {
        List<Delivery> part = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            part.add(Delivery.waiting("alert", "person-" + i, null, Channel.SMS, "+38343900123", "sq", "", Instant.parse("2026-11-20T08:00:00Z")));
        }
        return part;
    }

    @Test
    void inTrialModeNothingLeavesButToNamedPeople() {
        TrialMode trial = new TrialMode(true, List.of("Arta@example.org", "043 900 123"));
        Instant now = Instant.parse("2026-11-20T08:00:00Z");
        Delivery named = Delivery.waiting("alert", "a", null, Channel.EMAIL, "arta@Example.org", "sq", "", now);
        Delivery number = Delivery.waiting("alert", "a", null, Channel.SMS, "+38343900123", "sq", "", now);
        Delivery other = Delivery.waiting("alert", "b", null, Channel.EMAIL, "besa@example.org", "sq", "", now);
        assertThat(trial.drops("alert", List.of(named, number, other))).isEqualTo(Map.of(other.id(), Reason.TRIAL));
        assertThat(new TrialMode(false, List.of()).drops("alert", List.of(other))).isEmpty();
    }

    @Test
    void aPolicyRefusalIsOurFaultAndStopsNobody() throws Exception {
        Sent sent = send(id("policy") + "@example.org");
        post(ReportSamples.bounce(sent.email(), DOMAIN, "failed", "5.7.1", "550 5.7.1 DMARC policy"));
        await().until(() -> state(sent.email()).equals("failed"));
        assertThat(record(sent.email()).getString("reason")).isEqualTo("policy");
        assertThat(suppressed(sent.address())).isNull();
    }

    @Test
    void aComplaintStopsAtOnceAndTheMailHadArrived() throws Exception {
        Sent sent = send(id("angry") + "@example.org");
        post(ReportSamples.complaint(sent.email(), DOMAIN));
        await().until(() -> suppressed(sent.address()) != null);
        assertThat(suppressed(sent.address()).get("why").stringValue()).isEqualTo("complaint");
        assertThat(state(sent.email())).isEqualTo("delivered");
    }

    @Test
    void stopBySmsStopsTheSmsOfThatNumber() {
        String number = "+38343900" + numbers++;
        String body = "{\"events\":[{\"from\":\"%s\",\"text\":\"Ndal\",\"id\":\"in-%s\"}]}".formatted(number, number);
        callback(body).expectStatus().isNoContent();
        callback(body).expectStatus().isNoContent();
        assertThat(suppressed(number).get("why").stringValue()).isEqualTo("stop");
        Sent sent = send(id("reader") + "@example.org", number);
        assertThat(record(sent.sms()).getString("reason")).isEqualTo("suppressed");
        assertThat(state(sent.email())).as("mails go on").isEqualTo("handed-over");
        assertThat(mongo.find(Query.query(Criteria.where("number").is(number)), Document.class, "smsReplies")).singleElement()
                .satisfies(reply -> assertThat(reply.getString("meaning")).isEqualTo("stop"));
    }

    @Test
    void whatFailedIsSentAgainToThoseAloneWhomItFailedToReach() {
        String field = field();
        String organisation = organisation(field, "active");
        String well = id("well") + "@example.org";
        String broken = id("broken") + "@example.org";
        person(organisation, well, null, "sq");
        String person = person(organisation, broken, null, "sq");
        Sent sent = open(field, person, broken);
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.email())),
                new Update().set("state", "failed").set("reason", "no-receipt"), "deliveries");
        for (int time = 0; time < 2; time++) {
            int expected = time == 0 ? 1 : 0;
            secretariat().post().uri("/api/alerts/" + sent.alertId() + "/resend").exchange().expectStatus().isAccepted()
                    .expectBody().json("{\"opened\":" + expected + "}");
            await().until(() -> state(sent.email()).equals("handed-over"));
        }
        assertThat(SMTP.to(broken)).hasSize(2);
        assertThat(SMTP.to(broken).get(0).header("Message-ID")).isEqualTo(SMTP.to(broken).get(1).header("Message-ID"));
        assertThat(SMTP.to(well)).hasSize(1);
        await().until(() -> mongo.find(Query.query(Criteria.where("alertId").is(sent.alertId())), Document.class, "lanes").isEmpty());
        secretariat().post().uri("/api/alerts/none-such/resend").exchange().expectStatus().isNotFound();
    }

    /** Two tabs, or two people: both see the same failures, and each message goes out once. */
    @Test
    void whoeverAsksAtTheSameTimeSendsItOnce() throws Exception {
        String field = field();
        String organisation = organisation(field, "active");
        String broken = id("broken") + "@example.org";
        String person = person(organisation, broken, null, "sq");
        Sent sent = open(field, person, broken);
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.email())),
                new Update().set("state", "failed").set("reason", "no-receipt"), "deliveries");
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asked : tabs.invokeAll(Collections.nCopies(6, () -> secretariat().post().uri("/api/alerts/" + sent.alertId() + "/resend").exchange().expectStatus().isAccepted()))) {
                asked.get();
            }
        }
        await().until(() -> state(sent.email()).equals("handed-over"));
        await().until(() -> mongo.find(Query.query(Criteria.where("alertId").is(sent.alertId())), Document.class, "lanes").isEmpty());
        assertThat(SMTP.to(broken)).as("the first time and once again").hasSize(2);
    }

    @Test
    void aNumberAbroadGetsNoSms() {
        Sent sent = send(id("abroad") + "@example.org", "+882 16 5550 1234");
        assertThat(record(sent.sms()).getString("reason")).isIn("country-not-allowed", "address-invalid");
    }

    @Test
    void staffSeeProvidersAndWhatAnSmsWouldCost() {
        JsonNode seen = get(secretariat(), "/api/providers");
        assertThat(seen.get("providers")).hasSize(2);
        assertThat(seen.at("/providers/0/condition").stringValue()).isIn("well", "unwell", "resting");
        assertThat(seen.at("/budget/price").asString()).isEqualTo("0.04");
        assertThat(seen.at("/trial/enabled").booleanValue()).isFalse();
        secretariat().post().uri("/api/providers/sms-estimate").contentType(MediaType.APPLICATION_JSON).body("{\"text\":\"Vërejtje\"}").exchange()
                .expectStatus().isOk().expectBody().json("""
                        {"asWritten":{"encoding":"ucs-2","segments":1,"price":0.04},"plain":{"text":"Verejtje","encoding":"gsm-7","units":8}}""");
    }

    @Test
    void staffStopAnAddressByHand() {
        String address = id("by-hand") + "@example.org";
        String body = "{\"channel\":\"email\",\"address\":\"%s\",\"note\":\"asked by telephone\"}".formatted(address);
        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON).body(body).exchange().expectStatus().isCreated();
        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON).body(body).exchange().expectStatus().isOk();
        assertThat(suppressed(address).get("by").stringValue()).isEqualTo("staff-1");
        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON)
                .body("{\"channel\":\"sms\",\"address\":\"no number\"}").exchange().expectStatus().isEqualTo(422);
        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON)
                .body("{\"channel\":\"pigeon\",\"address\":\"x@example.org\"}").exchange().expectStatus().isBadRequest();
        JsonNode first = get(secretariat(), "/api/suppressions?limit=1");
        assertThat(first.get("items")).hasSize(1);
    }

    private RestTestClient.ResponseSpec release(String channel, String address) {
        return secretariat().post().uri("/api/suppressions/release").contentType(MediaType.APPLICATION_JSON)
                .body("{\"channel\":\"%s\",\"address\":\"%s\"}".formatted(channel, address)).exchange();
    }

    private @Nullable JsonNode suppressed(String address) {
        for (JsonNode one : get(secretariat(), "/api/suppressions?limit=100").get("items")) {
            if (one.get("address").stringValue().equalsIgnoreCase(address)) {
                return one;
            }
        }
        return null;
    }

    /** The receipt may well be there before our own record. */
    @ParameterizedTest
    @CsvSource({"delivered, delivered, ", "accepted, handed-over, ", "unknown, failed, address-unknown", "later, failed, try-later",
        "bounce, failed, address-unknown", "full, failed, mailbox-full", "complaint, delivered, "})
    void simulatedAddressesHaveTheirOutcome(String word, String state, @Nullable String reason) {
        String address = word + "+" + id("s") + "@simulator.invalid";
        String field = field();
        String person = person(organisation(field, "active"), address, null, "sq");
        Sent sent = open(field, person, address);
        await().until(() -> state(sent.email()).equals(state));
        assertThat(record(sent.email()).getString("reason")).isEqualTo(reason);
        assertThat(SMTP.to(address)).isEmpty();
    }

    @Test
    void silenceOfThreeDaysIsAFailure() {
        Sent sent = send(id("silent") + "@example.org");
        Instant fourDaysAgo = Instant.parse("2026-11-16T08:00:00Z");
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.sms())), new Update().set("handedOverAt", Date.from(fourDaysAgo)), "deliveries");
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.alertId())), new Update().set("state.createdAt", Date.from(fourDaysAgo)), "alerts");
        assertThat(silence.look()).isPositive();
        assertThat(state(sent.sms())).isEqualTo("failed");
        assertThat(record(sent.sms()).getString("reason")).isEqualTo("no-receipt");
        assertThat(state(sent.email())).as("what was taken a moment ago may well be spoken of yet").isEqualTo("handed-over");
        say(sent.sms(), "delivered");
        assertThat(state(sent.sms())).as("late is better than never").isEqualTo("delivered");
    }

    /** Three days without a word of a mail: its reader is told by SMS, as after any other failure. */
    @Test
    void aMailOfWhichNobodySpeaksIsFollowedByAnSms() {
        String field = field();
        String address = id("quiet") + "@example.org";
        String person = person(organisation(field, "active"), address, "+38343900" + numbers++, "sq");
        Sent sent = open(field, person, address);
        assertThat(record(sent.sms())).isNull();
        Instant fourDaysAgo = Instant.parse("2026-11-16T08:00:00Z");
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.email())), new Update().set("handedOverAt", Date.from(fourDaysAgo)), "deliveries");
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.alertId())), new Update().set("state.createdAt", Date.from(fourDaysAgo)), "alerts");
        silence.look();
        assertThat(state(sent.email())).isEqualTo("failed");
        assertThat(record(sent.email()).getString("reason")).isEqualTo("no-receipt");
        await().until(() -> record(sent.sms()) != null && state(sent.sms()).equals("handed-over"));
    }

    @Test
    void whatWasSentAgainLongAfterItsAlertEndsToo() {
        Sent sent = send(id("again") + "@example.org");
        Instant longAgo = Instant.parse("2026-10-20T08:00:00Z");
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.alertId())), new Update().set("state.createdAt", Date.from(longAgo)), "alerts");
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.sms())), new Update().set("state", "failed").set("reason", "phone-off"), "deliveries");
        secretariat().post().uri("/api/alerts/" + sent.alertId() + "/resend").exchange().expectStatus().isAccepted().expectBody().json("{\"opened\":1}");
        await().until(() -> state(sent.sms()).equals("handed-over"));
        mongo.updateFirst(Query.query(Criteria.where("_id").is(sent.sms())), new Update().set("handedOverAt", Date.from(Instant.parse("2026-11-16T08:00:00Z"))), "deliveries");
        silence.look();
        assertThat(state(sent.sms())).isEqualTo("failed");
        assertThat(record(sent.sms()).getString("reason")).isEqualTo("no-receipt");
    }

    @Test
    void whoHasSwitchedSmsOffGetsNoneInsteadOfAMailThatFailed() throws Exception {
        String field = field();
        String organisation = organisation(field, "active");
        String off = person(organisation, "reject-550-" + id("off") + "@example.org", "+38343900" + numbers++, "sq");
        String later = id("later") + "@example.org";
        String offLater = person(organisation, later, "+38343900" + numbers++, "sq");
        String never = person(organisation, "reject-550-" + id("never") + "@example.org", "+38343900" + numbers++, "sq");
        for (String one : List.of(off, offLater)) {
            client(TestTokens.bearer(one)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                    .body("{\"email\":true,\"sms\":false,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        }
        Sent sent = open(field, off, "");
        post(ReportSamples.bounce(Delivery.idOf(sent.alertId(), offLater, Channel.EMAIL), DOMAIN, "failed", "5.1.1", "550 gone"));
        await().until(() -> state(Delivery.idOf(sent.alertId(), offLater, Channel.EMAIL)).equals("failed"));
        // Who never chose gets one; by then the others would have theirs.
        String instead = Delivery.idOf(sent.alertId(), never, Channel.SMS);
        await().until(() -> record(instead) != null && state(instead).equals("handed-over"));
        assertThat(state(Delivery.idOf(sent.alertId(), off, Channel.EMAIL))).isEqualTo("failed");
        assertThat(record(Delivery.idOf(sent.alertId(), off, Channel.SMS))).isNull();
        assertThat(record(Delivery.idOf(sent.alertId(), offLater, Channel.SMS))).isNull();
    }

    private int counted(String provider, String member) {
        return mongo.findAll(Document.class, "providerPunctuality").stream().filter(one -> one.getString("_id").startsWith(provider + ":"))
                .mapToInt(one -> one.get(member, Number.class).intValue()).sum();
    }

    /** Waits until what was counted before is shared. */
    private void nothingMoreIsCounted() {
        int[] last = {-1};
        await().pollInterval(Duration.ofMillis(700)).until(() -> {
            int now = Stream.of("sms:sms", "email:smtp").mapToInt(one -> counted(one, "taken") + counted(one, "inTime")).sum();
            boolean same = now == last[0];
            last[0] = now;
            return same;
        });
    }

    @Test
    void whatIsTakenAndSpokenOfInTimeIsCountedOnceAndNothingThatIsSimulated() {
        nothingMoreIsCounted();
        int taken = counted("sms:sms", "taken");
        int inTime = counted("sms:sms", "inTime");
        Sent sent = send(id("punctual") + "@example.org");
        say(sent.sms(), "delivered");
        say(sent.sms(), "delivered");
        Sent failed = send(id("punctual") + "@example.org");
        say(failed.sms(), "undelivered");
        send(id("silent") + "@example.org");
        nothingMoreIsCounted();
        assertThat(counted("sms:sms", "taken")).isEqualTo(taken + 3);
        assertThat(counted("sms:sms", "inTime")).as("good or bad, what became of it is known").isEqualTo(inTime + 2);

        int mails = counted("email:smtp", "taken") + counted("email:smtp", "inTime");
        String field = field();
        String address = "delivered+" + id("s") + "@simulator.invalid";
        Sent simulated = open(field, person(organisation(field, "active"), address, null, "sq"), address);
        await().until(() -> state(simulated.email()).equals("delivered"));
        nothingMoreIsCounted();
        assertThat(counted("email:smtp", "taken") + counted("email:smtp", "inTime")).isEqualTo(mails);
    }

    @Test
    void countsOfSeveralInstancesComeTogether() {
        Clock clock = Clock.systemUTC();
        MongoPunctuality here = new MongoPunctuality(() -> mongo.getCollection("providerPunctuality"), clock);
        MongoPunctuality there = new MongoPunctuality(() -> mongo.getCollection("providerPunctuality"), clock);
        String provider = id("provider");
        Instant at = Instant.parse("2026-11-20T08:00:30Z");
        for (int i = 0; i < 3; i++) {
            here.taken(Channel.SMS, provider, at);
            there.taken(Channel.SMS, provider, at.plusSeconds(40));
        }
        there.answeredInTime(Channel.SMS, provider, at);
        here.share();
        there.share();
        here.share();
        Punctuality.Sum first = here.between(Channel.SMS, provider, at.minusSeconds(60), Instant.parse("2026-11-20T08:01:00Z"));
        assertThat(first).isEqualTo(new Punctuality.Sum(3, 1));
        assertThat(there.between(Channel.SMS, provider, at.minusSeconds(60), at.plusSeconds(120)).taken()).isEqualTo(6);
        assertThat(there.between(Channel.EMAIL, provider, at.minusSeconds(60), at.plusSeconds(120))).isEqualTo(new Punctuality.Sum(0, 0));
    }

    private void says(String number, String text, String id) {
        callback("{\"events\":[{\"from\":\"%s\",\"text\":\"%s\",\"id\":\"%s\"}]}".formatted(number, text, id)).expectStatus().isNoContent();
    }

    private JsonNode mine(String person) {
        return get(client(TestTokens.bearer(person)), "/api/suppressions/me").get("items");
    }

    private RestTestClient.ResponseSpec lift(String person, String channel) {
        return client(TestTokens.bearer(person)).post().uri("/api/suppressions/me/" + channel + "/lift").exchange();
    }

    private long mailed(String address, String subject) {
        return SMTP.to(address).stream().filter(mail -> mail.header("Subject").contains(subject)).count();
    }

    @Test
    void startFromTheNumberTakesItsStopBackWithProofAndItsOwnerIsMailedOnce() {
        String number = "+38343900" + numbers++;
        String mail = id("stopper") + "@example.org";
        String person = person(organisation(field(), "active"), mail, number, "en");
        says(number, "STOP", "stop-1-" + number);
        await().until(() -> mailed(mail, "No more SMS go to your number") == 1);
        JsonNode own = mine(person).get(0);
        assertThat(own.get("channel").stringValue()).isEqualTo("sms");
        assertThat(own.get("why").stringValue()).isEqualTo("stop");
        assertThat(own.get("since").stringValue()).isNotBlank();
        assertThat(own.get("lift").stringValue()).isEqualTo("self");

        says("+38343900" + numbers++, "START", "other-" + number);
        assertThat(suppressed(number)).as("another number takes nothing back").isNotNull();
        says(number, "Fillo", "start-1-" + number);
        assertThat(suppressed(number)).isNull();
        Document proof = mongo.findById("sms:" + number, Document.class, "suppressions");
        assertThat(proof.getString("releasedBy")).startsWith("sms:").endsWith(":start-1-" + number);
        assertThat(proof.getString("by")).startsWith("sms:").endsWith(":stop-1-" + number);
        assertThat(proof.getDate("releasedAt")).isNotNull();
        await().until(() -> mailed(mail, "SMS go to your number again") == 1);

        says(number, "STOP", "stop-1-" + number);
        assertThat(suppressed(number)).as("the provider tells the old STOP again").isNull();
        for (int time = 2; time < 6; time++) {
            says(number, "STOP", "stop-" + time + "-" + number);
            says(number, "START", "start-" + time + "-" + number);
        }
        says(number, "STOP", "stop-last-" + number);
        assertThat(suppressed(number)).isNotNull();
        await().until(() -> mongo.findById("sms:" + number, Document.class, "suppressions").getBoolean("told", false));
        assertThat(mongo.findById("sms:" + number, Document.class, "suppressions").getList("earlier", Document.class)).as("what held before stays as proof").hasSize(5);
        assertThat(mongo.findById("sms:" + number, Document.class, "suppressions").getList("earlier", Document.class).getFirst().getString("releasedBy")).endsWith(":start-1-" + number);
        Sent sent = send(id("sentinel") + "@example.org");
        assertThat(state(sent.email())).isEqualTo("handed-over");
        assertThat(SMTP.to(mail)).as("one mail a day for each of the two, however often it is said").hasSize(2);
        assertThat(SMS.requests).as("nothing is answered by SMS").noneMatch(request -> request.toString().contains(number));
    }

    @Test
    void itsOwnerTakesAStopBackOnceOnThePageAndThenOnlyFromTheNumber() {
        String number = "+38343900" + numbers++;
        String organisation = organisation(field(), "active");
        String person = person(organisation, id("owner") + "@example.org", number, "en");
        lift(person, "sms").expectStatus().isNotFound();
        says(number, "ndal", "s1-" + number);
        String manager = id("person");
        manages(manager, organisation);
        JsonNode seen = get(client(TestTokens.bearer(manager)), "/api/suppressions/organisations/" + organisation).get("items").get(0);
        assertThat(seen.get("personId").stringValue()).isEqualTo(person);
        assertThat(seen.get("address").stringValue()).doesNotContain(number).startsWith("+383•");
        assertThat(seen.get("others").booleanValue()).as("mails go on").isTrue();
        assertThat(get(secretariat(), "/api/suppressions/organisations/" + organisation).get("items")).hasSize(1);
        client(TestTokens.bearer(person)).get().uri("/api/suppressions/organisations/" + organisation).exchange().expectStatus().isForbidden();
        lift(id("stranger"), "sms").expectStatus().isNotFound();

        lift(person, "sms").expectStatus().isOk().expectBody().json("{\"state\":\"lifted\"}");
        assertThat(suppressed(number)).isNull();
        assertThat(mine(person)).isEmpty();
        says(number, "ndal", "s2-" + number);
        assertThat(mine(person).get(0).get("lift").stringValue()).isEqualTo("sms");
        lift(person, "sms").expectStatus().isEqualTo(409);
        assertThat(suppressed(number)).isNotNull();
        says(number, "kreni", "s3-" + number);
        assertThat(suppressed(number)).isNull();
    }

    @Test
    void aBouncedAddressIsGoodAgainWhenItsMailIsConfirmedAndAComplaintIsTheSecretariats() throws Exception {
        Sent sent = send(id("bounced") + "@example.org");
        String person = record(sent.email()).getString("personId");
        post(ReportSamples.bounce(sent.email(), DOMAIN, "failed", "5.1.1", "550 5.1.1 user unknown"));
        await().until(() -> suppressed(sent.address()) != null);
        assertThat(mine(person).get(0).get("lift").stringValue()).isEqualTo("mail");
        int before = SMTP.to(sent.address()).size();
        lift(person, "email").expectStatus().isOk().expectBody().json("{\"state\":\"mailed\"}");
        lift(person, "email").expectStatus().isOk();
        await().until(() -> SMTP.to(sent.address()).size() > before);
        assertThat(suppressed(sent.address())).as("not before it is confirmed").isNotNull();
        String token = PreferenceIT.token(SMTP.to(sent.address()).getLast(), "/my-alerts/address/");
        client(null).post().uri("/api/suppressions/confirmations/nonsense").exchange().expectStatus().isNotFound();
        client(null).post().uri("/api/suppressions/confirmations/" + token).exchange().expectStatus().isNoContent();
        assertThat(suppressed(sent.address())).isNull();
        client(null).post().uri("/api/suppressions/confirmations/" + token).exchange().expectStatus().isNotFound();
        assertThat(SMTP.to(sent.address())).as("pressed twice, mailed once").hasSize(before + 1);

        Sent angry = send(id("angry") + "@example.org");
        post(ReportSamples.complaint(angry.email(), DOMAIN));
        await().until(() -> suppressed(angry.address()) != null);
        String complainer = record(angry.email()).getString("personId");
        assertThat(mine(complainer).get(0).get("lift").stringValue()).isEqualTo("secretariat");
        lift(complainer, "email").expectStatus().isEqualTo(409);
    }

    /** Three segments cost three: what is set aside is what is paid for. */
    @Test
    void aMessageWithAllLettersTakesItsSegmentsFromTheBudget() {
        MongoCollection<Document> months = mongo.getCollection(id("letters"));
        SmsBudget budget = new SmsBudget(() -> months, new BigDecimal("0.04"), new BigDecimal("0.40"), Clock.systemUTC(), one -> one.language().equals("sq") ? 3 : 1);
        List<Delivery> four = Stream.of("sq", "sq", "sq", "sq").map(language -> Delivery.waiting(id("alert"), id("person"), "N", Channel.SMS, "+38343900000", language, "", Instant.EPOCH)).toList();
        assertThat(budget.drops("a", four)).as("three times three fit into ten").containsOnlyKeys(four.getLast().id());
        assertThat(budget.standing().segments()).isEqualTo(9);
        Delivery plain = Delivery.waiting(id("alert"), id("person"), "N", Channel.SMS, "+38343900000", "en", "", Instant.EPOCH);
        assertThat(budget.drops("b", List.of(plain))).isEmpty();
        assertThat(budget.standing().segments()).isEqualTo(10);
        assertThat(budget.standing().warning()).isTrue();
    }
}
