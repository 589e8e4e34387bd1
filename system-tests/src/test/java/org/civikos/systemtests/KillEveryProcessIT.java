package org.civikos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The main job with 1,000 recipients while each process is killed with SIGKILL in the middle. The ledger of what was to arrive comes
 * from the network that this test made up, never from a service; what did arrive comes from the SMTP and SMS ends.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillEveryProcessIT extends InstallationIT {

    private static final int RECIPIENTS = 1_000;
    private static final int ORGANISATIONS = 50;
    /** Every fiftieth recipient has signed in and asked for SMS as well. */
    private static final int SMS_EVERY = 50;
    /**
     * Between the mail server's acceptance and the service's note of it a kill makes a double: one at most for each of the 4 conversations that are open. What was noted and
     * not yet recorded (64 results at a time) is written down by the next start.
     */
    private static final int SMTP_WINDOW = 4;
    /** The services whose death can fall between an acceptance and its record: the one that sends and the one that stores. */
    private static final Set<String> IN_THE_WINDOW = Set.of("notification-service", "store");

    /** What one draft's alert came to. */
    private record Arrivals(Map<String, Set<String>> messageIds, int doubles) {
    }

    private final Map<String, String> victims = new LinkedHashMap<>();
    private final Map<String, Arrivals> seen = new HashMap<>();

    @Override
    int portBase() {
        return 28_080;
    }

    /** Eleven messages within minutes are more than the usual ten an hour to one number. */
    @Override
    Map<String, String> environment() {
        return Map.of("CIVIKOS_SMS_PERNUMBERPERHOUR", "100");
    }

    @BeforeAll
    void load() {
        var organisations = new StringBuilder("id;name;short_name;municipality;fields;member_since\n");
        for (var i = 0; i < ORGANISATIONS; i++) {
            organisations.append("kill-org-%d;Shoqata e Provës %d;SHP%d;Prizren;civil-society;2020-01-01\n".formatted(i, i, i));
        }
        installation.importCsv("organisations", organisations.toString());
        var people = new StringBuilder("id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n");
        var languages = List.of("sq", "sr", "en");
        for (var i = 0; i < RECIPIENTS; i++) {
            people.append("kill-person-%d;Personi Provë %d;%s;%s;%s;kill-org-%d;comment;2026-01-01;;false;\n".formatted(i, i, email(i),
                    hasSms(i) ? phone(i) : "", languages.get(i % 3), i % ORGANISATIONS));
        }
        installation.importCsv("representatives", people.toString());
        for (var i = 0; i < RECIPIENTS; i += SMS_EVERY) {
            var visitor = new Visitor(installation);
            visitor.signIn(email(i));
            visitor.api("PUT", "/api/alert-settings/me", Map.of("email", true, "sms", true, "scope", "everything", "fields", List.of(),
                    "institutions", List.of()));
        }
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
    @Order(1)
    @ValueSource(strings = {"notification-service", "consultation-service", "membership-service", "advocacy-service", "gateway", "broker", "store"})
    void everyoneIsAlertedThoughAProcessIsKilledInTheMiddle(String victim) {
        var title = "Projektligj i rrëzimit " + (victims.size() + 1);
        victims.put(title, victim);
        var restarts = installation.processes().get(victim).get("restarts").asInt();
        publish(title);
        awaitTheMiddle(victim, title);
        installation.kill(victim);
        awaitEveryone(title);
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            var process = installation.processes().get(victim);
            assertThat(process.get("restarts").asInt()).as("%s was killed and started again", victim).isEqualTo(restarts + 1);
            assertThat(process.get("state").asString()).isEqualTo("healthy");
        });
        equalsTheLedger(title);
    }

    /** A last alert goes through the same lanes behind all others: when it is there, nothing of theirs can still be on its way. */
    @Test
    @Order(2)
    void nothingComesAgainLater() {
        var title = "Projektligj pa rrëzim";
        victims.put(title, "nobody");
        publish(title);
        awaitEveryone(title);
        victims.keySet().forEach(this::equalsTheLedger);
        System.out.printf("%-22s %9s %9s %s%n", "killed", "expected", "received", "doubles with the same Message-ID");
        victims.forEach((draft, victim) -> System.out.printf("%-22s %9d %9d %d%n", victim, ledger().size(),
                seen.get(draft).messageIds().size(), seen.get(draft).doubles()));
    }

    /** The round two hours before a deadline, killed after its first mails. */
    @Test
    @Order(3)
    void aRoundOfRemindersReachesEveryoneOnceThoughItsSenderIsKilled() {
        var title = "Projektligj me kujtesë";
        victims.put(title, "notification-service");
        publish(title);
        awaitEveryone(title);
        awaitCopies(title, 1);
        var draft = consultation(title);
        // By whole minutes: the round begins half a minute to a minute and a half from now.
        var deadline = LocalDateTime.now(ZoneId.of("Europe/Belgrade")).plusHours(2).plusSeconds(90).truncatedTo(ChronoUnit.MINUTES);
        installation.api("PUT", "/api/consultations/" + draft + "/deadline", Map.of("deadline", deadline.toString(), "reason", "Prova e kujtesave"));
        awaitCopies(title, 2);
        var last = installation.lastMessage();
        Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(10)).until(() -> installation.lastMessage() > last + 20);
        installation.kill("notification-service");
        awaitCopies(title, 3);
        var copies = copies(title);
        assertThat(copies.keySet()).as("who was told, and reminded").isEqualTo(ledger());
        assertThat(copies.values().stream().mapToInt(all -> all.size() - new HashSet<>(all).size()).sum())
                .as("doubles with the same Message-ID").isLessThanOrEqualTo(SMTP_WINDOW);
        assertThat(copies.values()).as("opened, moved, reminded").allSatisfy(all -> assertThat(new HashSet<>(all)).hasSize(3));
    }

    /** Everybody who has not chosen for themselves has it in a daily summary, whose planning is killed at its first part. */
    @Test
    @Order(4)
    void summariesReachEveryoneOnceThoughTheirPlanningIsKilled() {
        var title = "Projektligj në përmbledhje";
        victims.put(title, "notification-service");
        try (var client = MongoClients.create("mongodb://127.0.0.1:" + (portBase() + 8))) {
            var store = client.getDatabase("notification");
            for (var i = 0; i < ORGANISATIONS; i++) {
                store.getCollection("organisationAlertDefaults").insertOne(new Document("_id", "kill-org-" + i).append("version", 1L)
                        .append("state", new Document("subscriptions", List.of(new Document("_id", "default-1").append("name", "")
                                .append("scope", "ORGANISATION_FIELDS").append("match", "ANY").append("unsorted", true).append("frequency", "DAILY")
                                .append("ways", List.of("EMAIL"))))).append("pending", List.of()));
            }
            var items = store.getCollection("summaryItems");
            publish(title);
            var waiting = RECIPIENTS - RECIPIENTS / SMS_EVERY;
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> items.countDocuments(Filters.eq("state", "open")) == waiting);
            // It is seven o'clock: nothing of the services knows another clock than the machine's.
            items.updateMany(Filters.eq("state", "open"), Updates.set("dueAt", new Date()));
            var summary = new AtomicReference<Document>();
            Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5)).until(() -> {
                summary.set(store.getCollection("alerts").find(Filters.eq("state.kind", "DIGEST")).first());
                return summary.get() != null && store.getCollection("batches").find(Filters.eq("_id", summary.get().getString("_id") + ":00000")).first() != null;
            });
            installation.kill("notification-service");
            awaitEveryone(title);
            equalsTheLedger(title);
            assertThat(items.countDocuments(Filters.ne("state", "told"))).as("nothing waits any more").isZero();
        }
    }

    private String consultation(String title) {
        for (var one : installation.api("GET", "/api/consultations?limit=200", null).get("items")) {
            if (one.toString().contains(title)) {
                return one.get("id").asString();
            }
        }
        throw new AssertionError("There is no consultation " + title);
    }

    /** Waits until everybody has had so many different messages about a draft. */
    private void awaitCopies(String title, int messages) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1)).ignoreExceptions().untilAsserted(() -> {
            var copies = copies(title);
            assertThat(ledger().stream().filter(who -> new HashSet<>(copies.getOrDefault(who, List.of())).size() < messages).toList())
                    .as("who has had fewer than %d messages about %s", messages, title).isEmpty();
        });
    }

    /** By channel and address the message ids of all that arrived about a draft, in order. */
    private Map<String, List<String>> copies(String title) {
        var all = new HashMap<String, List<String>>();
        for (var message : installation.messages(null)) {
            var mail = message.get("channel").asString().equals("email");
            if ((mail ? message.get("subject") : message.get("text")).asString().contains(mail ? title : plain(title))) {
                all.computeIfAbsent((mail ? "email " : "sms ") + message.get("to").asString(), who -> new ArrayList<>())
                        .add(message.get("messageId").asString());
            }
        }
        return all;
    }

    private void awaitEveryone(String title) {
        var expected = ledger();
        Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1)).ignoreExceptions().untilAsserted(
                () -> assertThat(missing(expected, arrivals().getOrDefault(title, new Arrivals(Map.of(), 0)).messageIds().keySet()))
                        .as("still missing of %s (%s killed)", title, victims.get(title)).isEmpty());
    }

    private void equalsTheLedger(String title) {
        var arrivals = arrivals().get(title);
        seen.put(title, arrivals);
        assertThat(arrivals.messageIds().keySet()).as("who received %s", title).isEqualTo(ledger());
        arrivals.messageIds().forEach((who, ids) -> assertThat(ids).as("every copy for %s is the same message", who).hasSize(1));
        assertThat(arrivals.doubles()).as("doubles of %s, which only the SMTP protocol's own window may cause (%s killed)", title,
                victims.get(title)).isLessThanOrEqualTo(IN_THE_WINDOW.contains(victims.get(title)) ? SMTP_WINDOW : 0);
    }

    /** For each of this test's drafts, by channel and address, the distinct message ids that arrived, and how many copies too many. */
    private Map<String, Arrivals> arrivals() {
        var all = new HashMap<String, Arrivals>();
        for (var message : installation.messages(null)) {
            var channel = message.get("channel").asString();
            var text = channel.equals("email") ? message.get("subject").asString() : message.get("text").asString();
            victims.keySet().stream().filter(title -> text.contains(channel.equals("email") ? title : plain(title))).findFirst().ifPresent(title -> {
                var before = all.getOrDefault(title, new Arrivals(new HashMap<>(), 0));
                var ids = before.messageIds().computeIfAbsent(channel + " " + message.get("to").asString(), who -> new HashSet<>());
                var again = !ids.isEmpty();
                ids.add(message.get("messageId").asString());
                all.put(title, new Arrivals(before.messageIds(), before.doubles() + (again ? 1 : 0)));
            });
        }
        return all;
    }

    private static String plain(String title) {
        return title.replace('ë', 'e');
    }

    private static Set<String> missing(Set<String> expected, Set<String> received) {
        var missing = new TreeSet<>(expected);
        missing.removeAll(received);
        return missing;
    }

    private static Set<String> ledger() {
        var expected = new HashSet<String>();
        for (var i = 0; i < RECIPIENTS; i++) {
            expected.add("email " + email(i));
            if (hasSms(i)) {
                expected.add("sms " + phone(i));
            }
        }
        return expected;
    }

    private void publish(String title) {
        Installation.json(installation.send("POST", installation.portalUrl() + "/admin/publish", Map.of("Content-Type", "application/json"),
                Installation.JSON.writeValueAsString(Map.of("title", title, "sample", "associations-sq")), null));
    }

    /** For the service that reads drafts the middle is when the draft is seen; for all others, when the first mails have come. */
    private void awaitTheMiddle(String victim, String title) {
        if (victim.equals("consultation-service")) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(
                    () -> installation.api("GET", "/api/drafts?limit=10", null).get("items").toString().contains(title));
        } else {
            var last = installation.lastMessage();
            Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(10)).until(() -> installation.lastMessage() > last + 20);
        }
    }
}
