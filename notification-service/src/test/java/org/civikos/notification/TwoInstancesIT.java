package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.civikos.notification.delivery.SharedRate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Two instances of one group on one broker and one store, of which one is a process that is killed. */
class TwoInstancesIT extends ServiceIT {

    private static final int PEOPLE = 4_000;
    /** Conversations in hand and results that are not written yet, of the one that is killed. */
    private static final int IN_DOUBT = 4 + 64;

    @Autowired
    private Environment environment;
    @Autowired
    private Clock clock;
    private Process other;
    private int members;

    /** With the leases of production, since it is they that run out. */
    private void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC", "-D" + OFFSET + "=" + Duration.between(Instant.ofEpochMilli(System.currentTimeMillis()), clock.instant()), "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), InstanceProcess.class.getName()));
        Stream.of("MONGODB_URI", "KAFKA_BOOTSTRAP", "PUBLIC_URL", "MEMBERSHIP_URL", "civikos.security.jwk-set-uri", "LINK_SECRET", "SMTP_HOST", "SMTP_PORT", "SMS_URL",
                "SMS_API_KEY").forEach(key -> command.add("--" + key + "=" + environment.getProperty(key)));
        command.addAll(List.of("--PORT=0", "--civikos.delivery.sweep=500ms",
                // So that the partitions of the dead are soon read again.
                "--spring.cloud.stream.kafka.binder.consumer-properties.session.timeout.ms=6000"));
        members = probe.members("notification-service");
        File log = File.createTempFile("second-instance", ".log");
        other = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        String title = "second instance, " + log;
        await(title).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> !other.isAlive() || Files.readString(log.toPath()).contains(InstanceProcess.STARTED));
        assertThat(other.isAlive()).as(title + ": " + Files.readString(log.toPath())).isTrue();
    }

    @AfterEach
    void end() throws InterruptedException {
        SMTP.pause(0);
        if (other != null) {
            other.destroyForcibly().waitFor();
            // Until then nobody reads its partitions, and another test would wait for what is in them.
            await().atMost(Duration.ofMinutes(1)).until(() -> probe.members("notification-service") <= members);
        }
    }

    private Set<String> workers() {
        return mongo.getCollection("lanes").find(new Document("done", false)).map(lane -> lane.getString("owner")).into(new ArrayList<>()).stream()
                .filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private String network(String field) {
        String organisation = organisation(field, "active");
        List<Document> mandates = new ArrayList<>();
        List<Document> contacts = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String person = organisation + "-" + i;
            mandates.add(new Document("_id", person).append("mandates", List.of(new Document("organisationId", organisation).append("validFrom", "2026-01-01")
                    .append("since", Date.from(Instant.parse("2026-01-01T00:00:00Z"))).append("rights", List.of("comment")).append("deputy", false))));
            contacts.add(new Document("_id", person).append("name", "Njeri " + i).append("email", person + "@example.org").append("language", "sq"));
        }
        mongo.getCollection("mandates").insertMany(mandates);
        mongo.getCollection("contacts").insertMany(contacts);
        return organisation;
    }

    /** Opens a draft and waits until both instances hold lanes of it. */
    private String openedForBoth(String field) {
        String consultation = id("consultation");
        opened(consultation, field);
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20)).until(() -> workers().size() == 2);
        return consultation;
    }

    /** Waits until it is over. @return by address, how many copies came */
    private Map<String, Integer> over(String consultation, String organisation, int before) {
        String alert = await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> alertOf(consultation),
                one -> one != null && one.get("status").stringValue().equals("completed")).get("id").stringValue();
        List<Instant> times = mongo.getCollection("deliveries").find(new Document("alertId", alert)).map(one -> {
            assertThat(one.getString("state")).isEqualTo("handed-over");
            return one.getDate("handedOverAt").toInstant();
        }).into(new ArrayList<>()).stream().sorted().toList();
        assertThat(times).hasSize(PEOPLE);
        Duration largest = Duration.ZERO;
        for (int i = 1; i < times.size(); i++) {
            Duration gap = Duration.between(times.get(i - 1), times.get(i));
            largest = gap.compareTo(largest) > 0 ? gap : largest;
        }
        Map<String, Integer> copies = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        SMTP.accepted.stream().skip(before).filter(mail -> mail.to().startsWith(organisation)).forEach(mail -> {
            copies.merge(mail.to(), 1, Integer::sum);
            assertThat(ids.merge(mail.to(), mail.header("Message-ID"), (one, same) -> one)).as("every copy is the same message").isEqualTo(mail.header("Message-ID"));
        });
        assertThat(copies).as("nobody is left out").hasSize(PEOPLE);
        System.out.printf("Two instances: %d recipients in %.1f s, %d doubles, largest gap between two hand-overs %.2f s%n", PEOPLE,
                Duration.between(times.getFirst(), times.getLast()).toMillis() / 1000.0, copies.values().stream().mapToInt(one -> one - 1).sum(), largest.toMillis() / 1000.0);
        assertThat(largest).isLessThan(Duration.ofSeconds(30));
        return copies;
    }

    @Test
    void togetherTheyTellEverybodyOnceAndOneFinishesWhatTheOtherLeaves() throws Exception {
        String field = field();
        String organisation = network(field);
        start();
        // So that it takes some seconds, in which both find work.
        SMTP.pause(8);
        int before = SMTP.accepted.size();
        String consultation = openedForBoth(field);
        assertThat(over(consultation, organisation, before).values()).as("once").containsOnly(1);

        before = SMTP.accepted.size();
        String second = openedForBoth(field);
        int sofar = SMTP.accepted.size();
        await().pollInterval(Duration.ofMillis(10)).until(() -> SMTP.accepted.size() > sofar + 200);
        assertThat(workers()).as("both are in the middle of it").hasSize(2);
        assertThat(SMTP.accepted.size() - before).isLessThan(PEOPLE);
        // SIGKILL: nothing is said, written or given back any more.
        other.destroyForcibly().waitFor();
        int doubles = over(second, organisation, before).values().stream().mapToInt(copies -> copies - 1).sum();
        assertThat(doubles).as("what was in doubt when it died").isLessThanOrEqualTo(IN_DOUBT);
    }

    @Test
    void whatIsUrgentHasTheNextTurnsOfASlowProvider() throws Exception {
        SharedRate rate = new SharedRate(() -> mongo.getCollection(SharedRate.COLLECTION), id("rate"), 20, clock);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger flood = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.submit(() -> {
                    while (!over.get()) {
                        flood.addAndGet(rate.await(false) ? 1 : 0);
                    }
                });
            }
            await().until(() -> flood.get() > 20);
            long began = System.nanoTime();
            int turns = 0;
            while (turns < 16) {
                turns += rate.await(true) ? 1 : 0;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            int sofar = flood.get();
            await().untilAsserted(() -> assertThat(flood.get()).as("the others go on").isGreaterThan(sofar));
            over.set(true);
            // By turns with four others it would take four seconds.
            assertThat(took).isLessThan(Duration.ofMillis(2_500));
        }
    }

    @Test
    void togetherTheyKeepToTheRateOfAProvider() throws Exception {
        int perSecond = 200;
        String name = id("rate");
        List<SharedRate> instances = Stream.of(1, 2).map(_ -> new SharedRate(() -> mongo.getCollection(SharedRate.COLLECTION), name, perSecond, clock)).toList();
        long end = clock.millis() + 4_000;
        Map<Long, Integer> bySecond = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SharedRate its = instances.get(i % 2);
                work.add(() -> {
                    List<Long> taken = new ArrayList<>();
                    while (clock.millis() < end) {
                        if (its.await(false)) {
                            taken.add(clock.millis());
                        }
                    }
                    return taken;
                });
            }
            for (Future<List<Long>> done : threads.invokeAll(work)) {
                done.get().forEach(at -> bySecond.merge(at / 1_000, 1, Integer::sum));
            }
        }
        System.out.println("Allowed by two instances together at " + perSecond + "/s: " + bySecond.values());
        // Between the permission and the look at the clock a thread may be put aside: some of one second are seen in the next.
        assertThat(bySecond.values().stream().mapToInt(Integer::intValue).sum()).isBetween(3 * perSecond, 5 * perSecond + perSecond / 2);
        assertThat(bySecond.values()).allMatch(one -> one <= perSecond * 11 / 10);
    }
}
