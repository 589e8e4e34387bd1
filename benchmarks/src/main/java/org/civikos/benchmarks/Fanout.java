package org.civikos.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.civikos.systemtests.Installation;

import tools.jackson.databind.JsonNode;

/**
 * One draft to 10,000 recipients over loopback SMTP, with everything else running: from the event to the last acceptance, beside the
 * same number of mails of the same size sent by a bare Jakarta Mail loop to the same sink in the same run.
 */
final class Fanout implements Main.Benchmark {

    static final int RECIPIENTS = Integer.getInteger("civikos.bench.recipients", 10_000);
    private static final int ORGANISATIONS = 500;

    private record Sent(JsonNode alert, Instant asked) {}

    @Override
    public List<Main.Limit> limits() {
        return List.of(Main.Limit.atLeast("perSecond", 2_000), Main.Limit.atMost("cpuSecondsPer10k", 12), Main.Limit.atMost("handedOverP95Seconds", 5),
                Main.Limit.atMost("handedOverP99Seconds", 10), Main.Limit.atMost("notificationHeapMiB", 400));
    }

    @Override
    public Map<String, Object> run() throws Exception {
        try (var sink = new MailSink();
             var installation = Installation.start(27_080, Map.of("SMTP_HOST", "127.0.0.1", "SMTP_PORT", Integer.toString(sink.port())))) {
            Main.progress("Loading " + RECIPIENTS + " recipients …");
            loadNetwork(installation, RECIPIENTS);
            awaitProjection(installation, RECIPIENTS);
            // A whole alert first, as a system that has been up for a while would have sent: code and connections are warm.
            alert(installation, sink, "bench-warm-up");
            Main.progress("Sending …");
            try (var heap = new Heap(installation, "notification-service")) {
                var before = installation.cpuSeconds();
                var taken = sink.messages();
                var sent = alert(installation, sink, "bench-fanout");
                var after = installation.cpuSeconds();
                var seconds = Duration.between(Instant.parse(sent.alert().get("createdAt").asString()),
                        Instant.parse(sent.alert().get("completedAt").asString())).toMillis() / 1000.0;
                var accepted = sink.messages() - taken;
                if (accepted != RECIPIENTS) {
                    throw new IllegalStateException("The sink took " + accepted + " mails where " + RECIPIENTS + " were expected.");
                }
                var waited = waited(installation, sent);
                Main.progress("Bare loop …");
                var bare = BareLoop.run(sink.port(), RECIPIENTS, 900, 4_000);
                var perSecond = RECIPIENTS / seconds;
                var figures = new LinkedHashMap<String, Object>();
                figures.put("recipients", RECIPIENTS);
                figures.put("perSecond", Main.round(perSecond, 0));
                figures.put("bareLoopPerSecond", Main.round(bare, 0));
                figures.put("ratio", Main.round(perSecond / bare, 3));
                var cpu = new LinkedHashMap<String, Double>();
                after.forEach((name, used) -> cpu.put(name, Main.round((used - before.get(name)) * 10_000 / RECIPIENTS, 2)));
                figures.put("cpuSecondsPer10k", Main.round(cpu.values().stream().mapToDouble(Double::doubleValue).sum(), 2));
                figures.put("cpuSecondsPer10kByProcess", cpu);
                // From the request that opens the draft, events and planning included.
                figures.put("handedOverP95Seconds", waited[waited.length * 95 / 100]);
                figures.put("handedOverP99Seconds", waited[waited.length * 99 / 100]);
                figures.put("notificationHeapMiB", heap.highest());
                return figures;
            }
        }
    }

    /** Seconds from the opening to the handing over of each mail, in order. */
    private static double[] waited(Installation installation, Sent sent) {
        var seconds = new ArrayList<Double>();
        var cursor = "";
        do {
            var page = installation.api("GET", "/api/alerts/" + sent.alert().get("id").asString() + "/deliveries?limit=100"
                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor), null);
            page.get("items").forEach(delivery -> seconds.add(
                    Duration.between(sent.asked(), Instant.parse(delivery.get("handedOverAt").asString())).toMillis() / 1000.0));
            cursor = page.hasNonNull("next") ? page.get("next").asString() : "";
        } while (!cursor.isEmpty());
        return seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    static void loadNetwork(Installation installation, int recipients) {
        var organisations = new StringBuilder("id;name;short_name;municipality;fields;member_since\n");
        for (var i = 0; i < ORGANISATIONS; i++) {
            organisations.append("bench-org-%d;Shoqata Provë %d;SHP%d;Prishtinë;civil-society;2020-01-01\n".formatted(i, i, i));
        }
        installation.importCsv("organisations", organisations.toString());
        var languages = new String[] {"sq", "sr", "en"};
        for (var from = 0; from < recipients; from += 2_500) {
            var people = new StringBuilder("id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n");
            for (var i = from; i < Math.min(recipients, from + 2_500); i++) {
                people.append("bench-person-%d;Person Prova %d;person%d@example.org;;%s;bench-org-%d;comment;2026-01-01;;false;\n"
                        .formatted(i, i, i, languages[i % 3], i % ORGANISATIONS));
            }
            installation.importCsv("representatives", people.toString());
        }
    }

    /** Opens a consultation that concerns everyone and waits until its alert is complete and the sink has counted the mails. */
    private static Sent alert(Installation installation, MailSink sink, String title) {
        var expected = sink.messages() + RECIPIENTS;
        var opened = Drafts.uploaded(installation, title, LocalDate.now().plusDays(20), List.of()).open();
        var alert = Awaitility.await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(500)).until(() -> {
            var items = installation.api("GET", "/api/alerts?consultation=" + opened.consultation(), null).get("items");
            return items.isEmpty() ? null : items.get(0);
        }, found -> found != null && found.hasNonNull("completedAt"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sink.messages() >= expected);
        return new Sent(alert, opened.asked());
    }

    /** The last imported person can be alerted once notification-service has taken in the import's events; its own counters tell. */
    static void awaitProjection(Installation installation, int recipients) {
        Awaitility.await().atMost(Duration.ofMinutes(15)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            var metrics = installation.send("GET", installation.directUrl("notification-service") + "/actuator/prometheus", Map.of(), null, null).body();
            return handled(metrics, "mandates") >= recipients && handled(metrics, "contacts") >= recipients;
        });
    }

    private static double handled(String metrics, String consumer) {
        return metrics.lines().filter(line -> line.startsWith("civikos_consumer_events_total") && line.contains("consumer=\"" + consumer + "\"")
                && line.contains("outcome=\"handled\"")).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
