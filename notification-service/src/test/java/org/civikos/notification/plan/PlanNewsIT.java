package org.civikos.notification.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.List;
import org.civikos.notification.PreferenceIT;
import org.civikos.notification.ServiceIT;
import org.civikos.platformtest.Contracts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class PlanNewsIT extends ServiceIT {

    private static final String PLAN = "consultation.plan.events.v1";
    private static final String OFFICE = "office@example.org";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private PlanNews news;

    private String told(String fact, String entry, String title) {
        String sample = Contracts.sample("consultation", fact);
        String before = JSON.readTree(sample).get("planEntryId").stringValue();
        String payload = sample.replace(before, entry).replace(JSON.readTree(sample).get("title").stringValue(), title);
        String event = probe.send(PLAN, Contracts.type("consultation", fact), entry, 1, payload);
        probe.send(PLAN, event, Contracts.type("consultation", fact), entry, 1, payload);
        return entry;
    }

    private List<String> mails(String words) {
        return SMTP.to(OFFICE).stream().map(mail -> PreferenceIT.text(mail).replaceAll("\\s+", " ")).filter(text -> text.contains(words)).toList();
    }

    @Test
    void theSecretariatIsToldOnceOfAllThatTheEndOfAQuarterShows() {
        String one = id("Projektligji për heshtjen");
        String other = id("Strategjia e heshtjes");
        told("plan-entry-overdue", id("plan"), one);
        told("plan-entry-overdue", id("plan"), other);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(mails(one)).hasSize(1));
        assertThat(mails(one).getFirst()).contains("has ended, and no drafts of them are known", other, "3/2026", "/plan?state=overdue");

        // What is told of another entry later is another mail; the first ones are in none of it.
        String later = id("Projektligji i mëvonshëm");
        told("plan-entry-overdue", id("plan"), later);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(mails(later)).hasSize(1));
        news.look();
        assertThat(mails(later).getFirst()).contains("this act was to be consulted on").doesNotContain(one);
        assertThat(mails(one)).hasSize(1);
        assertThat(mails(other)).hasSize(1);
    }

    @Test
    void andOfWhatLeftThePlan() {
        String title = id("Projektligji i hequr");
        String entry = told("plan-entry-dropped", id("plan"), title);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(mails(title)).hasSize(1));
        assertThat(mails(title).getFirst()).contains("is not in the plan any more", "/plan?state=dropped");
        assertThat(mongo.getCollection(PlanNews.COLLECTION).countDocuments(Filters.regex("_id", "^" + entry))).isEqualTo(1);
    }
}
