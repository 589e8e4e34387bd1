package org.civikos.advocacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;

import org.civikos.platformtest.CivikosIT;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.SecurityMatrix;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@CivikosIT
class AdvocacyServiceIT {

    private static final String CONSULTATIONS = "consultation.consultation.events.v1";
    private static final String COMMENTS = "consultation.comment.events.v1";
    private static final String ALERTS = "notification.alert.events.v1";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Long enough that an effect that must not come would have come; used only behind a sentinel. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventProbe probe = new EventProbe();
    private final String campaign = "campaign-" + UUID.randomUUID();
    private final String consultation = UUID.randomUUID().toString();

    @Autowired
    private ApplicationContext context;
    @LocalServerPort
    private int port;
    private RestTestClient client;

    @BeforeEach
    void client() {
        client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    private RestTestClient.ResponseSpec call(HttpMethod method, String path, String authorization, Object body) {
        var request = client.method(method).uri(path).contentType(MediaType.APPLICATION_JSON);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return body == null ? request.exchange() : request.body(JSON.writeValueAsString(body)).exchange();
    }

    private JsonNode get(String path) {
        return JSON.readTree(call(HttpMethod.GET, path, TestTokens.bearer("secretary", "secretariat"), null)
                .expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
    }

    private RestTestClient.ResponseSpec asSecretariat(HttpMethod method, String path, Object body) {
        return call(method, path, TestTokens.bearer("secretary", "secretariat"), body);
    }

    private static Map<String, Object> request(String group) {
        return Map.of("group", group, "title", "Kohë e mjaftueshme për konsultim", "goal", "Afate që mbahen",
                "asks", List.of("Së paku 15 ditë pune"), "targetInstitution", "zkm");
    }

    private void planAndLink() {
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign, request("participation")).expectStatus().isCreated();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/consultations/" + consultation, null).expectStatus().isOk();
    }

    private String sample(String fact, String service) {
        return sample(fact, fact, service);
    }

    private String sample(String fact, String name, String service) {
        return Contracts.sample(service, fact, name).replace("0199a000-0000-7000-8000-000000000201", consultation).replace("0199a000-0000-7000-8000-000000000202", consultation);
    }

    private JsonNode linked() {
        return get("/api/campaigns/" + campaign).get("consultations").get(0);
    }

    private long logged(String kind) {
        return get("/api/campaigns/" + campaign + "/log").get("items").valueStream().filter(entry -> entry.get("kind").asString().equals(kind)).count();
    }

    @Test
    void holdsTheSecurityMatrix() {
        SecurityMatrix.verify(context, "security-matrix.csv");
    }

    @Test
    void answersAsTheContractSays() throws IOException {
        var described = JSON.readTree(call(HttpMethod.GET, "/v3/api-docs", null, null).expectStatus().isOk()
                .expectBody(String.class).returnResult().getResponseBody());
        // The address of the test's own port is no part of the contract.
        ((ObjectNode) described).remove("servers");
        var file = Contracts.root().resolve("openapi/advocacy-service.json");
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(described) + "\n");
        }
        assertThat(described).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    @Test
    void publishesEachFactAsTheContractSays() {
        planAndLink();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/status", Map.of("status", "running")).expectStatus().isOk();
        asSecretariat(HttpMethod.DELETE, "/api/campaigns/" + campaign + "/consultations/" + consultation, null).expectStatus().isNoContent();
        for (var fact : new String[] {"campaign-started", "consultation-linked", "campaign-status-changed", "consultation-unlinked"}) {
            var seen = probe.await("advocacy.campaign.events.v1",
                    event -> campaign.equals(event.key()) && ("org.civikos.advocacy." + fact + ".v1").equals(event.type()));
            Contracts.assertLikeSample("advocacy", fact, seen.data());
        }
    }

