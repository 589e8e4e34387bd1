package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe.Seen;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SourceWeekIT extends ServiceIT {

    private static final String TOPIC = "consultation.source.events.v1";

    private static Document day(LocalDate date, int checks, int failures) {
        return new Document("date", date.toString()).append("checks", checks).append("failures", failures).append("found", 0);
    }

    @Test
    void theWeekIsToldOnceWithTheFiguresOfItsDaysAlone() {
        LocalDate monday = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
        Map<String, Object> setting = new HashMap<>(Map.of("name", "Portali i javës", "kind", "html-list", "baseUrl", "http://127.0.0.1:9", "firstNumber", 0,
                "opening", "automatic", "paused", true, "institution", "md",
                "listing", Map.of("address", "http://127.0.0.1:9/list", "follow", false, "fields", Map.of("item", "li", "title", "a", "link", "a"))));
        Answer made = put("/api/sources/week-portal", ADMINISTRATOR, setting);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        mongo.save(new Document("_id", "week-portal").append("lastSeen", 0).append("nextCheckAt", Date.from(Instant.now().plusSeconds(86_400)))
                .append("failuresInRow", 0).append("circuit", "closed").append("days", List.of(day(monday.minusDays(1), 500, 500), day(monday, 48, 0),
                        day(monday.plusDays(3), 48, 2), day(monday.plusDays(6), 48, 0), day(monday.plusDays(7), 900, 900)))
                .append("foundOn", IntStream.rangeClosed(0, 9).mapToObj(i -> monday.minusDays(80 - 2L * i).toString()).toList()), "sourceProgress");
        setting.put("paused", false);
        assertThat(put("/api/sources/week-portal", ADMINISTRATOR, setting).status()).isEqualTo(200);
        String week = "week-" + monday;
        await().until(() -> PROBE.all(TOPIC).stream().anyMatch(seen -> week.equals(seen.key())));
        Seen told = PROBE.all(TOPIC).stream().filter(seen -> week.equals(seen.key())).findFirst().orElseThrow();
        assertThat(told.type()).isEqualTo(Contracts.type("consultation", "sources-week-closed"));
        Contracts.assertLikeSample("consultation", "sources-week-closed", told.data());
        JsonNode json = told.json();
        assertThat(json.get("to").asString()).isEqualTo(monday.plusDays(6).toString());
        JsonNode ours = null;
        for (JsonNode one : json.get("sources")) {
            ours = one.get("sourceId").asString().equals("week-portal") ? one : ours;
        }
        assertThat(ours.get("checks").asInt()).isEqualTo(144);
        assertThat(ours.get("failures").asInt()).isEqualTo(2);
        assertThat(ours.get("quiet").get("since").asString()).isEqualTo(monday.minusDays(62).toString());
        assertThat(ours.get("quiet").get("days").asInt()).as("to the week's Sunday").isEqualTo(68);
        assertThat(ours.get("quiet").get("usually").asInt()).isEqualTo(2);

        // It looked again many times meanwhile: whatever the days say now, the week stands.
        setting.put("paused", true);
        assertThat(put("/api/sources/week-portal", ADMINISTRATOR, setting).status()).isEqualTo(200);
        assertThat(PROBE.all(TOPIC).stream().filter(seen -> week.equals(seen.key()))).hasSize(1);
        assertThat(mongo.findById(week, Document.class, "sourceWeeks")).isNotNull();
    }
}
