package org.civikos.notification;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.bson.Document;
import org.civikos.notification.mail.SmtpPeer;
import org.civikos.notification.reply.ReplyPeer;
import org.civikos.notification.sms.SmsPeer;
import org.civikos.platformtest.CivikosIT;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole service with a broker, a store, an SMTP server and an SMS provider; one context for all tests. */
@CivikosIT(properties = {"civikos.delivery.first-pause=300ms", "civikos.delivery.longest-pause=1s", "civikos.delivery.attempts=4",
        "REPLY_IMAP_HOST=127.0.0.1", "REPLY_IMAP_TLS=false", "REPLY_IMAP_USERNAME=answers", "REPLY_IMAP_PASSWORD=it-password",
        "REPLY_ADDRESS=answers@example.org", "civikos.replies.pause=200ms",
        "civikos.delivery.circuit-pause=500ms", "civikos.delivery.sweep=250ms", "civikos.delivery.lease=2s",
        "SECRETARIAT_MAIL=office@example.org", "SECRETARIAT_LANGUAGE=en", "civikos.secretariat.look=300ms",
        "civikos.webhooks.allow-private=true", "civikos.webhooks.allow-plain=true", "civikos.webhooks.sweep=200ms", "civikos.webhooks.first-pause=200ms",
        "civikos.webhooks.longest-pause=1s", "civikos.webhooks.break-pause=1s", "civikos.webhooks.longest-break=2s", "civikos.reach.after=4s", "civikos.reach.look=500ms", "civikos.plan-news.gather=2s", "civikos.plan-news.look=300ms", "civikos.sms.price=0.04", "civikos.sms.receipts.secret=a-secret-for-receipts", "civikos.sms.receipts.list=/events",
        "civikos.sms.receipts.reference=/reference", "civikos.sms.receipts.id=/id", "civikos.sms.receipts.status=/status",
        "civikos.sms.receipts.detail=/error", "civikos.sms.receipts.at=/at", "civikos.sms.receipts.from=/from",
        "civikos.sms.receipts.text=/text", "civikos.sms.receipts.words.delivered=delivered",
        "civikos.sms.receipts.words.undelivered=phone-off", "civikos.sms.receipts.words.nobody=address-unknown",
        "civikos.bounces.tls=false", "civikos.bounces.username=bounces", "civikos.bounces.password=secret",
        "civikos.delivery.sms-fallback=true", "civikos.mail.webhooks.smtp.secret=a-secret-of-the-relay",
        "civikos.mail.webhooks.smtp.reference=/message-id", "civikos.mail.webhooks.smtp.words.delivery=delivered", "civikos.bounces.pause=200ms", "civikos.bounces.sweep=100ms"})
@Import(ServiceIT.At.class)
public abstract class ServiceIT {

    protected static final String ORGANISATIONS = "membership.organisation.events.v1";
    protected static final String PEOPLE = "membership.person.events.v1";
    protected static final String CONTACTS = "membership.contact.v1";
    protected static final String CAMPAIGNS = "advocacy.campaign.events.v1";
    protected static final String CONSULTATIONS = "consultation.consultation.events.v1";
    protected static final String ALERTS = "notification.alert.events.v1";
    protected static final SmtpPeer SMTP = new SmtpPeer();
    protected static final SmsPeer SMS = new SmsPeer();
    protected static final ReplyPeer REPLIES = new ReplyPeer();
    protected static final GreenMail BOUNCES = bounceMailbox();
    /** The samples tell of November 2026: the clock stands there and runs. */
    /** How far the clock of a further instance is from the machine's, as the first one's is. */
    static final String OFFSET = "civikos.it.offset";
    private static final Instant THEN = Instant.parse("2026-11-20T08:00:05Z");
    protected static final AtomicLong SEQUENCE = new AtomicLong(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    @TestConfiguration(proxyBeanMethods = false)
    static class At {
        @Bean
        @Primary
        Clock samplesClock() {
            Clock real = Clock.systemUTC();
            String offset = System.getProperty(OFFSET);
            return Clock.offset(real, offset == null ? Duration.between(real.instant(), THEN) : Duration.parse(offset));
        }
    }

    private static GreenMail bounceMailbox() {
        GreenMail made = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        made.start();
        made.setUser("bounces@civikos.example.org", "bounces", "secret");
        return made;
    }

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry registry) {
        registry.add("SMTP_PORT", SMTP::port);
        registry.add("SMS_URL", SMS::url);
        registry.add("REPLY_IMAP_PORT", REPLIES::port);
        registry.add("civikos.bounces.host", () -> "127.0.0.1");
        registry.add("civikos.bounces.port", () -> BOUNCES.getImap().getPort());
    }