    @Test
    void showsWhatHappensToALinkedConsultation() {
        planAndLink();
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", consultation, 1, sample("consultation-opened", "consultation"));
        probe.send(COMMENTS, "org.civikos.consultation.comment-submitted.v1", UUID.randomUUID().toString(), 1, sample("comment-submitted", "consultation"));
        probe.send(ALERTS, "org.civikos.notification.alert-completed.v1", UUID.randomUUID().toString(), 1, sample("alert-completed", "notification"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.deadline-moved.v1", consultation, 2, sample("deadline-moved", "consultation"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-closed.v1", consultation, 3, sample("consultation-closed", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(linked().get("stage").asString()).isEqualTo("closed");
            assertThat(linked().get("title").asString()).isEqualTo("Projektligji për shoqatat");
            assertThat(linked().get("commentCount").asInt()).isEqualTo(1);
            assertThat(linked().get("concerned").asInt()).isEqualTo(412);
            for (var kind : new String[] {"consultation-opened", "comment", "alerted", "deadline-moved", "consultation-closed"}) {
                assertThat(logged(kind)).as(kind).isEqualTo(1);
            }
        });
    }

    @Test
    void followsWhatBecomesOfAConsultationToItsEnd() throws Exception {
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign, request("volunteering")).expectStatus().isCreated();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/consultations/" + consultation, null).expectStatus().isOk();
        probe.send(CONSULTATIONS, "org.civikos.consultation.early-consultation-announced.v1", consultation, 1, sample("early-consultation-announced", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar()).containsKey("consultation-" + consultation));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", consultation, 2, sample("consultation-opened", "consultation"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.draft-changed.v1", consultation, 3, sample("draft-changed", "draft-changed-title", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(linked().get("title").asString()).isEqualTo("Projektligji për shoqatat dhe fondacionet"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-answered.v1", consultation, 4, sample("consultation-answered", "consultation"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-adopted.v1", consultation, 5, sample("consultation-adopted", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(linked().get("stage").asString()).isEqualTo("adopted"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-stage-reverted.v1", consultation, 6, sample("consultation-stage-reverted", "consultation"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-dropped.v1", consultation, 7, sample("consultation-dropped", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(linked().get("stage").asString()).isEqualTo("dropped");
            for (var kind : new String[] {"early-consultation-announced", "title-changed", "consultation-answered", "consultation-adopted", "consultation-stage-reverted", "consultation-dropped"}) {
                assertThat(logged(kind)).as(kind).isEqualTo(1);
            }
        });
        probe.send(CONSULTATIONS, "org.civikos.consultation.draft-changed.v1", consultation, 8, sample("draft-changed", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logged("draft-changed")).isEqualTo(1));
        assertThat(linked().get("stage").asString()).as("what its publisher changes afterwards").isEqualTo("dropped");
        var struck = calendar().get("consultation-" + consultation);
        assertThat(struck.getProperty(Property.STATUS).orElseThrow().getValue()).as("a calendar strikes it out").isEqualTo("CANCELLED");
    }

    @Test
    void showsAConsultationUnderItsCorrectedTitle() {
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign, request("volunteering")).expectStatus().isCreated();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/consultations/" + consultation, null).expectStatus().isOk();
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", consultation, 1, sample("consultation-opened", "consultation"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-corrected.v1", consultation, 2, sample("consultation-corrected", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(linked().get("title").asString()).isEqualTo("Projektligji për shoqatat dhe fondacionet");
            assertThat(linked().get("stage").asString()).isEqualTo("open");
            assertThat(logged("title-changed")).isEqualTo(1);
        });
    }

    @Test
    void putsMilestonesAndDeadlinesOfAGroupIntoACalendar() throws Exception {
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign, request("volunteering")).expectStatus().isCreated();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/consultations/" + consultation, null).expectStatus().isOk();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/milestones/letter", Map.of("title", "Letra", "due", "2031-03-04", "done", false)).expectStatus().isOk();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/milestones/done", Map.of("title", "E kryer", "due", "2031-03-05", "done", true)).expectStatus().isOk();
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", consultation, 1, sample("consultation-opened", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(calendar()).containsKey("consultation-" + consultation));
        var before = calendar();
        assertThat(before.get("campaign-" + campaign + "-letter").getDateTimeStart().getDate()).isEqualTo(LocalDate.parse("2031-03-04"));
        assertThat(before).doesNotContainKey("campaign-" + campaign + "-done");
        probe.send(CONSULTATIONS, "org.civikos.consultation.deadline-moved.v1", consultation, 2, sample("deadline-moved", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sequence(calendar().get("consultation-" + consultation)))
                .isGreaterThan(sequence(before.get("consultation-" + consultation))));
        // Our own deadlines, called ours; set anew they grow, and the official one, whose date is the same, does not. What comes late takes nothing back.
        var signOff = before.get("consultation-" + consultation + "-sign-off");
        assertThat(signOff.getSummary().getValue()).isEqualTo("Ours, not official – comments signed off: Projektligji për shoqatat");
        assertThat(signOff.getDescription().getValue()).contains("2026-12-11 23:59");
        var moved = calendar();
        var set = sample("internal-deadlines-set", "consultation").replace("\"deadlineRevision\": 0", "\"deadlineRevision\": 1").replace("\"internalRevision\": 1", "\"internalRevision\": 7")
                .replace("2026-12-08T15:00:00Z", "2026-12-07T15:00:00Z");
        probe.sendAt(CONSULTATIONS, "org.civikos.consultation.internal-deadlines-set.v1", consultation, 5, set, Instant.parse("2030-02-03T10:00:00Z"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sequence(calendar().get("consultation-" + consultation + "-sign-off"))).isEqualTo(7));
        assertThat(calendar().get("consultation-" + consultation + "-sign-off").getProperty(Property.LAST_MODIFIED).orElseThrow().getValue()).isEqualTo("20300203T100000Z");
        probe.send(CONSULTATIONS, "org.civikos.consultation.internal-deadlines-set.v1", consultation, 4, sample("internal-deadlines-set", "consultation"));
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-closed.v1", consultation, 6, sample("consultation-closed", "consultation"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(linked().get("stage").asString()).isEqualTo("closed"));
        var after = calendar();
        assertThat(sequence(after.get("consultation-" + consultation))).isEqualTo(sequence(moved.get("consultation-" + consultation)));
        assertThat(sequence(after.get("consultation-" + consultation + "-sign-off"))).isEqualTo(7);
        assertThat(after.get("consultation-" + consultation + "-sign-off").getDateTimeStart().getDate().toString()).startsWith("2026-12-07T15:00");
        // Struck out, and with a number that has grown, as RFC 5546 asks of what is cancelled.
        var dropped = sample("consultation-dropped", "consultation").replace("\"deadlineRevision\": 1", "\"deadlineRevision\": 2").replace("\"internalRevision\": 2", "\"internalRevision\": 8");
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-dropped.v1", consultation, 7, dropped);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(linked().get("stage").asString()).isEqualTo("dropped"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sequence(calendar().get("consultation-" + consultation))).isEqualTo(2));
        assertThat(sequence(calendar().get("consultation-" + consultation + "-sign-off"))).isEqualTo(8);
        assertThat(calendar().get("consultation-" + consultation + "-sign-off").getProperty(Property.STATUS).orElseThrow().getValue()).isEqualTo("CANCELLED");
        call(HttpMethod.GET, "/api/working-groups/nowhere/calendar", null, null).expectStatus().isNotFound();
    }

    private Map<String, VEvent> calendar() throws Exception {
        var text = call(HttpMethod.GET, "/api/working-groups/volunteering/calendar?lang=en", null, null).expectStatus().isOk()
                .expectBody(String.class).returnResult().getResponseBody();
        var calendar = new CalendarBuilder().build(new StringReader(text));
        assertThat(calendar.validate().hasErrors()).as(text).isFalse();
        return calendar.<VEvent>getComponents(Component.VEVENT).stream()
                .collect(Collectors.toMap(event -> event.getUid().orElseThrow().getValue().replaceFirst("@.*", ""), event -> event));
    }

    private static int sequence(VEvent event) {
        return Integer.parseInt(event.getProperty(Property.SEQUENCE).orElseThrow().getValue());
    }

    @Test
    void showsAConsultationThatWasOpenedBeforeItWasLinked() {
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", consultation, 1, sample("consultation-opened", "consultation"));
        planAndLink();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(linked().get("stage").asString()).isEqualTo("open"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logged("consultation-opened")).isEqualTo(1));
    }

    @Test
    void tellsALateCampaignWhatHappenedBeforeItsLinkAndOnlyOnce() {
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", consultation, 1, sample("consultation-opened", "consultation"));
        probe.send(COMMENTS, "org.civikos.consultation.comment-submitted.v1", UUID.randomUUID().toString(), 1, sample("comment-submitted", "consultation"));
        var earlier = "campaign-" + UUID.randomUUID();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + earlier, request("participation")).expectStatus().isCreated();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + earlier + "/consultations/" + consultation, null).expectStatus().isOk();
        // Seen in one campaign, the events are surely kept before the other one links.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get("/api/campaigns/" + earlier + "/log").get("items").valueStream()
                .map(entry -> entry.get("kind").asString())).contains("consultation-opened", "comment"));
        planAndLink();
        asSecretariat(HttpMethod.DELETE, "/api/campaigns/" + campaign + "/consultations/" + consultation, null).expectStatus().isNoContent();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/consultations/" + consultation, null).expectStatus().isOk();
        assertThat(logged("consultation-opened")).isEqualTo(1);
        assertThat(logged("comment")).isEqualTo(1);
    }

    @Test
    void aWithdrawnCommentNoLongerCounts() {
        planAndLink();
        var comment = UUID.randomUUID().toString();
        var submitted = sample("comment-submitted", "consultation").replace("0199a000-0000-7000-8000-000000000401", comment);
        var withdrawn = sample("comment-withdrawn", "consultation").replace("0199a000-0000-7000-8000-000000000401", comment);
        probe.send(COMMENTS, "org.civikos.consultation.comment-withdrawn.v1", comment, 2, withdrawn);
        // Late: it must not bring the comment back.
        probe.send(COMMENTS, "org.civikos.consultation.comment-submitted.v1", comment, 1, submitted);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logged("comment")).isEqualTo(1));
        assertThat(logged("comment-withdrawn")).isEqualTo(1);
        assertThat(linked().get("commentCount").asInt()).isZero();
    }

    private static final String COMMENT_IN_SAMPLES = "0199a000-0000-7000-8000-000000000401";

    private String comment(String fact, String comment) {
        return sample("comment-" + fact, "consultation").replace(COMMENT_IN_SAMPLES, comment);
    }

    private String tell(String fact, String comment, long sequence) {
        return probe.send(COMMENTS, "org.civikos.consultation.comment-" + fact + ".v1", comment, sequence, comment(fact, comment));
    }

    private void awaitCount(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(linked().get("commentCount").asInt()).isEqualTo(count));
    }

    @Test
    void aSupersededCommentCountsNoLongerAndTheOneInItsPlaceDoes() {
        planAndLink();
        var old = UUID.randomUUID().toString();
        var fresh = UUID.randomUUID().toString();
        tell("submitted", old, 1);
        tell("submitted", fresh, 1);
        awaitCount(2);
        var id = tell("superseded", old, 2);
        // The same event once more: neither the figure nor the log may tell it twice.
        probe.send(COMMENTS, id, "org.civikos.consultation.comment-superseded.v1", old, 2, comment("superseded", old));
        // The sentinel has the same key, so it is handled after the duplicate; it is late as well, and must not bring the old one back.
        tell("submitted", old, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logged("comment")).isEqualTo(3));
        assertThat(logged("comment-superseded")).isEqualTo(1);
        assertThat(linked().get("commentCount").asInt()).isEqualTo(1);
    }

    @Test
    void aHiddenCommentCountsAgainOnceItIsShownAndTheLogTellsOfNeither() {
        planAndLink();
        var comment = UUID.randomUUID().toString();
        tell("submitted", comment, 1);
        awaitCount(1);
        var hidden = tell("hidden", comment, 2);
        awaitCount(0);
        tell("shown", comment, 3);
        awaitCount(1);
        probe.send(COMMENTS, hidden, "org.civikos.consultation.comment-hidden.v1", comment, 2, comment("hidden", comment));
        // Behind the repeated hiding, under the same key.
        tell("withdrawn", comment, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logged("comment-withdrawn")).isEqualTo(1));
        assertThat(linked().get("commentCount").asInt()).isEqualTo(1);
        assertThat(logged("comment")).isEqualTo(1);
        assertThat(get("/api/campaigns/" + campaign + "/log").get("items").valueStream().map(entry -> entry.get("kind").asString()))
                .doesNotContain("comment-hidden", "comment-shown");
    }

    @Test
    void hidingAndShowingThatComeOutOfOrderEndAsTheLatestSays() {
        planAndLink();
        var hidden = UUID.randomUUID().toString();
        var shown = UUID.randomUUID().toString();
        // Nothing but the end of each story, then what was before it.
        tell("hidden", hidden, 4);
        tell("shown", hidden, 3);
        tell("submitted", hidden, 1);
        tell("shown", shown, 3);
        tell("hidden", shown, 2);
        tell("submitted", shown, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logged("comment")).isEqualTo(2));
        assertThat(linked().get("commentCount").asInt()).isEqualTo(1);
    }

    @Test
    void countsADuplicateOnceAndKeepsTheNewerOfTwoThatComeOutOfOrder() {
        planAndLink();
        var closed = sample("consultation-closed", "consultation");
        var id = probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-closed.v1", consultation, 2, closed);
        probe.send(CONSULTATIONS, id, "org.civikos.consultation.consultation-closed.v1", consultation, 2, closed);
        probe.send(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", consultation, 1, sample("consultation-opened", "consultation"));
        // The late opening is the sentinel: of the same key, it is handled after the duplicate.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(logged("consultation-opened")).isEqualTo(1));
        assertThat(logged("consultation-closed")).isEqualTo(1);
        assertThat(linked().get("stage").asString()).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONSULTATIONS, COMMENTS, ALERTS})
    void parksAPoisonousRecordAndGoesOn(String topic) {
        planAndLink();
        var type = Map.of(CONSULTATIONS, "org.civikos.consultation.consultation-opened.v1", COMMENTS, "org.civikos.consultation.comment-submitted.v1",
                ALERTS, "org.civikos.notification.alert-completed.v1").get(topic);
        var poison = UUID.randomUUID().toString();
        probe.send(topic, poison, type, consultation, 1, "{\"consultationId\": [");
        probe.await(topic + ".dlq.advocacy-service", record -> poison.equals(record.headers().get("ce_id")));
        var fact = type.substring(type.lastIndexOf('.', type.length() - 4) + 1, type.length() - 3);
        probe.send(topic, type, consultation, 2, sample(fact, topic.substring(0, topic.indexOf('.'))));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get("/api/campaigns/" + campaign + "/log").get("items").size()).isGreaterThan(2));
    }

    @ParameterizedTest
    @CsvSource({"participation,200", "volunteering,403"})
    void letsACoordinatorChangeOnlyTheOwnGroupsCampaigns(String group, int status) {
        var coordinator = "coordinator-" + UUID.randomUUID();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign, request(group)).expectStatus().isCreated();
        asSecretariat(HttpMethod.PUT, "/api/working-groups/participation/members/" + coordinator, Map.of("role", "coordinator")).expectStatus().isNoContent();
        call(HttpMethod.PUT, "/api/campaigns/" + campaign + "/status", TestTokens.bearer(coordinator), Map.of("status", "running"))
                .expectStatus().isEqualTo(status);
    }

    @Test
    void refusesAStatusThatDoesNotFollow() {
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign, request("participation")).expectStatus().isCreated();
        asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign + "/status", Map.of("status", "won")).expectStatus().isEqualTo(409);
    }

    @Test
    void refusesACampaignWithoutTitleAndNamesTheField() {
        var incomplete = new HashMap<>(request("participation"));
        incomplete.put("title", " ");
        var problem = asSecretariat(HttpMethod.PUT, "/api/campaigns/" + campaign, incomplete).expectStatus().is4xxClientError()
                .expectBody(String.class).returnResult().getResponseBody();
        assertThat(problem).contains("\"errors\"").contains("title");
    }

    @Test
    void refusesAForgedAndAnExpiredToken() {
        for (var token : new String[] {TestTokens.forged("secretary", "secretariat"), TestTokens.expired("secretary", "secretariat"),
                TestTokens.withAudience("another-service", "secretary", "secretariat")}) {
            call(HttpMethod.PUT, "/api/campaigns/" + campaign, token, request("participation")).expectStatus().isUnauthorized();
        }
    }
}
