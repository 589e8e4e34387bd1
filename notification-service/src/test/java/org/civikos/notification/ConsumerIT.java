package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each topic through its real binding: the committed sample, twice, late, unknown, and what cannot be read. */
class ConsumerIT extends ServiceIT {

    private static final String GROUP = "notification-service";

    private static String key(String service, String fact, String member) {
        return JsonMapper.shared().readTree(Contracts.sample(service, fact)).get(member).stringValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"organisation-registered", "organisation-changed", "organisation-suspended", "organisation-reinstated"})
    void theSamplesOfOrganisations(String fact) {
        String key = key("membership", fact, "organisationId");
        long sequence = 1_000 + List.of("organisation-registered", "organisation-changed", "organisation-suspended",
                "organisation-reinstated").indexOf(fact);
        probe.send(ORGANISATIONS, Contracts.type("membership", fact), key, sequence, Contracts.sample("membership", fact));
        awaitStored("organisations", key, "sourceSequence", sequence);
        Document stored = mongo.findById(key, Document.class, "organisations");
        assertThat(stored.getString("name")).isEqualTo("Shoqata Shembull");
        assertThat(stored.getString("status")).isEqualTo(fact.equals("organisation-suspended") ? "suspended" : "active");
        assertThat(stored.getList("fields", String.class)).containsExactly("rule-of-law", "civil-society");
    }

    @Test
    void theSamplesOfPeopleAndContacts() {
        String key = key("membership", "mandate-granted", "personId");
        probe.send(PEOPLE, Contracts.type("membership", "mandate-granted"), key, 10, Contracts.sample("membership", "mandate-granted"));
        awaitStored("mandates", key, "sourceSequence", 10L);
        assertThat(mongo.findById(key, Document.class, "mandates").getList("mandates", Document.class)).singleElement()
                .satisfies(mandate -> assertThat(mandate.getString("validFrom")).isEqualTo("2026-01-01"));
        probe.send(PEOPLE, Contracts.type("membership", "mandate-ended"), key, 11, Contracts.sample("membership", "mandate-ended"));
        awaitStored("mandates", key, "sourceSequence", 11L);
        assertThat(mongo.findById(key, Document.class, "mandates").getList("mandates", Document.class)).isEmpty();

        probe.send(CONTACTS, Contracts.type("membership", "contact-updated"), key, 5, Contracts.sample("membership", "contact-updated"));
        awaitStored("contacts", key, "email", "arta@example.org");
    }

    @ParameterizedTest
    @CsvSource({"consultation-opened, consultation-opened", "deadline-moved, deadline-moved", "draft-changed, draft-changed"})
    void theSamplesOfConsultations(String fact, String kind) {
        String key = key("consultation", fact, "consultationId");
        probe.send(CONSULTATIONS, Contracts.type("consultation", fact), key, 1, Contracts.sample("consultation", fact));
        JsonNode alert = await().until(() -> {
            for (JsonNode item : get(secretariat(), "/api/alerts?consultation=" + key).get("items")) {
                if (item.get("kind").stringValue().equals(kind)) {
                    return item;
                }
            }
            return null;
        }, item -> item != null);
        assertThat(alert.get("title").stringValue()).isEqualTo("Projektligji për shoqatat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"campaign-started", "campaign-status-changed", "consultation-linked", "consultation-unlinked"})
    void theSamplesOfCampaigns(String fact) {
        String campaign = id("campaign");
        String sample = ((ObjectNode) JsonMapper.shared().readTree(Contracts.sample("advocacy", fact))).put("campaignId", campaign).toString();
        probe.send(CAMPAIGNS, Contracts.type("advocacy", fact), campaign, 3, sample);
        awaitStored("campaigns", campaign, "sourceSequence", 3L);
        assertThat(mongo.findById(campaign, Document.class, "campaigns").getString("group")).isNotBlank();
    }

    private static String taken(String fact, String consultation, String stage) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(consultation(fact, consultation, field()));
        return json.put("stage", stage).toString();
    }

    @Test
    void aDroppedConsultationIsNoLongerWatched() {
        String consultation = id("consultation");
        String dropped = Contracts.type("consultation", "consultation-dropped");
        opened(consultation, field());
        awaitStored("watchedConsultations", consultation, "closed", false);
        String sample = consultation("consultation-dropped", consultation, field());
        probe.send(CONSULTATIONS, dropped, consultation, 5, sample);
        awaitStored("watchedConsultations", consultation, "closed", true);
        // The same again, a late one from before, and a change of the text of what was given up.
        probe.send(CONSULTATIONS, dropped, consultation, 5, sample);
        probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), consultation, 4,
                consultation("deadline-moved", consultation, field()));
        probe.send(CONSULTATIONS, Contracts.type("consultation", "draft-changed"), consultation, 6, taken("draft-changed", consultation, "closed"));
        awaitStored("watchedConsultations", consultation, "sourceSequence", 6L);
        assertThat(mongo.findById(consultation, Document.class, "watchedConsultations").getBoolean("closed")).isTrue();
    }

    @Test
    void factsThatWerePutRightAreWhatIsRemindedOf() {
        String consultation = id("consultation");
        opened(consultation, field());
        awaitStored("watchedConsultations", consultation, "institution", "md");
        Document before = mongo.findById(consultation, Document.class, "watchedConsultations");
        String right = field();
        String corrected = Contracts.type("consultation", "consultation-corrected");
        probe.send(CONSULTATIONS, corrected, consultation, 5, consultation("consultation-corrected", consultation, right));
        awaitStored("watchedConsultations", consultation, "institution", "mfpt");
        assertThat(mongo.findById(consultation, Document.class, "watchedConsultations")).containsEntry("title", "Projektligji për shoqatat dhe fondacionet")
                .containsEntry("fields", List.of(right)).containsEntry("closed", false).containsEntry("articleCount", 24).containsEntry("since", before.get("since"));
        // One that had ended stays so.
        probe.send(CONSULTATIONS, corrected, consultation, 6, taken("consultation-corrected", consultation, "dropped"));
        awaitStored("watchedConsultations", consultation, "closed", true);
    }

    @Test
    void aStepTakenBackOpensOrClosesByItsStage() {
        String consultation = id("consultation");
        String reverted = Contracts.type("consultation", "consultation-stage-reverted");
        opened(consultation, field());
        awaitStored("watchedConsultations", consultation, "closed", false);
        Document before = mongo.findById(consultation, Document.class, "watchedConsultations");
        probe.send(CONSULTATIONS, reverted, consultation, 5, consultation("consultation-stage-reverted", consultation, field()));
        awaitStored("watchedConsultations", consultation, "closed", true);
        probe.send(CONSULTATIONS, reverted, consultation, 6, taken("consultation-stage-reverted", consultation, "open"));
        awaitStored("watchedConsultations", consultation, "closed", false);
        assertThat(mongo.findById(consultation, Document.class, "watchedConsultations")).as("what the event does not say stays")
                .containsEntry("articleCount", 24).containsEntry("since", before.get("since")).containsEntry("title", before.get("title"));
        probe.send(CONSULTATIONS, reverted, consultation, 7, taken("consultation-stage-reverted", consultation, "early"));
        awaitStored("watchedConsultations", consultation, "closed", true);
    }

    @Test
    void aStepThatSaysLittleIsEnough() {
        String known = id("consultation");
        String unknown = id("consultation");
        String dropped = Contracts.type("consultation", "consultation-dropped");
        String reverted = Contracts.type("consultation", "consultation-stage-reverted");
        opened(known, field());
        awaitStored("watchedConsultations", known, "closed", false);
        probe.send(CONSULTATIONS, dropped, known, 5, "{\"consultationId\":\"%s\"}".formatted(known));
        awaitStored("watchedConsultations", known, "closed", true);
        probe.send(CONSULTATIONS, reverted, known, 6, "{\"consultationId\":\"%s\",\"stage\":\"open\"}".formatted(known));
        awaitStored("watchedConsultations", known, "closed", false);
        assertThat(mongo.findById(known, Document.class, "watchedConsultations")).containsEntry("deadline", "2026-12-11T23:59")
                .containsEntry("title", "Projektligji për shoqatat");

        // Of one that nobody has told of yet: what comes late from before does not open it, what is newer does.
        probe.send(CONSULTATIONS, reverted, unknown, 4, "{\"consultationId\":\"%s\",\"stage\":\"open\"}".formatted(unknown));
        probe.send(CONSULTATIONS, dropped, unknown, 5, "{\"consultationId\":\"%s\"}".formatted(unknown));
        opened(unknown, field());
        completed(unknown);
        assertThat(mongo.findById(unknown, Document.class, "watchedConsultations")).containsEntry("deleted", true);
        probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), unknown, 6, consultation("deadline-moved", unknown, field()));
        awaitStored("watchedConsultations", unknown, "closed", false);
    }

    @Test
    void lateAndDoubledFactsOfMembersChangeNothing() {
        String id = id("org");
        String json = """
                {"organisationId":"%s","name":"%s","status":"%s","fields":[],"municipality":"Pejë","unknownMember":{"a":1}}""";
        String changed = Contracts.type("membership", "organisation-changed");
        probe.send(ORGANISATIONS, changed, id, 7, json.formatted(id, "Seventh", "active"));
        awaitStored("organisations", id, "name", "Seventh");
        probe.send(ORGANISATIONS, changed, id, 6, json.formatted(id, "Sixth", "suspended"));
        probe.send(ORGANISATIONS, changed, id, 7, json.formatted(id, "Seventh again", "suspended"));
        probe.send(ORGANISATIONS, changed, id, 8, json.formatted(id, "Eighth", "active"));
        awaitStored("organisations", id, "name", "Eighth");
        assertThat(mongo.findById(id, Document.class, "organisations").getString("status")).isEqualTo("active");
    }

    @Test
    void aLateTombstoneAndALateContact() {
        String id = id("person");
        contact(id, "first@example.org", null, "sq");
        probe.sendTombstone(CONTACTS, id);
        await().until(() -> Boolean.TRUE.equals(mongo.findById(id, Document.class, "contacts").getBoolean("deleted")));
        probe.send(CONTACTS, Contracts.type("membership", "contact-updated"), id, 1,
                "{\"personId\":\"%s\",\"name\":\"X\",\"email\":\"late@example.org\",\"phone\":null,\"language\":\"sq\"}".formatted(id));
        probe.awaitConsumed(GROUP, CONTACTS);
        assertThat(mongo.findById(id, Document.class, "contacts").get("email")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {ORGANISATIONS, PEOPLE, CONTACTS, CONSULTATIONS})
    void whatCannotBeReadIsParkedAndTheNextGoesThrough(String topic) {
        String fact = Map.of(ORGANISATIONS, "membership.organisation-changed", PEOPLE, "membership.mandate-granted", CONTACTS,
                "membership.contact-updated", CONSULTATIONS, "consultation.consultation-opened").get(topic);
        String type = "org.civikos." + fact + ".v1";
        String key = id("poison");
        List<String> ids = List.of(
                probe.send(topic, type, key, 1, "{not json"),
                probe.send(topic, type, key, 2, "[]"),
                probe.send(topic, type, key, 3, "{}"));
        probe.send(topic, "org.civikos.membership.something-new.v9", key, 4, "{\"a\":1}");
        probe.sendRaw(topic, key, Map.of("ce_type", type), "no id".getBytes(StandardCharsets.UTF_8));

        // The partition moves on: a good one under the same key arrives.
        String good = switch (topic) {
            case ORGANISATIONS -> "{\"organisationId\":\"%s\",\"name\":\"Good\",\"status\":\"active\",\"fields\":[]}".formatted(key);
            case PEOPLE -> "{\"personId\":\"%s\",\"organisationId\":\"x-1\",\"mandates\":[]}".formatted(key);
            case CONTACTS -> "{\"personId\":\"%s\",\"name\":\"Good\",\"email\":\"g@example.org\",\"phone\":null,\"language\":\"en\"}"
                    .formatted(key);
            default -> consultation("consultation-opened", key, field());
        };
        probe.send(topic, type, key, 9, good);
        await().atMost(Duration.ofSeconds(30)).until(() -> topic.equals(CONSULTATIONS) ? alertOf(key) != null
                : mongo.findById(key, Document.class,
                        topic.equals(ORGANISATIONS) ? "organisations" : topic.equals(PEOPLE) ? "mandates" : "contacts") != null);

        for (String id : ids) {
            EventProbe.Seen parked = probe.await(topic + ".dlq." + GROUP, record -> id.equals(record.id()));
            assertThat(parked.key()).isEqualTo(key);
        }
        assertThat(get(client(TestTokens.bearer("admin-1", "administrator")), "/api/notification-service/dead-letters?limit=200").toString())
                .contains(ids);
    }

    @Test
    void aConsultationWhoseDeadlineHasPassedAlertsNobody() {
        String consultation = id("consultation");
        String old = consultation("consultation-opened", consultation, field()).replace("2026-12-11T22:59:00Z", "2026-11-01T22:59:00Z");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-opened"), consultation, 1, old);
        probe.awaitConsumed(GROUP, CONSULTATIONS);
        assertThat(alertOf(consultation)).isNull();
    }
}
