package org.civikos.notification.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.civikos.notification.PreferenceIT;
import org.civikos.notification.ServiceIT;
import org.civikos.notification.alert.Alert;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

class SilenceIT extends ServiceIT {

    private static final String SOURCES = "consultation.source.events.v1";

    @Autowired
    private Weeks weeks;

    private void wants(String person, boolean wanted, String... roles) {
        client(TestTokens.bearer(person, roles)).put().uri("/api/alert-settings/me/silence").contentType(MediaType.APPLICATION_JSON)
                .body("{\"wanted\":" + wanted + "}").exchange().expectStatus().isOk();
    }

    /** The sample's figures for the week before the one in which the clock of these tests stands. */
    private String closed() {
        String week = id("week");
        String payload = Contracts.sample("consultation", "sources-week-closed").replace("week-2026-11-16", week).replace("2026-11-16", "2026-11-09")
                .replace("2026-11-22", "2026-11-15");
        String event = probe.send(SOURCES, Contracts.type("consultation", "sources-week-closed"), week, 1, payload);
        probe.send(SOURCES, event, Contracts.type("consultation", "sources-week-closed"), week, 1, payload);
        String alert = Alert.idOf("silence\n" + week);
        await().untilAsserted(() -> assertThat(get(secretariat(), "/api/alerts/" + alert).get("status").stringValue()).isEqualTo("completed"));
        return alert;
    }

    @Test
    void whoHeardNothingIsToldOnceWhatWasLookedAt() {
        String field = field();
        String organisation = organisation(field, "active");
        String asked = id("asked") + "@example.org";
        String never = id("never") + "@example.org";
        String heard = id("heard") + "@example.org";
        String staff = id("staff") + "@example.org";
        String quiet = id("quiet") + "@example.org";
        String other = organisation(field(), "active");
        wants(person(other, asked, null, "en"), true);
        person(other, never, null, "en");
        wants(person(organisation, heard, null, "en"), true);
        String secretary = person(other, staff, null, "sr");
        assertThat(get(client(TestTokens.bearer(secretary, "secretariat")), "/api/alert-settings/me/silence").get("wanted").booleanValue())
                .as("the secretariat unless it says no").isTrue();
        wants(person(other, quiet, null, "sq"), false, "secretariat");
        String consultation = id("consultation");
        opened(consultation, field);
        completed(consultation);

        String alert = closed();
        weeks.look();
        probe.awaitConsumed("notification-service", SOURCES);
        assertThat(SMTP.to(asked)).hasSize(1);
        assertThat(PreferenceIT.text(SMTP.to(asked).getFirst())).contains("From 9 November 2026 to 15 November 2026 we looked 343 times at 2 sources. Not all could be read:",
                "! Gazeta shembull: could not be read in 3 looks of 7.", "Portali shembull i konsultimeve: looked at 336 times, always readable",
                "In what could be read there was no new draft.", "/preferences/",
                "! Portali shembull i konsultimeve: unusually quiet. Nothing new for 53 days, though something usually comes every 4 days. Please look at the site yourself.");
        assertThat(SMTP.to(staff)).hasSize(1);
        assertThat(PreferenceIT.text(SMTP.to(staff).getFirst())).contains("nije moglo da se pročita pri 3 gledanja od 7",
                "neuobičajeno tiho. Ništa novo već 53 dana, iako obično nešto stigne na svaka 4 dana.");
        assertThat(SMTP.to(never)).isEmpty();
        assertThat(SMTP.to(quiet)).isEmpty();
        assertThat(SMTP.to(heard)).as("the alert alone").hasSize(1);
        assertThat(get(secretariat(), "/api/alerts/" + alert).get("kind").stringValue()).isEqualTo("silence");

        // Whoever loses the role is of the secretariat no more.
        get(client(TestTokens.bearer(secretary)), "/api/alert-settings/me/silence");
        closed();
        assertThat(SMTP.to(staff)).hasSize(1);
        assertThat(SMTP.to(asked)).as("another week").hasSize(2);
    }
}
