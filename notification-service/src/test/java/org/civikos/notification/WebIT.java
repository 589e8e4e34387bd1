package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import java.util.List;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.SecurityMatrix;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WebIT extends ServiceIT {

    private static final String DEFAULTS = """
            {"email":true,"sms":false,"scope":"organisation-fields","fields":[],"institutions":[]}""";

    @Autowired
    private ApplicationContext context;
    @Autowired
    private UnsubscribeLinks links;

    @Test
    void everyMappingStandsInTheMatrix() {
        SecurityMatrix.verify(context, "security-matrix.csv");
    }

    /** With {@code -Dcontracts.update=true} the contract is written instead of compared. */
    @Test
    void theContractIsWhatTheServiceOffers() throws IOException {
        JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        JsonNode offered = get(client(null), "/v3/api-docs");
        ((ObjectNode) offered).remove("servers");
        Path contract = Contracts.root().resolve("openapi/notification-service.json");
        String text = json.writeValueAsString(offered) + "\n";
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(contract.getParent());
            Files.writeString(contract, text);
        }
        assertThat(text).isEqualTo(Files.readString(contract));
    }

    private RestTestClient.ResponseSpec write(String person, String body) {
        return client(TestTokens.bearer(person)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON).body(body)
                .exchange();
    }

    @Test
    void settingsAreReadAndWrittenWithVersions() {
        String person = id("person");
        RestTestClient me = client(TestTokens.bearer(person));
        me.get().uri("/api/alert-settings/me").exchange().expectStatus().isOk().expectHeader().valueEquals("ETag", "\"0\"")
                .expectBody().json(DEFAULTS);
        write(person, """
                {"email":true,"sms":true,"scope":"chosen","fields":["youth","media","youth"],"institutions":["msh"]}""")
                .expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"")
                .expectBody().json("{\"scope\":\"chosen\",\"fields\":[\"media\",\"youth\"],\"sms\":true}");
        me.put().uri("/api/alert-settings/me").header("If-Match", "\"0\"").contentType(MediaType.APPLICATION_JSON).body(DEFAULTS)
                .exchange().expectStatus().isEqualTo(412);
        me.put().uri("/api/alert-settings/me").header("If-Match", "\"1\"").contentType(MediaType.APPLICATION_JSON).body(DEFAULTS)
                .exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"email":true,"sms":false,"scope":"chosen"}                                           | 422
            {"email":true,"sms":false,"scope":"chosen","fields":["astrology"]}                    | 422
            {"email":true,"sms":false,"scope":"sometimes"}                                        | 400
            {"sms":false,"scope":"everything"}                                                    | 400
            {"email":true,"sms":false,"scope":"chosen","institutions":["../x"]}                   | 400
            {not json                                                                             | 400
            """)
    void settingsThatMakeNoSenseAreProblems(String body, int status) {
        write(id("person"), body).expectStatus().isEqualTo(status).expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private RestTestClient.ResponseSpec subscribe(String person, String id, @Nullable String ifMatch, String body) {
        RestTestClient.RequestBodySpec request = client(TestTokens.bearer(person)).put().uri("/api/subscriptions/me/" + id)
                .contentType(MediaType.APPLICATION_JSON);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).body(body).exchange();
    }

    @Test
    void whoNeverChoseHasTheStandardSubscriptionAndAddsOthersToIt() {
        String person = id("person");
        RestTestClient me = client(TestTokens.bearer(person));
        me.get().uri("/api/subscriptions/me").exchange().expectStatus().isOk().expectHeader().valueEquals("ETag", "\"0\"").expectBody()
                .json("""
                        {"email":true,"sms":false,"zone":"Europe/Belgrade","most":20,"subscriptions":[{"id":"standard",
                        "scope":"organisation-fields","frequency":"at-once","ways":["email","sms"]}]}""");
        subscribe(person, "my-words", "\"0\"", """
                {"scope":"chosen","match":"all","words":["shoqat","SHOQAT","javne nabavke"],"actKinds":["law"],"frequency":"daily","ways":["email"]}""")
                .expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"").expectBody()
                .json("""
                        {"subscriptions":[{"id":"standard"},{"id":"my-words","match":"all","words":["shoqat","javne nabavke"],"frequency":"daily"}]}""");
        subscribe(person, "my-words", "\"0\"", "{\"scope\":\"everything\",\"frequency\":\"weekly\",\"ways\":[\"email\"]}")
                .expectStatus().isEqualTo(412);
        me.put().uri("/api/subscriptions/me").header("If-Match", "\"1\"").contentType(MediaType.APPLICATION_JSON)
                .body("{\"zone\":\"America/New_York\",\"quiet\":{\"from\":\"22:00\",\"to\":\"07:00\",\"email\":false}}").exchange().expectStatus().isOk()
                .expectBody().json("{\"zone\":\"America/New_York\",\"quiet\":{\"from\":\"22:00\"}}");
        me.delete().uri("/api/subscriptions/me/my-words").header("If-Match", "\"1\"").exchange().expectStatus().isEqualTo(412);
        me.delete().uri("/api/subscriptions/me/my-words").header("If-Match", "\"2\"").exchange().expectStatus().isOk();
        assertThat(get(me, "/api/subscriptions/me").get("subscriptions")).hasSize(1);
        assertThat(get(me, "/api/alert-settings/me").get("scope").stringValue()).isEqualTo("organisation-fields");
    }

    @Test
    void whatWasStoredBeforeThereWereSeveralIsReadAsTheOneItWas() {
        String person = id("person");
        mongo.getCollection("alertSettings").insertOne(new Document("_id", person).append("version", 3L).append("pending", List.of())
                .append("state", new Document("email", false).append("sms", true).append("scope", "CHOSEN").append("fields", List.of("youth"))
                        .append("institutions", List.of("msh"))));
        RestTestClient me = client(TestTokens.bearer(person));
        me.get().uri("/api/subscriptions/me").exchange().expectHeader().valueEquals("ETag", "\"3\"").expectBody().json("""
                {"email":false,"sms":true,"subscriptions":[{"id":"standard","scope":"chosen","fields":["youth"],"institutions":["msh"],
                "unsorted":true,"frequency":"at-once","ways":["email","sms"]}]}""");
        subscribe(person, "weekly", "\"3\"", "{\"scope\":\"everything\",\"frequency\":\"weekly\",\"ways\":[\"inbox\"]}").expectStatus().isOk();
        assertThat(get(me, "/api/subscriptions/me").get("subscriptions")).hasSize(2);
        assertThat(get(me, "/api/alert-settings/me").get("institutions").get(0).stringValue()).isEqualTo("msh");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"scope":"chosen","frequency":"daily","ways":["email"]}                                    | 422 | /scope
            {"scope":"chosen","words":["e"],"frequency":"daily","ways":["email"]}                      | 422 | /words
            {"scope":"chosen","fields":["astrology"],"frequency":"daily","ways":["email"]}             | 422 | /fields
            {"scope":"chosen","actKinds":["novel"],"frequency":"daily","ways":["email"]}               | 422 | /actKinds
            {"scope":"chosen","regions":["tirane"],"frequency":"daily","ways":["email"]}               | 422 | /regions
            {"scope":"chosen","campaigns":["../x"],"frequency":"daily","ways":["email"]}               | 400 | -
            {"scope":"everything","frequency":"weekly","ways":["email","sms"]}                         | 422 | /ways
            {"scope":"everything","frequency":"weekly","ways":[]}                                      | 400 | /ways
            {"scope":"everything","frequency":"hourly","ways":["email"]}                               | 400 | -
            {"scope":"chosen","institutions":["../x"],"frequency":"daily","ways":["email"]}            | 400 | -
            """)
    void aSubscriptionThatMakesNoSenseIsAProblemOfItsField(String body, int status, String pointer) {
        subscribe(id("person"), "one", null, body).expectStatus().isEqualTo(status).expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON).expectBody(String.class)
                .value(problem -> assertThat(problem).contains(pointer.equals("-") ? "\"title\"" : pointer));
    }

    @Test
    void thereIsAMostOfSubscriptions() {
        String person = id("person");
        for (int i = 1; i < 20; i++) {
            subscribe(person, "number-" + i, null, "{\"scope\":\"everything\",\"frequency\":\"weekly\",\"ways\":[\"email\"]}").expectStatus().isOk();
        }
        subscribe(person, "one-more", null, "{\"scope\":\"everything\",\"frequency\":\"weekly\",\"ways\":[\"email\"]}")
                .expectStatus().isEqualTo(422);
        subscribe(person, "NOT_AN_ID", null, "{\"scope\":\"everything\",\"frequency\":\"weekly\",\"ways\":[\"email\"]}")
                .expectStatus().isEqualTo(422);
    }

    @Test
    void howOftenItWouldHaveFiredIsSaidBeforeItIsSaved() {
        String field = field();
        String person = person(organisation(field, "active"), id("preview") + "@example.org", null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        JsonNode shown = preview(person, "{\"scope\":\"chosen\",\"consultationId\":\"" + consultation + "\",\"frequency\":\"daily\",\"ways\":[\"email\"]}");
        assertThat(shown.get("last7Days").intValue()).isEqualTo(1);
        assertThat(shown.get("ever").intValue()).isEqualTo(1);
        assertThat(shown.get("last").stringValue()).startsWith("20");
        assertThat(shown.get("latest").get(0).get("consultationId").stringValue()).isEqualTo(consultation);
        JsonNode none = preview(person, "{\"scope\":\"chosen\",\"words\":[\"ornitologji\"],\"frequency\":\"daily\",\"ways\":[\"email\"]}");
        assertThat(none.get("ever").intValue()).isZero();
        assertThat(none.get("last") == null || none.get("last").isNull()).isTrue();
        assertThat(none.get("since").stringValue()).isNotEmpty();
    }

    private JsonNode preview(String person, String body) {
        return JsonMapper.shared().readTree(client(TestTokens.bearer(person)).post().uri("/api/subscriptions/preview")
                .contentType(MediaType.APPLICATION_JSON).body(body).exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody());
    }

    @Test
    void onlyWhoManagesAnOrganisationSetsWhatItsPeopleAreTold() {
        String field = field();
        String organisation = organisation(field, "active");
        String manager = id("manager");
        manages(manager, organisation);
        String path = "/api/subscriptions/organisations/" + organisation;
        String daily = "{\"subscriptions\":[{\"scope\":\"organisation-fields\",\"frequency\":\"daily\",\"ways\":[\"email\"]}]}";
        client(TestTokens.bearer(person(organisation, null, null, "sq"))).get().uri(path).exchange().expectStatus().isForbidden();
        client(TestTokens.bearer(manager)).put().uri("/api/subscriptions/organisations/another").contentType(MediaType.APPLICATION_JSON)
                .body(daily).exchange().expectStatus().isForbidden();
        client(TestTokens.bearer(manager)).put().uri(path).header("If-Match", "\"0\"").contentType(MediaType.APPLICATION_JSON).body(daily)
                .exchange().expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"");
        client(TestTokens.bearer(manager)).put().uri(path).header("If-Match", "\"0\"").contentType(MediaType.APPLICATION_JSON).body(daily)
                .exchange().expectStatus().isEqualTo(412);
        String reader = id("reader") + "@example.org";
        String person = person(organisation, reader, null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        assertThat(SMTP.to(reader)).as("it comes in a summary").isEmpty();
        assertThat(mongo.find(Query.query(Criteria.where("personId").is(person)), Document.class, "summaryItems")).hasSize(1);
    }

    @Test
    void whatAnOrganisationSetsIsShownToItsPeopleAndOutlivesWhatTheyChange() {
        String organisation = organisation(field(), "active");
        String manager = id("manager");
        manages(manager, organisation);
        String person = person(organisation, id("reader") + "@example.org", null, "sq");
        String set = "/api/subscriptions/organisations/" + organisation;
        String mine = "/api/subscriptions/me";
        RestTestClient reader = client(TestTokens.bearer(person));
        client(TestTokens.bearer(manager)).put().uri(set).contentType(MediaType.APPLICATION_JSON).body("""
                {"subscriptions":[{"name":"Zhurma","scope":"chosen","words":["zhurm"],"frequency":"weekly","ways":["email"],
                  "hours":{"zone":"America/New_York","quiet":null}}],
                 "zone":"Europe/Belgrade","quiet":{"from":"21:00","to":"06:30","email":true}}""").exchange().expectStatus().isOk();

        JsonNode shown = get(reader, mine);
        assertThat(shown.at("/subscriptions/0/name").stringValue()).isEqualTo("Zhurma");
        assertThat(shown.at("/subscriptions/0/hours/zone").stringValue()).isEqualTo("America/New_York");
        assertThat(shown.at("/quiet/from").stringValue()).isEqualTo("21:00");
        assertThat(shown.get("own").booleanValue()).isFalse();
        assertThat(shown.at("/setBy/0").stringValue()).isEqualTo("Shoqata " + organisation);

        reader.put().uri(mine).contentType(MediaType.APPLICATION_JSON).body("{\"quiet\":null}").exchange().expectStatus().isOk();
        JsonNode old = get(reader, "/api/alert-settings/me");
        reader.put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON).body(((ObjectNode) old).put("email", false).toString())
                .exchange().expectStatus().isOk();
        assertThat(get(reader, mine).get("subscriptions")).as("hours and channels are no choice of subscriptions").isEqualTo(shown.get("subscriptions"));
        assertThat(get(reader, mine).get("own").booleanValue()).isFalse();

        reader.put().uri(mine + "/my-words").contentType(MediaType.APPLICATION_JSON)
                .body("{\"scope\":\"chosen\",\"words\":[\"shkoll\"],\"frequency\":\"daily\",\"ways\":[\"email\"]}").exchange().expectStatus().isOk();
        JsonNode chosen = get(reader, mine);
        assertThat(chosen.get("subscriptions")).hasSize(2);
        assertThat(chosen.at("/subscriptions/0")).isEqualTo(shown.at("/subscriptions/0"));
        assertThat(chosen.get("own").booleanValue()).isTrue();
        assertThat(chosen.get("setBy")).isEmpty();

        reader.delete().uri(mine).exchange().expectStatus().isOk();
        assertThat(get(reader, mine).get("subscriptions")).isEqualTo(shown.get("subscriptions"));
        assertThat(get(reader, mine).path("quiet").isObject()).as("hours of one's own stay").isFalse();

        reader.put().uri(mine + "/my-words").contentType(MediaType.APPLICATION_JSON).body("""
                {"scope":"chosen","words":["shkoll"],"frequency":"daily","ways":["email"],"hours":{"zone":"Mars/Olympus","quiet":null}}""")
                .exchange().expectStatus().isEqualTo(422).expectBody(String.class).value(problem -> assertThat(problem).contains("/hours/zone"));
    }

    @Test
    void aTokenThatIsNotGoodOpensNothing() {
        for (String token : new String[] {TestTokens.forged("staff-1", "secretariat"), TestTokens.expired("staff-1", "secretariat"),
                TestTokens.withAudience("another-service", "staff-1", "secretariat")}) {
            client(token).get().uri("/api/alerts").exchange().expectStatus().isUnauthorized();
        }
        client(TestTokens.bearer("person-1")).get().uri("/api/alerts").exchange().expectStatus().isForbidden();
    }

    @Test
    void unknownAlertsWrongWordsAndCursorsAreProblems() {
        secretariat().get().uri("/api/alerts/none-such").exchange().expectStatus().isNotFound();
        secretariat().get().uri("/api/alerts?cursor=garbage").exchange().expectStatus().isBadRequest();
        secretariat().get().uri("/api/alerts?limit=0").exchange().expectStatus().isBadRequest();
        client(TestTokens.bearer("person-1")).get().uri("/api/alerts/me?cursor=eHgfeXk").exchange().expectStatus().isBadRequest();
    }

    private String token(String person) {
        String link = links.link(person);
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private boolean mails(String person) {
        return get(client(TestTokens.bearer(person)), "/api/alert-settings/me").get("email").booleanValue();
    }

    @Test
    void theLinkInAMailStopsTheMailsByPostAndNeverByGet() {
        String person = id("person");
        contact(person, "reader@example.org", null, "sr");
        String path = "/unsubscribe/" + token(person);
        EntityExchangeResult<String> page = client(null).get().uri(path).exchange().expectStatus().isOk()
                .expectBody(String.class).returnResult();
        assertThat(page.getResponseBody()).contains("lang=\"sr\"", "Prekini imejlove", "method=\"post\"").doesNotContain("<script", "style=");
        assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy")).contains("default-src 'none'").doesNotContain("unsafe");
        client(null).head().uri(path).exchange().expectStatus().isOk();
        assertThat(mails(person)).as("a scanner that follows the link changes nothing").isTrue();

        for (int time = 0; time < 2; time++) {
            client(null).post().uri(path).contentType(MediaType.APPLICATION_FORM_URLENCODED).body("List-Unsubscribe=One-Click")
                    .exchange().expectStatus().isOk().expectBody(String.class)
                    .value(body -> assertThat(body).contains("Više Vam nećemo pisati"));
            assertThat(mails(person)).isFalse();
        }
        assertThat(client(null).get().uri(path + "?lang=en").exchange().expectBody(String.class).returnResult().getResponseBody())
                .contains("Stop the e-mails");
        client(null).get().uri("/unsubscribe/style.css").exchange().expectStatus().isOk().expectHeader()
                .contentTypeCompatibleWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aLinkThatIsNotOursDoesNothing(String token) {
        client(null).get().uri("/unsubscribe/" + token).exchange().expectStatus().isNotFound();
        client(null).post().uri("/unsubscribe/" + token).exchange().expectStatus().isNotFound();
    }

    @Test
    void theFiguresOfTheMainJobAreServed() {
        String field = field();
        person(organisation(field, "active"), id("figures") + "@example.org", null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        String figures = client(null).get().uri("/actuator/prometheus").exchange().expectStatus().isOk().expectBody(String.class)
                .returnResult().getResponseBody();
        assertThat(figures).contains("civikos_deliveries_total", "civikos_alert_handover_seconds_bucket",
                "civikos_deliveries_oldest_waiting_seconds", "resilience4j_circuitbreaker_state");
    }
}
