package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class HolidayIT extends ServiceIT {

    private static final String TOPIC = "consultation.holiday.events.v1";

    @AfterEach
    void backToTheLaw() {
        int year = LocalDate.now(WorkingDays.ZONE).getYear();
        for (int one = year - 1; one <= year + 2; one++) {
            for (JsonNode day : get("/api/holidays?year=" + one, null).json().get("announced")) {
                assertThat(delete("/api/holidays/" + day.get("id").asString(), SECRETARIAT).status()).isEqualTo(204);
            }
        }
        assertThat(WorkingDays.table()).isEqualTo(WorkingDays.Table.OF_THE_LAW);
    }

    private static LocalDate workingDay(int ahead) {
        return WorkingDays.after(LocalDate.now(WorkingDays.ZONE), ahead);
    }

    private static Map<String, Object> off(LocalDate date) {
        return new HashMap<>(Map.of("date", date.toString(), "kind", "off", "names", Map.of("sq", "Ditë zie", "sr", "Dan žalosti", "en", "Day of mourning"), "act", "Vendimi 07/201 i Qeverisë"));
    }

    private int daysLeft(String consultation) {
        return get("/api/consultations/" + consultation, null).json().get("workingDaysLeft").asInt();
    }

    private static List<Seen> told() {
        return PROBE.all(TOPIC);
    }

    private static Seen last(int before) {
        await().until(() -> told().size() > before);
        return told().getLast();
    }

    @Test
    void anAnnouncedDayCountsAtOnceIsToldOnceAndIsUndoneByTakingItAway() {
        String consultation = consultation("holiday-at-once", workingDay(12).atTime(23, 59));
        int left = daysLeft(consultation);
        LocalDate day = workingDay(5);
        int before = told().size();

        Answer made = put("/api/holidays/mourning-one", SECRETARIAT, off(day), "If-Match", "\"0\"");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.response().headers().firstValue("ETag")).contains("\"1\"");
        assertThat(daysLeft(consultation)).isEqualTo(left - 1);
        Seen told = last(before);
        assertThat(told.type()).isEqualTo(Contracts.type("consultation", "holidays-changed"));
        assertThat(told.key()).isEqualTo("announced");
        Contracts.assertValid("consultation", "holidays-changed", told.data());
        assertThat(told.json().get("off").valueStream().map(JsonNode::asString)).containsExactly(day.toString());

        // Sent again, whatever tag it was first sent with, it is there already.
        assertThat(put("/api/holidays/mourning-one", SECRETARIAT, off(day), "If-Match", "\"0\"").status()).isEqualTo(200);
        Answer twice = put("/api/holidays/mourning-two", ADMINISTRATOR, off(day));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.code()).isEqualTo("day-announced-already");
        assertThat(twice.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/date");

        Map<String, Object> better = off(day);
        better.put("act", "Vendimi 07/202 i Qeverisë");
        assertThat(put("/api/holidays/mourning-one", ADMINISTRATOR, better, "If-Match", "\"7\"").status()).isEqualTo(412);
        assertThat(put("/api/holidays/mourning-one", ADMINISTRATOR, better, "If-Match", "\"1\"").json().get("version").asInt()).isEqualTo(2);

        JsonNode year = get("/api/holidays?year=" + day.getYear(), null).json();
        assertThat(year.get("announced").get(0).get("names").get("sr").asString()).isEqualTo("Dan žalosti");
        assertThat(year.toString()).as("who it was is not for everybody").doesNotContain("it-secretariat");
        assertThat(year.get("law").valueStream().map(one -> one.get("code").asString())).contains("new-year", "independence-day", "fitr-bajram");

        assertThat(delete("/api/holidays/mourning-one", SECRETARIAT, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(delete("/api/holidays/mourning-one", SECRETARIAT, "If-Match", "\"2\"").status()).isEqualTo(204);
        assertThat(delete("/api/holidays/mourning-one", SECRETARIAT).status()).as("twice").isEqualTo(204);
        assertThat(delete("/api/holidays/never-there", SECRETARIAT).status()).isEqualTo(404);
        assertThat(daysLeft(consultation)).isEqualTo(left);
        assertThat(put("/api/holidays/mourning-one", SECRETARIAT, off(day)).code()).as("a late repetition brings nothing back").isEqualTo("announced-day-removed");

        JsonNode history = get("/api/holidays/history", ADMINISTRATOR).json().get("items");
        assertThat(history.get(0).get("what").asString()).isEqualTo("removed");
        assertThat(history.get(1).get("what").asString()).isEqualTo("changed");
        assertThat(history.get(1).get("by").asString()).isEqualTo("it-administrator");
        assertThat(history.get(2).get("what").asString()).isEqualTo("added");
        assertThat(history.get(2).get("by").asString()).isEqualTo("it-secretariat");
        assertThat(get("/api/holidays/history", TestTokens.bearer("person-x")).status()).isEqualTo(403);
        assertThat(put("/api/holidays/mourning-three", TestTokens.bearer("person-x"), off(day)).status()).isEqualTo(403);

        await().until(() -> told().size() == before + 3);
        List<Long> sequences = told().stream().skip(before).map(seen -> Long.parseLong(seen.headers().get("ce_sequence"))).toList();
        assertThat(sequences).as("three changes, three facts, in order").isSorted().doesNotHaveDuplicates();
        assertThat(told().getLast().json().get("off").size()).isZero();
    }

    @Test
    void aDayOfTheLawIsWorkedWhereThatIsAnnounced() {
        LocalDate lawful = WorkingDays.lawDays(LocalDate.now(WorkingDays.ZONE).getYear() + 1).stream().filter(day -> day.code().equals("independence-day")).findFirst().orElseThrow().off();
        assertThat(WorkingDays.isWorkingDay(lawful)).isFalse();
        int before = told().size();
        Map<String, Object> worked = Map.of("date", lawful.toString(), "kind", "worked", "act", "Vendimi 08/101 i Qeverisë");
        assertThat(put("/api/holidays/worked-one", ADMINISTRATOR, worked).status()).isEqualTo(201);
        assertThat(WorkingDays.isWorkingDay(lawful)).isTrue();
        // A day off besides, so that the event has every member of the sample.
        assertThat(put("/api/holidays/off-besides", ADMINISTRATOR, off(workingDay(30))).status()).isEqualTo(201);
        await().until(() -> told().size() == before + 2);
        Contracts.assertLikeSample("consultation", "holidays-changed", told().getLast().data());
        assertThat(told().getLast().json().get("worked").get(0).asString()).isEqualTo(lawful.toString());
    }

    /** Two people announce the same day at the same moment, as it happens on the evening of a moon. */
    @Test
    void oneDayIsAnnouncedOnceByWhoeverIsQuicker() throws Exception {
        LocalDate day = workingDay(40);
        try (ExecutorService people = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> attempts = IntStream.range(0, 6).<Callable<Integer>>mapToObj(one -> () -> put("/api/holidays/race-" + one, SECRETARIAT, off(day)).status()).toList();
            List<Integer> answers = people.invokeAll(attempts).stream().map(Future::resultNow).sorted().toList();
            assertThat(answers).containsExactly(201, 409, 409, 409, 409, 409);
        }
    }

    /** What another instance wrote is in the store, and in nothing else that this one has. */
    @Test
    void whatAnotherInstanceWroteCountsHereASecondLater() {
        LocalDate first = workingDay(50);
        LocalDate second = workingDay(52);
        assertThat(put("/api/holidays/instance-one", SECRETARIAT, off(first)).status()).isEqualTo(201);
        Document day = stored("holidays", "announced").get("state", Document.class).getList("days", Document.class).getFirst();
        Document other = new Document(day).append("date", second.toString());
        other.put(day.containsKey("_id") ? "_id" : "id", "instance-two");
        mongo.getCollection("holidays").updateOne(new Document("_id", "announced"),
                new Document("$push", new Document("state.days", other)).append("$inc", new Document("version", 1)));
        await().atMost(Duration.ofSeconds(5)).until(() -> !WorkingDays.isWorkingDay(second));
        assertThat(WorkingDays.isWorkingDay(first)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-06, off, /date, 422",
        "2027-02-17, off, /date, 422",
        "2027-02-18, worked, /date, 422",
        "2001-03-08, off, /date, 422",
        "2099-03-09, off, /date, 422",
        "2027-02-30, off, /date, 400",
        "tomorrow, off, /date, 400",
        "2027-02-18, perhaps, /kind, 422",
    })
    void whatMovesNothingOrIsNoDayIsRefusedAtItsField(String date, String kind, String pointer, int status) {
        Map<String, Object> body = Map.of("date", date, "kind", kind, "names", Map.of("en", "Day"), "act", "A decision");
        Answer refused = put("/api/holidays/refused-one", SECRETARIAT, body, "Accept-Language", "sq");
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
        assertThat(refused.json().get("errors").get(0).get("detail").asString()).isNotBlank();
    }

    @Test
    void aDayOffHasANameAndEveryAnnouncementAnAct() {
        Map<String, Object> nameless = off(workingDay(5));
        nameless.put("names", Map.of("sq", " "));
        assertThat(put("/api/holidays/nameless", SECRETARIAT, nameless).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/names/sq");
        nameless.put("names", Map.of("de", "Feiertag"));
        assertThat(put("/api/holidays/nameless", SECRETARIAT, nameless).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/names");
        nameless.put("names", Map.of("en", "x".repeat(121)));
        assertThat(put("/api/holidays/nameless", SECRETARIAT, nameless).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/names/en");
        Map<String, Object> actless = off(workingDay(5));
        actless.put("act", " ");
        assertThat(put("/api/holidays/nameless", SECRETARIAT, actless).json().get("errors").get(0).get("pointer").asString()).isEqualTo("/act");
        assertThat(put("/api/holidays/-", SECRETARIAT, off(workingDay(5))).status()).isEqualTo(422);
        assertThat(get("/api/holidays?year=1899", null).status()).isEqualTo(400);
    }
}
