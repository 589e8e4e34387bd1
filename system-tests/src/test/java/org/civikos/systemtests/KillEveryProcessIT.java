package org.civikos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The main job with 1,000 recipients while each process is killed with SIGKILL in the middle. The ledger of what was to arrive comes
 * from the network that this test made up, never from a service; what did arrive comes from the SMTP and SMS ends.
 */
class KillEveryProcessIT extends InstallationIT {

    private static final int RECIPIENTS = 1_000;
    private static final int ORGANISATIONS = 50;
    /** Every tenth recipient also has a phone and SMS on. */
    private static final int SMS_EVERY = 10;

    @Override
    int portBase() {
        return 28_080;
    }

    @BeforeAll
    void load() {
        var organisations = new StringBuilder("id;name;short_name;municipality;fields;member_since\n");
        for (var i = 0; i < ORGANISATIONS; i++) {
            organisations.append("kill-org-%d;Shoqata e Provës %d;SHP%d;Prizren;;2020-01-01\n".formatted(i, i, i));
        }
        installation.importCsv("organisations", organisations.toString());
        var people = new StringBuilder("id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n");
        var languages = List.of("sq", "sr", "en");
        for (var i = 0; i < RECIPIENTS; i++) {
            people.append("kill-person-%d;Personi Provë %d;%s;%s;%s;kill-org-%d;comment;2026-01-01;;false;\n".formatted(i, i, email(i),
                    hasSms(i) ? phone(i) : "", languages.get(i % 3), i % ORGANISATIONS));
        }
        installation.importCsv("representatives", people.toString());
        installation.api("PUT", "/api/sources/kill-portal", Map.of("name", "Portal", "kind", "portal-by-number", "baseUrl", installation.portalUrl(),
                "firstNumber", firstNumber(), "opening", "automatic", "institution", "md", "paused", false));
    }

    private int firstNumber() {
        return Installation.json(installation.send("GET", installation.portalUrl() + "/admin/state", Map.of(), null, null)).get("nextNumber").asInt();
    }

    private static boolean hasSms(int person) {
        return person % SMS_EVERY == 0;
    }

    private static String email(int person) {
        return "kill" + person + "@example.org";
    }

    private static String phone(int person) {
        return "+38343900%03d".formatted(person % 1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification-service", "consultation-service", "membership-service", "advocacy-service", "gateway", "broker", "store"})
    void everyoneIsAlertedThoughAProcessIsKilledInTheMiddle(String victim) {
        var title = "Projektligj i provës " + victim;
        var before = installation.messages(null).size();
        publish(title);
        awaitTheMiddle(victim, before, title);
        installation.kill(victim);
        var expected = expectedLedger();
        Awaitility.await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).untilAsserted(
                () -> assertThat(missing(expected, received(title).keySet())).as("still missing after %s was killed", victim).isEmpty());
        // A second, empty event after the first proves that nothing of the first is still on its way: it goes through the same lanes.
        var received = received(title);
        assertThat(new HashSet<>(received.keySet())).isEqualTo(expected);
        var doubles = 0;
        for (var entry : received.entrySet()) {
            assertThat(entry.getValue()).as("every copy for %s is the same message", entry.getKey()).hasSize(1);
            doubles += counts.get(entry.getKey()) - 1;
        }
        System.out.printf("%s killed: %d expected, %d received, %d doubles with the same Message-ID%n", victim, expected.size(), received.size(), doubles);
        assertThat(doubles).as("doubles, which only the SMTP protocol's own window may cause").isLessThanOrEqualTo(
                victim.equals("notification-service") || victim.equals("store") ? 16 : 0);
    }

    private final Map<String, Integer> counts = new HashMap<>();

    /** For each address and channel the distinct message ids that arrived under this title. */
    private Map<String, Set<String>> received(String title) {
        counts.clear();
        var received = new HashMap<String, Set<String>>();
        for (var message : installation.messages(null)) {
            var email = message.get("channel").asString().equals("email");
            var text = email ? message.get("subject").asString() + message.get("text").asString() : message.get("text").asString();
            if (text.contains(plain(title, email))) {
                var key = message.get("channel").asString() + " " + message.get("to").asString();
                received.computeIfAbsent(key, k -> new HashSet<>()).add(message.get("messageId").asString());
                counts.merge(key, 1, Integer::sum);
            }
        }
        return received;
    }

    private static String plain(String title, boolean email) {
        return email ? title : title.replace('ë', 'e').replace('ç', 'c');
    }

    private static Set<String> missing(Set<String> expected, Set<String> received) {
        var missing = new TreeSet<>(expected);
        missing.removeAll(received);
        return missing;
    }

    private Set<String> expectedLedger() {
        var expected = new HashSet<String>();
        for (var i = 0; i < RECIPIENTS; i++) {
            expected.add("email " + email(i));
        }
        return expected;
    }

    private void publish(String title) {
        Installation.json(installation.send("POST", installation.portalUrl() + "/admin/publish", Map.of("Content-Type", "application/json"),
                Installation.JSON.writeValueAsString(Map.of("title", title, "sample", "associations-sq")), null));
    }

    /** For the services on the way of the alert, the middle is when the first mails have come; the others are killed at once. */
    private void awaitTheMiddle(String victim, int before, String title) {
        if (victim.equals("consultation-service")) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(
                    () -> !installation.api("GET", "/api/drafts?limit=10", null).get("items").toString().isBlank()
                            && installation.api("GET", "/api/drafts?limit=10", null).get("items").toString().contains(title));
        } else {
            Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(20)).until(
                    () -> installation.messages(null).size() > before + 20);
        }
    }
}
