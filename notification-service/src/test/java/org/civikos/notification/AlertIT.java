package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.civikos.notification.mail.SmtpPeer;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AlertIT extends ServiceIT {

    @Autowired
    private Clock clock;

    @AfterEach
    void peersAreWell() {
        SMTP.refuseAll(false);
        SMTP.pause(0);
        SMS.answer(202);
    }

    private void takesSms(String person) {
        client(TestTokens.bearer(person)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":true,\"sms\":true,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
    }

    private static String address(String name) {
        return id(name) + "@example.org";
    }

    @Test
    void everyoneWhomItConcernsIsToldOnceInTheirLanguage() {
        String field = field();
        String organisation = organisation(field, "active");
        String quiet = organisation(field, "suspended");
        String other = organisation(field(), "active");
        String sq = address("sq");
        String sr = address("sr");
        String en = address("en");
        String person = person(organisation, sq, "+383 43 900 101", "sq");
        person(organisation, sr, null, "sr");
        person(organisation, en, null, "en");
        String suspended = address("suspended");
        person(quiet, suspended, null, "sq");
        String elsewhere = address("elsewhere");
        person(other, elsewhere, null, "sq");
        takesSms(person);

        String consultation = id("consultation");
        String event = opened(consultation, field);
        // The same event again, as after a crash of the relay.
        probe.send(CONSULTATIONS, event, Contracts.type("consultation", "consultation-opened"), consultation, 1,
                consultation("consultation-opened", consultation, field));
        JsonNode alert = completed(consultation);

        assertThat(alert.get("concerned").intValue()).isEqualTo(3);
        assertThat(alert.at("/totals/email/handed-over").intValue()).isEqualTo(3);
        assertThat(alert.at("/totals/sms/handed-over").intValue()).isEqualTo(1);
        assertThat(SMTP.to(sq)).hasSize(1);
        assertThat(SMTP.to(sr)).hasSize(1);
        assertThat(SMTP.to(en)).hasSize(1);
        assertThat(SMTP.to(en).getFirst().raw()).contains("Read the draft");
        assertThat(SMTP.to(sr).getFirst().header("Content-Language")).isEqualTo("sr");
        assertThat(SMTP.to(suspended)).isEmpty();
        assertThat(SMTP.to(elsewhere)).isEmpty();
        assertThat(SMS.messages.values().stream().filter(sms -> sms.get("text").stringValue().contains(consultation)).toList())
                .singleElement().satisfies(sms -> assertThat(sms.get("to").stringValue()).isEqualTo("+38343900101"));

        // The duplicate has been consumed by now, and changed nothing.
        probe.awaitConsumed("notification-service", CONSULTATIONS);
        assertThat(get(secretariat(), "/api/alerts?consultation=" + consultation).get("items")).hasSize(1);
        EventProbe.Seen said = probe.await(ALERTS, e -> e.data() != null && e.data().contains(consultation));
        Contracts.assertLikeSample("notification", "alert-completed", said.data());
        assertThat(said.json().get("cause").stringValue()).isEqualTo("org.civikos.consultation.consultation-opened.v1");
        assertThat(said.json().get("handedOver").intValue()).isEqualTo(3);
        assertThat(said.json().get("failed").intValue()).isZero();

        JsonNode inbox = get(client(TestTokens.bearer(person)), "/api/alerts/me").get("items");
        assertThat(inbox).hasSize(1);
        assertThat(inbox.get(0).get("consultationId").stringValue()).isEqualTo(consultation);
        assertThat(inbox.get(0).get("state").stringValue()).isEqualTo("handed-over");
        String mine = inbox.get(0).get("id").stringValue();
        assertThat(get(client(TestTokens.bearer(person)), "/api/inbox").get("unread").intValue()).isEqualTo(1);
        client(TestTokens.bearer(id("somebody-else"))).put().uri("/api/inbox/read/" + mine).exchange().expectStatus().isNotFound();
        for (int twice = 0; twice < 2; twice++) {
            client(TestTokens.bearer(person)).put().uri("/api/inbox/read/" + mine).exchange().expectStatus().isOk();
        }
        JsonNode marks = get(client(TestTokens.bearer(person)), "/api/inbox");
        assertThat(marks.get("unread").intValue()).isZero();
        assertThat(marks.get("read")).hasSize(1);
        assertThat(mongo.findAll(Document.class, "lanes")).as("nothing is left of the work").noneMatch(
                lane -> lane.getString("alertId").equals(alert.get("id").stringValue()));
    }

    @Test
    void aMovedDeadlineIsAnAlertOfItsOwn() {
        String field = field();
        String reader = address("moved");
        person(organisation(field, "active"), reader, null, "en");
        String consultation = id("consultation");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), consultation, 2,
                consultation("deadline-moved", consultation, field));
        assertThat(completed(consultation).get("kind").stringValue()).isEqualTo("deadline-moved");
        assertThat(SMTP.to(reader)).singleElement().extracting(SmtpPeer.Mail::raw).asString().contains("Friday, 11 December 2026");
    }

    /** Whoever follows a campaign hears that it took an open draft up, and then what becomes of the draft; nobody else hears of the campaign. */
    @Test
    void whoFollowsACampaignIsToldOfItsDrafts() {
        String follower = address("follower");
        String other = address("other");
        String field = field();
        String person = person(organisation(field(), "active"), follower, null, "en");
        person(organisation(field, "active"), other, null, "en");
        String campaign = id("campaign");
        client(TestTokens.bearer(person)).put().uri("/api/subscriptions/me/the-campaign").header("If-Match", "\"0\"").contentType(MediaType.APPLICATION_JSON)
                .body("{\"scope\":\"chosen\",\"campaigns\":[\"%s\"],\"frequency\":\"at-once\",\"ways\":[\"email\"]}".formatted(campaign))
                .exchange().expectStatus().isOk();
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);
        assertThat(SMTP.to(follower)).as("no campaign yet").isEmpty();
        assertThat(SMTP.to(other)).hasSize(1);

        String linked = ((ObjectNode) JsonMapper.shared().readTree(Contracts.sample("advocacy", "consultation-linked"))).put("campaignId", campaign)
                .put("consultationId", consultation).set("consultations", JsonMapper.shared().createArrayNode().add(consultation)).toString();
        String event = probe.send(CAMPAIGNS, Contracts.type("advocacy", "consultation-linked"), campaign, 2, linked);
        await().until(() -> SMTP.to(follower).size() == 1);
        assertThat(SMTP.to(follower).getFirst().raw()).contains("has taken up this draft");
        String title = JsonMapper.shared().readTree(linked).get("title").stringValue();
        assertThat(PreferenceIT.text(SMTP.to(follower).getFirst())).contains("You get this because it fits what you asked for: the campaign “" + title + "”.");
        // Redelivered, and a draft that nobody knows.
        probe.send(CAMPAIGNS, event, Contracts.type("advocacy", "consultation-linked"), campaign, 2, linked);
        probe.send(CAMPAIGNS, Contracts.type("advocacy", "consultation-linked"), campaign, 3, linked.replace(consultation, id("consultation"))
                .replace("]", ",\"" + consultation + "\"]"));
        probe.awaitConsumed("notification-service", CAMPAIGNS);
        probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), consultation, 2, consultation("deadline-moved", consultation, field));
        await().until(() -> SMTP.to(follower).size() == 2 && SMTP.to(other).size() == 2);
        assertThat(get(secretariat(), "/api/alerts?consultation=" + consultation).get("items")).hasSize(3);
        assertThat(SMTP.to(other)).as("of the draft, not of the campaign").noneMatch(mail -> mail.raw().contains("has taken up"));
    }

    /** Redelivered, it is still one alert; a page that is back is none. */
    @Test
    void aChangedDraftIsToldOnceAndAPageThatIsBackIsNot() {
        String field = field();
        String reader = address("changed");
        person(organisation(field, "active"), reader, null, "en");
        String consultation = id("consultation");
        String back = consultation("draft-changed", consultation, field).replace("\"file-replaced\"", "\"page-back\"").replace("\"text-changed\"", "\"page-back\"");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "draft-changed"), consultation, 1, back);
        String event = consultation("draft-changed", consultation, field);
        probe.send(CONSULTATIONS, Contracts.type("consultation", "draft-changed"), consultation, 2, event);
        assertThat(completed(consultation).get("kind").stringValue()).isEqualTo("draft-changed");
        assertThat(SMTP.to(reader)).hasSize(1);
    }

    /** One look at the publisher found both: one mail says both, in whatever order and however often it is heard. */
    @Test
    void aDeadlineThatMovesWithTheTextIsToldInTheSameMail() {
        String field = field();
        String reader = address("both");
        person(organisation(field, "active"), reader, null, "en");
        String consultation = id("consultation");
        String other = id("consultation");
        String moved = like("deadline-moved", "deadline-moved-with-change", consultation, field);
        String changed = like("draft-changed", "draft-changed-deadline", consultation, field);
        String first = probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), consultation, 2, moved);
        String second = probe.send(CONSULTATIONS, Contracts.type("consultation", "draft-changed"), consultation, 3, changed);
        probe.send(CONSULTATIONS, first, Contracts.type("consultation", "deadline-moved"), consultation, 2, moved);
        probe.send(CONSULTATIONS, second, Contracts.type("consultation", "draft-changed"), consultation, 3, changed);
        // The other way round, and with a change that nobody is alerted to: then it is the deadline that is told.
        probe.send(CONSULTATIONS, Contracts.type("consultation", "draft-changed"), other, 3,
                changed.replace(consultation, other).replace("\"file-replaced\"", "\"page-back\"").replace("\"text-changed\"", "\"seal-mended\""));
        probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), other, 2, moved.replace(consultation, other));
        assertThat(completed(consultation).get("kind").stringValue()).isEqualTo("draft-changed");
        assertThat(completed(other).get("kind").stringValue()).isEqualTo("deadline-moved");
        probe.awaitConsumed("notification-service", CONSULTATIONS);
        assertThat(get(secretariat(), "/api/alerts?consultation=" + consultation).get("items")).hasSize(1);
        assertThat(get(secretariat(), "/api/alerts?consultation=" + other).get("items")).hasSize(1);
        assertThat(SMTP.to(reader)).hasSize(2).allMatch(mail -> mail.raw().contains("[new_deadline:_"));
        assertThat(SMTP.to(reader).stream().map(mail -> unfolded(mail.raw())).filter(mail -> mail.contains("read differently")))
                .singleElement().asString().contains("The deadline has been moved too; it was Friday, 11 December 2026 at 23:59", "Friday, 18 December 2026", "/versions");
    }

    private static String like(String fact, String sample, String consultation, String field) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Contracts.sample("consultation", fact, sample));
        return json.put("consultationId", consultation).set("fields", JsonMapper.shared().createArrayNode().add(field)).toString();
    }

    /** What nobody here knows of yet, and another title that does not say which, alert nobody; the sample of another title does. */
    @Test
    void anotherTitleIsToldAndWhatIsNotUnderstoodIsNot() {
        String field = field();
        String reader = address("renamed");
        person(organisation(field, "active"), reader, null, "en");
        String consultation = id("consultation");
        String changed = Contracts.type("consultation", "draft-changed");
        String event = consultation("draft-changed", consultation, field);
        probe.send(CONSULTATIONS, changed, consultation, 1, event.replace("\"file-replaced\"", "\"seal-broken\"").replace("\"text-changed\"", "\"seal-mended\""));
        probe.send(CONSULTATIONS, changed, consultation, 2, event.replace("\"file-replaced\"", "\"page-back\"").replace("\"text-changed\"", "\"title-changed\""));
        ObjectNode renamed = (ObjectNode) JsonMapper.shared().readTree(Contracts.sample("consultation", "draft-changed", "draft-changed-title"));
        ObjectNode like = (ObjectNode) JsonMapper.shared().readTree(event);
        List.of("consultationId", "fields", "deadline", "deadlineAt").forEach(member -> renamed.set(member, like.get(member)));
        probe.send(CONSULTATIONS, changed, consultation, 3, renamed.toString());
        assertThat(completed(consultation).get("kind").stringValue()).isEqualTo("draft-changed");
        assertThat(SMTP.to(reader)).singleElement().extracting(SmtpPeer.Mail::raw).asString().contains("has renamed this draft");
    }

    /** Ninety minutes before the deadline: the last reminder is due, the earlier ones are asked about. */
    @Test
    void theSilentAreRemindedAndWhoHasAnsweredIsNot() {
        String field = field();
        String silent = organisation(field, "active");
        String commented = organisation(field, "active");
        String leftCold = organisation(field, "active");
        String endorses = organisation(field, "active");
        String takesBack = organisation(field, "active");
        String supported = address("endorses");
        person(endorses, supported, null, "en");
        person(takesBack, address("takes-back"), null, "en");
        String reader = address("silent");
        String first = address("commented");
        String second = address("left-cold");
        person(silent, reader, null, "en");
        person(commented, first, null, "en");
        person(leftCold, second, null, "en");
        String consultation = id("consultation");
        ObjectNode fact = (ObjectNode) JsonMapper.shared().readTree(consultation("consultation-opened", consultation, field));
        fact.put("deadline", "2026-11-20T10:31").put("deadlineAt", "2026-11-20T09:31:00Z");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-opened"), consultation, 1, fact.toString());
        completed(consultation);
        assertThat(SMTP.to(reader)).hasSize(1);
        String comment = id("comment");
        ObjectNode answer = (ObjectNode) JsonMapper.shared().readTree(Contracts.sample("consultation", "comment-submitted"));
        answer.put("commentId", comment).put("consultationId", consultation).put("organisationId", commented);
        probe.send("consultation.comment.events.v1", Contracts.type("consultation", "comment-submitted"), comment, 2, answer.toString());
        ObjectNode cold = (ObjectNode) JsonMapper.shared().readTree(Contracts.sample("consultation", "consultation-not-relevant"));
        cold.put("consultationId", consultation).put("organisationId", leftCold);
        probe.send("consultation.participation.events.v1", Contracts.type("consultation", "consultation-not-relevant"), consultation + leftCold, 1,
                cold.toString());
        Query ofIt = Query.query(Criteria.where("consultationId").is(consultation));
        endorsed(comment, 3, consultation, endorses, "endorse");
        endorsed(comment, 4, consultation, takesBack, "oppose");
        endorsed(comment, 5, consultation, takesBack, "none");
        await().until(() -> mongo.find(ofIt, Document.class, "answers").stream().filter(one -> one.getBoolean("answered")).count() == 3
                && mongo.find(ofIt, Document.class, "answers").size() == 4);
        // A late, older event of the same comment changes nothing.
        probe.send("consultation.comment.events.v1", Contracts.type("consultation", "comment-withdrawn"), comment, 1, answer.toString());
        probe.awaitConsumed("notification-service", "consultation.comment.events.v1");

        // The events of this test are of today, its clock stands in November 2026: deadline and mandates were there long before.
        Date before = Date.from(Instant.parse("2026-11-01T08:00:00Z"));
        mongo.updateMulti(Query.query(Criteria.where("mandates.organisationId").in(silent, commented, leftCold, endorses, takesBack)),
                new Update().set("mandates.0.since", before), "mandates");
        mongo.updateFirst(ofIt, new Update().set("since", before), "watchedConsultations");
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(reader).size() == 2);
        assertThat(SMTP.to(reader).getLast().raw()).contains("neither commented nor said");
        JsonNode reminder = await().until(() -> alertOf(consultation), alert -> alert.get("kind").stringValue().equals("reminder")
                && alert.get("status").stringValue().equals("completed"));
        assertThat(reminder.get("concerned").intValue()).as("the silent one, and the one that took its stance back").isEqualTo(2);
        assertThat(SMTP.to(supported)).as("who endorsed another's comment has spoken").hasSize(1);
        assertThat(SMTP.to(first)).hasSize(1);
        assertThat(SMTP.to(second)).hasSize(1);

        List<String> missed = new ArrayList<>();
        get(secretariat(), "/api/reminders/missed").get("items").forEach(one -> {
            if (one.get("consultationId").stringValue().equals(consultation)) {
                missed.add(one.get("id").stringValue());
            }
        });
        assertThat(missed).as("seven, three and one working days before").hasSize(3);
        assertThat(get(secretariat(), "/api/reminders/silent").toString()).contains(silent, takesBack).doesNotContain(commented).doesNotContain(leftCold)
                .doesNotContain(endorses);
        List<SmtpPeer.Mail> toTheOffice = await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to("office@example.org").stream()
                .filter(mail -> unfolded(mail.raw()).contains(silent)).toList(), mails -> !mails.isEmpty());
        assertThat(unfolded(toTheOffice.getFirst().raw())).contains("2 organisations whom it concerns have neither commented", takesBack).doesNotContain(endorses);
        assertThat(get(secretariat(), "/api/staff-notices").toString()).contains("Shoqata " + silent);
        endorsed(comment, 6, consultation, takesBack, "oppose");
        await().until(() -> mongo.find(ofIt, Document.class, "answers").stream().filter(one -> one.getBoolean("answered")).count() == 4);
        secretariat().post().uri("/api/reminders/missed/" + missed.get(0) + "/skip").exchange().expectStatus().isNoContent();
        secretariat().post().uri("/api/reminders/missed/" + missed.get(0) + "/send").exchange().expectStatus().isEqualTo(409);
        secretariat().post().uri("/api/reminders/missed/" + missed.get(1) + "/send").exchange().expectStatus().isAccepted();
        secretariat().post().uri("/api/reminders/missed/none-such/send").exchange().expectStatus().isNotFound();
        client(TestTokens.bearer("person-1")).post().uri("/api/reminders/missed/" + missed.get(2) + "/send").exchange().expectStatus().isForbidden();
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(reader).size() == 3);
        probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-closed"), consultation, 9,
                fact.deepCopy().put("stage", "closed").toString());
        await().until(() -> mongo.findOne(ofIt, Document.class, "watchedConsultations").getBoolean("closed"));
        JsonNode afterwards = StreamSupport.stream(get(secretariat(), "/api/reminders/silent").get("items").spliterator(), false)
                .filter(one -> one.get("consultationId").stringValue().equals(consultation)).findFirst().orElseThrow();
        assertThat(afterwards.get("over").booleanValue()).isTrue();
        assertThat(afterwards.get("organisations").toString()).contains(silent).doesNotContain(takesBack);
        assertThat(afterwards.get("answered").toString()).contains(takesBack).doesNotContain(silent);
        assertThat(SMTP.to("office@example.org").stream().filter(mail -> unfolded(mail.raw()).contains(silent))).as("told once").hasSize(1);
        // The comment goes, and what stood behind it.
        probe.send("consultation.comment.events.v1", Contracts.type("consultation", "comment-withdrawn"), comment, 7, answer.toString());
        await().until(() -> mongo.find(ofIt, Document.class, "answers").stream().filter(one -> one.getBoolean("answered")).count() == 1);
        secretariat().post().uri("/api/reminders/missed/" + missed.get(2) + "/send").exchange().expectStatus().isEqualTo(409);
    }

    private void endorsed(String comment, long sequence, String consultation, String by, String stance) {
        ObjectNode said = (ObjectNode) JsonMapper.shared().readTree(Contracts.sample("consultation", "comment-endorsed"));
        said.put("commentId", comment).put("consultationId", consultation).put("byOrganisationId", by).put("stance", stance);
        probe.send("consultation.comment.events.v1", Contracts.type("consultation", "comment-endorsed"), comment, sequence, said.toString());
    }

    /** Both alike, with the last reminder due; one was dropped before. */
    @Test
    void nobodyIsRemindedOfWhatWasDropped() {
        String field = field();
        String organisation = organisation(field, "active");
        String reader = address("dropped");
        person(organisation, reader, null, "en");
        String running = id("consultation");
        String dropped = id("consultation");
        for (String consultation : List.of(running, dropped)) {
            ObjectNode fact = (ObjectNode) JsonMapper.shared().readTree(consultation("consultation-opened", consultation, field));
            fact.put("deadline", "2026-11-20T10:31").put("deadlineAt", "2026-11-20T09:31:00Z");
            probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-opened"), consultation, 1, fact.toString());
            completed(consultation);
        }
        ObjectNode end = (ObjectNode) JsonMapper.shared().readTree(consultation("consultation-dropped", dropped, field));
        end.put("deadline", "2026-11-20T10:31").put("deadlineAt", "2026-11-20T09:31:00Z");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-dropped"), dropped, 2, end.toString());
        awaitStored("watchedConsultations", dropped, "closed", true);

        // As above: deadline and mandates were there long before. The dropped one first, so that a look at the other sees both.
        Date before = Date.from(Instant.parse("2026-11-01T08:00:00Z"));
        mongo.updateMulti(Query.query(Criteria.where("mandates.organisationId").is(organisation)), new Update().set("mandates.0.since", before),
                "mandates");
        for (String consultation : List.of(dropped, running)) {
            mongo.updateFirst(Query.query(Criteria.where("consultationId").is(consultation)), new Update().set("since", before),
                    "watchedConsultations");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> SMTP.to(reader).size() == 3);
        assertThat(SMTP.to(reader).getLast().raw()).contains("neither commented nor said", running);
        assertThat(get(secretariat(), "/api/alerts?consultation=" + dropped).get("items")).hasSize(1);
        assertThat(get(secretariat(), "/api/reminders/missed").toString()).contains(running).doesNotContain(dropped);
        assertThat(get(secretariat(), "/api/reminders/silent").toString()).doesNotContain(dropped);
    }

    private void subscribes(String person, String body) {
        client(TestTokens.bearer(person)).put().uri("/api/subscriptions/me/standard").contentType(MediaType.APPLICATION_JSON)
                .body(body).exchange().expectStatus().isOk();
    }

    /** By daily summary: nothing at once, one mail with both drafts when its time has come, and nothing after it. */
    @Test
    void whoAsksForASummaryGetsEachFactInExactlyOneOfThem() {
        String field = field();
        String organisation = organisation(field, "active");
        String reader = address("daily");
        String person = person(organisation, reader, null, "en");
        String other = address("at-once");
        person(organisation, other, null, "en");
        subscribes(person, "{\"scope\":\"organisation-fields\",\"frequency\":\"daily\",\"ways\":[\"email\"]}");
        String stopped = address("stopped");
        String cut = person(organisation, stopped, null, "en");
        subscribes(cut, "{\"scope\":\"organisation-fields\",\"frequency\":\"daily\",\"ways\":[\"email\"]}");
        String first = id("consultation");
        String second = id("consultation");
        opened(first, field);
        JsonNode alert = completed(first);
        opened(second, field);
        completed(second);
        assertThat(SMTP.to(other)).hasSize(2);
        assertThat(SMTP.to(reader)).isEmpty();
        assertThat(get(secretariat(), "/api/alerts/" + alert.get("id").stringValue() + "/not-reached").get("items")).isEmpty();
        assertThat(get(secretariat(), "/api/alerts/" + alert.get("id").stringValue() + "/deliveries?state=not-sent&lang=en").get("items").get(0)
                .get("lastError").stringValue()).contains("summary");
        // The wish is changed in between: what was noted for the summary still comes in it.
        subscribes(person, "{\"scope\":\"organisation-fields\",\"frequency\":\"at-once\",\"ways\":[\"email\"]}");
        Query mine = Query.query(Criteria.where("personId").is(person));
        assertThat(mongo.find(mine, Document.class, "summaryItems")).hasSize(2)
                .allMatch(item -> item.getDate("dueAt").toInstant().equals(Instant.parse("2026-11-21T06:00:00Z")));

        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON)
                .body("{\"channel\":\"email\",\"address\":\"%s\"}".formatted(stopped)).exchange().expectStatus().isCreated();
        // A moment that nobody else's summary has, since all tests share one store.
        Instant slot = clock.instant().truncatedTo(ChronoUnit.MILLIS).minusMillis(SMTP.port());
        mongo.updateMulti(Query.query(Criteria.where("personId").in(person, cut)), new Update().set("dueAt", Date.from(slot)), "summaryItems");
        await().atMost(Duration.ofSeconds(30)).until(() -> !SMTP.to(reader).isEmpty());
        SmtpPeer.Mail mail = SMTP.to(reader).getFirst();
        assertThat(mail.raw()).contains("2 drafts with news", first, second, "asked to be told together");
        await().until(() -> mongo.find(mine, Document.class, "summaryItems").stream().allMatch(item -> item.getString("state").equals("told")));
        JsonNode digest = await().until(() -> digestOf(person), found -> found != null && found.get("status").stringValue().equals("completed"));
        assertThat(digest.get("concerned").intValue()).isEqualTo(2);
        assertThat(get(client(TestTokens.bearer(person)), "/api/alerts/me").get("items")).as("the facts, not the summary").hasSize(2);
        assertThat(get(client(TestTokens.bearer(person)), "/api/inbox").get("unread").intValue()).as("the facts, not the summary").isEqualTo(2);
        client(TestTokens.bearer(person)).put().uri("/api/inbox/read").contentType(MediaType.APPLICATION_JSON).body("{\"upTo\":\"2020-01-01T00:00:00Z\"}").exchange().expectStatus().isOk();
        assertThat(get(client(TestTokens.bearer(person)), "/api/inbox").get("unread").intValue()).as("what came later stays unread").isEqualTo(2);
        client(TestTokens.bearer(person)).put().uri("/api/inbox/read").contentType(MediaType.APPLICATION_JSON).body("{}").exchange().expectStatus().isOk();
        assertThat(get(client(TestTokens.bearer(person)), "/api/inbox").get("unread").intValue()).isZero();
        assertThat(SMTP.to(stopped)).isEmpty();
        assertThat(mongo.findOne(Query.query(Criteria.where("personId").is(cut).and("alertId").is(digest.get("id").stringValue())), Document.class,
                "deliveries").getString("reason")).isEqualTo("suppressed");

        // What is noted too late for its summary is told in another one.
        mongo.insert(new Document("_id", id("item")).append("personId", person).append("alertId", alert.get("id").stringValue())
                .append("dueAt", Date.from(slot)).append("state", "open"), "summaryItems");
        await().until(() -> mongo.find(mine, Document.class, "summaryItems").stream()
                .anyMatch(item -> item.getString("state").equals("open") && item.getDate("dueAt").toInstant().isAfter(slot)));
        assertThat(SMTP.to(reader)).hasSize(1);
        mongo.remove(Query.query(Criteria.where("personId").is(person).and("state").is("open")), "summaryItems");
    }

    private @Nullable JsonNode digestOf(String person) {
        Document delivery = mongo.findOne(Query.query(Criteria.where("personId").is(person).and("state").is("handed-over")), Document.class,
                "deliveries");
        return delivery == null ? null : get(secretariat(), "/api/alerts/" + delivery.getString("alertId"));
    }

    @Test
    void whoReadsTheInboxOnlyGetsNoMessageAndIsNotMissed() {
        String field = field();
        String reader = address("inbox");
        String person = person(organisation(field, "active"), reader, null, "en");
        subscribes(person, "{\"scope\":\"organisation-fields\",\"frequency\":\"at-once\",\"ways\":[\"inbox\"]}");
        String consultation = id("consultation");
        opened(consultation, field);
        String id = completed(consultation).get("id").stringValue();
        assertThat(SMTP.to(reader)).isEmpty();
        assertThat(get(secretariat(), "/api/alerts/" + id + "/not-reached").get("items")).isEmpty();
        assertThat(get(client(TestTokens.bearer(person)), "/api/alerts/me").get("items")).hasSize(1);
    }

    @Test
    void inQuietHoursAnSmsWaitsAndTheMailDoesNot() {
        String field = field();
        String reader = address("quiet");
        String person = person(organisation(field, "active"), reader, "+383 43 900 133", "en");
        takesSms(person);
        client(TestTokens.bearer(person)).put().uri("/api/subscriptions/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"zone\":\"Europe/Belgrade\",\"quiet\":{\"from\":\"00:01\",\"to\":\"00:00\",\"email\":false}}").exchange().expectStatus().isOk();
        String consultation = id("consultation");
        opened(consultation, field);
        await().until(() -> !SMTP.to(reader).isEmpty());
        Document sms = await().until(() -> mongo.findOne(Query.query(Criteria.where("personId").is(person).and("channel").is("sms")),
                Document.class, "deliveries"), found -> found != null);
        assertThat(sms.getString("state")).isEqualTo("waiting");
        assertThat(sms.getDate("dueAt").toInstant()).isEqualTo(Instant.parse("2026-11-20T23:00:00Z"));
        // What nobody wants before does not count as waiting for us.
        Query lane = Query.query(Criteria.where("alertId").is(sms.getString("alertId")).and("channel").is("sms"));
        await().until(() -> mongo.findOne(lane, Document.class, "lanes"), found -> found != null && found.getDate("heldUntil") != null
                && found.getDate("heldUntil").toInstant().equals(Instant.parse("2026-11-20T23:00:00Z")));
    }

    /** Mail and SMS wait in quiet hours that end within a minute or so; meanwhile one deadline moves, and another draft is dropped. */
    @Test
    void whatQuietHoursHeldNamesTheDeadlineThatHoldsAndInvitesToNothingThatWasDropped() {
        String field = field();
        String reader = address("held");
        String person = person(organisation(field, "active"), reader, "+383 43 900 134", "en");
        takesSms(person);
        LocalDateTime local = LocalDateTime.ofInstant(clock.instant(), AlertSettings.KOSOVO);
        LocalDateTime end = local.plusSeconds(80).truncatedTo(ChronoUnit.MINUTES);
        client(TestTokens.bearer(person)).put().uri("/api/subscriptions/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"zone\":\"Europe/Belgrade\",\"quiet\":{\"from\":\"%s\",\"to\":\"%s\",\"email\":true}}".formatted(
                        end.toLocalTime().plusMinutes(1), end.toLocalTime())).exchange().expectStatus().isOk();
        String moves = id("consultation");
        String dropped = id("consultation");
        opened(moves, field);
        opened(dropped, field);
        Query mine = Query.query(Criteria.where("personId").is(person));
        await().until(() -> mongo.find(mine, Document.class, "deliveries").size() == 4);
        assertThat(mongo.find(mine, Document.class, "deliveries")).allMatch(one -> one.getString("state").equals("waiting"));
        ObjectNode moved = (ObjectNode) JsonMapper.shared().readTree(consultation("deadline-moved", moves, field));
        moved.put("previousDeadline", "2026-12-11T23:59").put("deadline", "2026-12-18T16:00").put("deadlineAt", "2026-12-18T15:00:00Z");
        probe.send(CONSULTATIONS, Contracts.type("consultation", "deadline-moved"), moves, 2, moved.toString());
        probe.send(CONSULTATIONS, Contracts.type("consultation", "consultation-dropped"), dropped, 2, consultation("consultation-dropped", dropped, field));
        awaitStored("watchedConsultations", moves, "deadline", "2026-12-18T16:00");
        awaitStored("watchedConsultations", dropped, "closed", true);
        assertThat(SMTP.to(reader)).as("all of this happened in the quiet hours").isEmpty();

        await().atMost(Duration.ofSeconds(120)).until(() -> mongo.find(mine, Document.class, "deliveries"),
                all -> all.size() == 6 && all.stream().noneMatch(one -> one.getString("state").equals("waiting")));
        assertThat(SMTP.to(reader)).hasSize(2).allSatisfy(mail -> assertThat(unfolded(mail.raw())).contains(moves,
                "20 days left]", "Friday, 18 December 2026 at 16:00").doesNotContain(dropped));
        assertThat(SMTP.to(reader)).filteredOn(mail -> !unfolded(mail.raw()).contains("11 December")).as("the new draft's names the new deadline alone").hasSize(1);
        assertThat(SMS.messages.values().stream().map(sms -> sms.get("text").stringValue()).filter(text -> text.contains(moves)).toList())
                .hasSize(2).allMatch(text -> text.contains("18.12.2026 16:00") && !text.contains("11.12.2026"));
        assertThat(SMS.messages.values()).noneMatch(sms -> sms.get("text").stringValue().contains(dropped));
        assertThat(mongo.find(mine, Document.class, "deliveries")).filteredOn(one -> "superseded".equals(one.getString("reason"))).hasSize(2)
                .allMatch(one -> one.getString("state").equals("not-sent"));
    }

    @Test
    void whoIsGrantedAMandateLaterIsNotTold() {
        String field = field();
        String organisation = organisation(field, "active");
        person(organisation, address("early"), null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        String late = address("late");
        person(organisation, late, null, "sq");
        completed(consultation);
        assertThat(SMTP.to(late)).isEmpty();
    }

    @Test
    void whatTheRelayRefusesIsRecordedInPlainWords() {
        String field = field();
        String organisation = organisation(field, "active");
        String unknown = person(organisation, "reject-550-" + id("x") + "@example.org", null, "sq");
        String never = person(organisation, "later-450-" + id("x") + "@example.org", null, "sq");
        String second = "once-450-" + id("x") + "@example.org";
        person(organisation, second, null, "sq");
        String nobody = person(organisation, null, null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        JsonNode alert = completed(consultation);
        String id = alert.get("id").stringValue();

        assertThat(alert.at("/totals/email/failed").intValue()).isEqualTo(2);
        assertThat(alert.at("/totals/email/not-sent").intValue()).isEqualTo(1);
        assertThat(SMTP.to(second)).hasSize(1);
        JsonNode failed = get(secretariat(), "/api/alerts/" + id + "/deliveries?state=failed&lang=en").get("items");
        assertThat(failed).hasSize(2);
        assertThat(failed).anySatisfy(d -> {
            assertThat(d.get("personId").stringValue()).isEqualTo(unknown);
            assertThat(d.get("lastError").stringValue()).contains("does not exist");
            assertThat(d.get("attempts").intValue()).isEqualTo(1);
        }).anySatisfy(d -> {
            assertThat(d.get("personId").stringValue()).isEqualTo(never);
            assertThat(d.get("attempts").intValue()).isEqualTo(4);
        });
        failed.forEach(d -> assertThat(d.get("address").stringValue()).as("in part, as in the ledger of a draft").matches("[rl]•••@example\\.org"));
        JsonNode missed = get(secretariat(), "/api/alerts/" + id + "/not-reached?limit=2");
        List<String> people = new ArrayList<>();
        missed.get("items").forEach(item -> people.add(item.get("personId").stringValue()));
        assertThat(missed.toString()).doesNotContain("reject-550", "later-450");
        get(secretariat(), "/api/alerts/" + id + "/not-reached?limit=2&cursor=" + missed.get("next").stringValue()).get("items")
                .forEach(item -> people.add(item.get("personId").stringValue()));
        assertThat(people).containsExactlyInAnyOrder(unknown, never, nobody);
        EventProbe.Seen said = probe.await(ALERTS, e -> e.data() != null && e.data().contains(consultation));
        assertThat(said.json().get("handedOver").intValue()).isEqualTo(1);
        assertThat(said.json().get("failed").intValue()).isEqualTo(2);
    }

    @Test
    void anOutageOfTheRelayIsWaitedFor() {
        String field = field();
        String organisation = organisation(field, "active");
        List<String> readers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            readers.add(address("outage"));
            person(organisation, readers.getLast(), null, "sq");
        }
        SMTP.stop();
        String consultation = id("consultation");
        opened(consultation, field);
        await().until(() -> alertOf(consultation) != null && alertOf(consultation).at("/totals/email/waiting").asInt(0)
                + alertOf(consultation).at("/totals/email/sending").asInt(0) == 12);
        // Long enough for the four attempts to be used up many times over, if an outage used them up.
        Document waiting = await().pollDelay(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(10)).until(() -> mongo.findOne(
                Query.query(Criteria
                        .where("address").is(readers.getFirst())), Document.class, "deliveries"), d -> d != null);
        assertThat(waiting.getString("state")).isEqualTo("waiting");
        assertThat(waiting.getInteger("attempts")).isZero();
        assertThat(get(client(null), "/actuator/health/readiness")
                .get("status").stringValue()).isEqualTo("UP");
        SMTP.restart();
        completed(consultation);
        assertThat(readers).allSatisfy(reader -> assertThat(SMTP.to(reader)).hasSize(1));
    }

    @Test
    void anSmsProviderThatFallsOverIsWaitedForAndNobodyGetsTwo() {
        String field = field();
        String person = person(organisation(field, "active"), address("sms"), "043 900 122", "sr");
        takesSms(person);
        SMS.answer(503);
        String consultation = id("consultation");
        opened(consultation, field);
        await().until(() -> SMS.requests.stream().anyMatch(sms -> sms.get("text").stringValue().contains(consultation)));
        SMS.answer(202);
        assertThat(completed(consultation).at("/totals/sms/handed-over").intValue()).isEqualTo(1);
        assertThat(SMS.messages.values().stream().filter(sms -> sms.get("text").stringValue().contains(consultation)).toList())
                .singleElement().satisfies(sms -> assertThat(sms.get("to").stringValue()).isEqualTo("+38343900122"));
    }

    @Test
    void theWorkOfAWorkerThatDiedGoesOn() {
        // As a crash leaves it: the record is written, the lane is held by somebody who will not come back.
        String field = field();
        String reader = address("orphan");
        person(organisation(field, "active"), reader, null, "sq");
        SMTP.refuseAll(true);
        String consultation = id("consultation");
        opened(consultation, field);
        await().until(() -> alertOf(consultation) != null && alertOf(consultation).get("status").stringValue().equals("sending"));
        Query lane = Query.query(
                Criteria.where("alertId").is(alertOf(consultation).get("id").stringValue()));
        mongo.updateMulti(lane, new Update().set("owner", "dead-worker")
                .set("leasedUntil", Date.from(Instant.parse("2026-11-20T08:00:00Z"))), "lanes");
        SMTP.refuseAll(false);
        completed(consultation);
        assertThat(SMTP.to(reader)).hasSize(1);
    }

    @Test
    void whoStopsTheMailsWhileTheyWaitGetsNone() {
        String field = field();
        String organisation = organisation(field, "active");
        String reader = address("leaver");
        String person = person(organisation, reader, null, "sq");
        SMTP.stop();
        try {
            String consultation = id("consultation");
            opened(consultation, field);
            await().until(() -> alertOf(consultation) != null && alertOf(consultation).get("status").stringValue().equals("sending"));
            client(TestTokens.bearer(person)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                    .body("{\"email\":false,\"sms\":false,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
            // Work that has lain for some seconds is screened again.
            await().pollDelay(Duration.ofSeconds(6)).atMost(Duration.ofSeconds(12)).until(() -> true);
            SMTP.restart();
            assertThat(completed(consultation).at("/totals/email/not-sent").intValue()).isEqualTo(1);
            assertThat(SMTP.to(reader)).isEmpty();
        } finally {
            SMTP.stop();
            SMTP.restart();
        }
    }

    @Test
    void erasingAPersonTakesTheirDataOutOfTheLedger() {
        String field = field();
        String reader = address("erased");
        String person = person(organisation(field, "active"), reader, null, "sq");
        String consultation = id("consultation");
        opened(consultation, field);
        String id = completed(consultation).get("id").stringValue();
        probe.sendTombstone(CONTACTS, person);
        JsonNode delivery = await().until(() -> get(secretariat(), "/api/alerts/" + id + "/deliveries").get("items").get(0),
                d -> d.get("address") == null || d.get("address").isNull());
        assertThat(delivery.get("personName") == null || delivery.get("personName").isNull()).isTrue();
        assertThat(delivery.get("state").stringValue()).isEqualTo("handed-over");
        assertThat(mongo.findAll(Document.class, "contacts").toString()).doesNotContain(reader);
        assertThat(mongo.findAll(Document.class, "deliveries").toString()).doesNotContain(reader);
        // A late, older fact does not bring the data back.
        contactLate(person, reader);
        assertThat(mongo.findAll(Document.class, "contacts").toString()).doesNotContain(reader);
    }

    private void contactLate(String person, String address) {
        probe.send(CONTACTS, Contracts.type("membership", "contact-updated"), person, 1, """
                {"personId":"%s","name":"X","email":"%s","phone":null,"language":"sq"}""".formatted(person, address));
        probe.awaitConsumed("notification-service", CONTACTS);
    }
}
