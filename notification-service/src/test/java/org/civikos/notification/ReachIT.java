package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.civikos.notification.mail.SmtpPeer;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** An alert that reaches nobody is noticed. */
class ReachIT extends ServiceIT {

    private static List<SmtpPeer.Mail> told(String alertId) {
        return SMTP.to("office@example.org").stream().filter(mail -> mail.raw().replace("=\r\n", "").contains("/deliveries/" + alertId)).toList();
    }

    private String alertAbout(String email, boolean stopped) {
        String field = field();
        String person = person(organisation(field, "active"), email, null, "en");
        if (stopped) {
            client(TestTokens.bearer(person)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                    .body("{\"email\":false,\"sms\":false,\"scope\":\"organisation-fields\"}").exchange().expectStatus().isOk();
        }
        String consultation = id("consultation");
        opened(consultation, field);
        return completed(consultation).get("id").stringValue();
    }

    @Test
    void theSecretariatIsToldOnceOfAnAlertThatReachedNobodyAndOfNoOther() {
        String well = alertAbout(id("reader") + "@example.org", false);
        String chosen = alertAbout(id("quiet") + "@example.org", true);
        String unreached = alertAbout("reject-550@" + id("nowhere") + ".example.org", false);
        await().atMost(Duration.ofSeconds(30)).until(() -> !told(unreached).isEmpty());
        SmtpPeer.Mail mail = told(unreached).getFirst();
        assertThat(mail.header("Subject")).contains("An_alert_has_reached_nobody");
        assertThat(mail.raw()).contains("It concerns 1 person,");
        // The figure is up, and a second look tells nobody again: the next unreached one is the sentinel.
        await().until(() -> client(null).get().uri("/actuator/prometheus").exchange().expectBody(String.class).returnResult().getResponseBody(),
                figures -> figures.lines().anyMatch(line -> line.startsWith("civikos_alerts_unreached") && Double.parseDouble(line.substring(line.lastIndexOf(' '))) >= 1));
        String second = alertAbout("reject-550@" + id("nowhere") + ".example.org", false);
        await().atMost(Duration.ofSeconds(30)).until(() -> !told(second).isEmpty());
        assertThat(told(unreached)).hasSize(1);
        assertThat(told(well)).isEmpty();
        assertThat(told(chosen)).as("who stopped the mails is not missed").isEmpty();
    }

    private static String noticeAbout(JsonNode notices, String words) {
        for (JsonNode one : notices.get("items")) {
            if (one.get("text").stringValue().contains(words)) {
                return one.get("id").stringValue();
            }
        }
        return "";
    }

    /** As when the network's people are not known here (any more): nothing fails, and nobody is told. */
    @Test
    void anAlertThatConcernsNobodyIsNoticedAndStandsOnAScreenUntilSomebodyHasLooked() {
        String consultation = id("consultation");
        probe.sendAt(CONSULTATIONS, Contracts.type("consultation", "consultation-opened"), consultation, 1, consultation("consultation-opened", consultation, field()),
                Instant.parse("2020-01-01T08:00:00Z"));
        JsonNode alert = completed(consultation);
        assertThat(alert.get("concerned").intValue()).isZero();
        String id = alert.get("id").stringValue();
        await().atMost(Duration.ofSeconds(30)).until(() -> !told(id).isEmpty());
        assertThat(told(id).getFirst().header("Subject")).contains("concerns_nobody");

        JsonNode shown = get(secretariat(), "/api/staff-notices");
        String notice = noticeAbout(shown, "/deliveries/" + id);
        assertThat(notice).isNotEmpty();
        client(TestTokens.bearer("person-1")).get().uri("/api/staff-notices").exchange().expectStatus().isForbidden();
        secretariat().post().uri("/api/staff-notices/" + notice + "/done").exchange().expectStatus().isNoContent();
        secretariat().post().uri("/api/staff-notices/none-such/done").exchange().expectStatus().isNotFound();
        assertThat(noticeAbout(get(secretariat(), "/api/staff-notices"), "/deliveries/" + id)).isEmpty();
        String sentinel = alertAbout("reject-550@" + id("nowhere") + ".example.org", false);
        await().atMost(Duration.ofSeconds(30)).until(() -> !told(sentinel).isEmpty());
        assertThat(noticeAbout(get(secretariat(), "/api/staff-notices"), "/deliveries/" + id)).as("not again").isEmpty();
        assertThat(told(id)).hasSize(1);
    }

    /** What tells of no draft is watched too. */
    @Test
    void aMessageToManyThatReachesNobodyIsNoticed() {
        String field = field();
        person(organisation(field, "active"), "reject-550@" + id("nowhere") + ".example.org", null, "sq");
        String circular = id("circular");
        secretariat().put().uri("/api/circulars/" + circular).contentType(MediaType.APPLICATION_JSON).body("""
                {"audience":{"scope":"fields","values":["%s"]},"channels":["email"],"sendAt":null,
                 "texts":{"sq":{"subject":"Takimi","text":"Takohemi të hënën."}}}""".formatted(field)).exchange().expectStatus().isEqualTo(201);
        JsonNode begun = await().atMost(Duration.ofSeconds(30)).until(() -> get(secretariat(), "/api/circulars/" + circular), one -> one.path("alertId").isString());
        String alert = begun.get("alertId").stringValue();
        await().atMost(Duration.ofSeconds(30)).until(() -> !told(alert).isEmpty());
    }
}
