package org.civikos.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
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

    @Override
    public Map<String, Object> run() throws Exception {
        try (var sink = new MailSink();
             var installation = Installation.start(27_080, Map.of("SMTP_HOST", "127.0.0.1", "SMTP_PORT", Integer.toString(sink.port())))) {
            Main.progress("Loading " + RECIPIENTS + " recipients …");
            loadNetwork(installation);
            awaitProjection(installation);
            // A whole alert first, as a system that has been up for a while would have sent: code and connections are warm.
            alert(installation, sink, "bench-warm-up");
            Main.progress("Sending …");
            var before = installation.cpuSeconds();
            var taken = sink.messages();
            var alert = alert(installation, sink, "bench-fanout");
            var cpu = installation.cpuSeconds() - before;
            var seconds = Duration.between(Instant.parse(alert.get("createdAt").asString()),
                    Instant.parse(alert.get("completedAt").asString())).toMillis() / 1000.0;
            var accepted = sink.messages() - taken;
            if (accepted != RECIPIENTS) {
                throw new IllegalStateException("The sink took " + accepted + " mails where " + RECIPIENTS + " were expected.");
            }
            Main.progress("Bare loop …");
            var bare = BareLoop.run(sink.port(), RECIPIENTS, 900, 4_000);
            var perSecond = RECIPIENTS / seconds;
            var figures = new LinkedHashMap<String, Object>();
            figures.put("recipients", RECIPIENTS);
            figures.put("perSecond", Main.round(perSecond, 0));
            figures.put("bareLoopPerSecond", Main.round(bare, 0));
            figures.put("ratio", Main.round(perSecond / bare, 3));
            figures.put("cpuSecondsPer10k", Main.round(cpu * 10_000 / RECIPIENTS, 2));
            return figures;
        }
    }

    static void loadNetwork(Installation installation) {
        var organisations = new StringBuilder("id;name;short_name;municipality;fields;member_since\n");
        for (var i = 0; i < ORGANISATIONS; i++) {
            organisations.append("bench-org-%d;Shoqata Provë %d;SHP%d;Prishtinë;civil-society;2020-01-01\n".formatted(i, i, i));
        }
        installation.importCsv("organisations", organisations.toString());
        var languages = new String[] {"sq", "sr", "en"};
        for (var from = 0; from < RECIPIENTS; from += 2_500) {
            var people = new StringBuilder("id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n");
            for (var i = from; i < Math.min(RECIPIENTS, from + 2_500); i++) {
                people.append("bench-person-%d;Person Prova %d;person%d@example.org;;%s;bench-org-%d;comment;2026-01-01;;false;\n"
                        .formatted(i, i, i, languages[i % 3], i % ORGANISATIONS));
            }
            installation.importCsv("representatives", people.toString());
        }
    }

    /** Opens a consultation that concerns everyone and waits until its alert is complete and the sink has counted the mails. */
    private static JsonNode alert(Installation installation, MailSink sink, String title) {
        var expected = sink.messages() + RECIPIENTS;
        var consultation = Drafts.open(installation, title, LocalDate.now().plusDays(20));
        var alert = Awaitility.await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(500)).until(() -> {
            var items = installation.api("GET", "/api/alerts?consultation=" + consultation, null).get("items");
            return items.isEmpty() ? null : items.get(0);
        }, found -> found != null && found.hasNonNull("completedAt"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sink.messages() >= expected);
        return alert;
    }

    /** The last imported person can be alerted once notification-service has taken in the import's events; its own counters tell. */
    private static void awaitProjection(Installation installation) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            var metrics = installation.send("GET", installation.directUrl("notification-service") + "/actuator/prometheus", Map.of(), null, null).body();
            return handled(metrics, "mandates") >= RECIPIENTS && handled(metrics, "contacts") >= RECIPIENTS;
        });
    }

    private static double handled(String metrics, String consumer) {
        return metrics.lines().filter(line -> line.startsWith("civikos_consumer_events_total") && line.contains("consumer=\"" + consumer + "\"")
                && line.contains("outcome=\"handled\"")).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