    @Autowired
    protected EventProbe probe;
    @Autowired
    protected MongoTemplate mongo;
    @LocalServerPort
    protected int port;

    protected RestTestClient client(@Nullable String token) {
        // Not the client that is found on the class path by itself: it would wait and repeat what is refused with 429.
        RestTestClient.Builder<?> builder = RestTestClient.bindToServer(new JdkClientHttpRequestFactory()).baseUrl("http://127.0.0.1:" + port);
        return token == null ? builder.build() : builder.defaultHeader("Authorization", token).build();
    }

    protected RestTestClient secretariat() {
        return client(TestTokens.bearer("staff-1", "secretariat"));
    }

    /** A field of activity that only this test knows, so that it reaches nobody else. */
    protected static String field() {
        return "field-" + UUID.randomUUID().toString().substring(0, 8);
    }

    protected static String id(String kind) {
        return kind + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    protected String organisation(String field, String status) {
        String id = id("org");
        organisation(id, field, status);
        return id;
    }

    protected void organisation(String id, String field, String status) {
        String fact = status.equals("suspended") ? "organisation-suspended" : "organisation-registered";
        probe.send(ORGANISATIONS, Contracts.type("membership", fact), id, SEQUENCE.incrementAndGet(), """
                {"organisationId":"%s","name":"Shoqata %s","status":"%s","fields":["%s"],"municipality":"Prishtinë"}"""
                .formatted(id, id, status, field));
        awaitStored("organisations", id, "status", status);
    }

    /** A mail as it was sent, without its soft line breaks. */
    protected static String unfolded(String raw) {
        return raw.replaceAll("=\\r?\\n", "").replace("=3D", "=");
    }

    protected String person(String organisation, @Nullable String email, @Nullable String phone, String language) {
        String id = id("person");
        mandate(id, organisation, "2026-01-01");
        contact(id, email, phone, language);
        return id;
    }

    protected void mandate(String person, String organisation, String from) {
        probe.send(PEOPLE, Contracts.type("membership", "mandate-granted"), person, SEQUENCE.incrementAndGet(), """
                {"personId":"%s","organisationId":"%s","mandates":[{"organisationId":"%s","rights":["comment"],"validFrom":"%s",
                "validTo":null,"deputy":false}]}""".formatted(person, organisation, organisation, from));
        await().until(() -> mongo.findById(person, Document.class, "mandates") != null);
    }

    protected void manages(String person, String organisation) {
        probe.send(PEOPLE, Contracts.type("membership", "mandate-granted"), person, SEQUENCE.incrementAndGet(), """
                {"personId":"%s","organisationId":"%s","mandates":[{"organisationId":"%s","rights":["manage"],"validFrom":"2026-01-01",
                "validTo":null,"deputy":false}]}""".formatted(person, organisation, organisation));
        await().until(() -> mongo.findById(person, Document.class, "mandates") != null);
    }

    protected void contact(String person, @Nullable String email, @Nullable String phone, String language) {
        ObjectNode contact = JSON.createObjectNode().put("personId", person).put("name", "Njeri " + person).put("email", email)
                .put("phone", phone).put("language", language);
        probe.send(CONTACTS, Contracts.type("membership", "contact-updated"), person, SEQUENCE.incrementAndGet(), contact.toString());
        awaitStored("contacts", person, "language", language);
    }

    protected void awaitStored(String collection, String id, String member, @Nullable Object value) {
        await().until(() -> {
            Document found = mongo.findById(id, Document.class, collection);
            return found != null && Objects.equals(found.get(member), value);
        });
    }

    /** The sample's consultation under another id and with other fields, opened. @return the id of the event */
    protected String opened(String consultation, String... fields) {
        return probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-opened"), consultation, 1,
                consultation("consultation-opened", consultation, fields));
    }

    protected static String consultation(String fact, String consultation, String... fields) {
        ObjectNode json = (ObjectNode) JSON.readTree(Contracts.sample("consultation", fact));
        json.put("consultationId", consultation);
        json.set("fields", JSON.readTree(List.of(fields).stream().map(f -> "\"" + f + "\"").collect(Collectors.joining(",", "[", "]"))));
        return json.toString();
    }

    /** Waits until the alert of a consultation is completed, and gives it as the secretariat sees it. */
    protected JsonNode completed(String consultation) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> alertOf(consultation),
                alert -> alert != null && alert.get("status").stringValue().equals("completed"));
    }

    protected @Nullable JsonNode alertOf(String consultation) {
        JsonNode items = get(secretariat(), "/api/alerts?consultation=" + consultation).get("items");
        return items.isEmpty() ? null : items.get(0);
    }

    protected static JsonNode get(RestTestClient client, String path) {
        byte[] body = client.get().uri(path).exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return JSON.readTree(body);
    }
}
