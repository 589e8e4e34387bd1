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

/**
 * One draft to 100,000 recipients, and in the middle of it, some times over, an urgent one to a single person: how long that person
 * waits beside an idle system, and whether the heap grows with the number of recipients.
 */
final class Flood implements Main.Benchmark {

    private static final int RECIPIENTS = Integer.getInteger("civikos.bench.flood", 100_000);
    private static final int URGENT = 8;
    private static final String FIELD = "environment";

    @Override
    public List<Main.Limit> limits() {
        return List.of(Main.Limit.atMost("urgentInFloodSeconds", 2), Main.Limit.atMost("notificationHeapMiB", 400));
    }

    @Override
    public Map<String, Object> run() throws Exception {
        try (var sink = new MailSink();
             var installation = Installation.start(27_080, Map.of("SMTP_HOST", "127.0.0.1", "SMTP_PORT", Integer.toString(sink.port())))) {
            Main.progress("Loading " + RECIPIENTS + " recipients …");
            Fanout.loadNetwork(installation, RECIPIENTS);
            installation.importCsv("organisations", "id;name;short_name;municipality;fields;member_since\n"
                    + "bench-urgent;Shoqata Urgjente;SHU;Prishtinë;" + FIELD + ";2020-01-01\n");
            installation.importCsv("representatives", "id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n"
                    + "bench-urgent-person;Person Urgjent;urgent@example.org;;sq;bench-urgent;comment;2026-01-01;;false;\n");
            Fanout.awaitProjection(installation, RECIPIENTS + 1);
            var drafts = new ArrayList<Drafts.Waiting>();
            for (var i = 0; i < URGENT + 3; i++) {
                // Closes in less than 48 hours, so it is told at once whatever anybody has chosen.
                drafts.add(Drafts.uploaded(installation, "bench-urgent-" + i, LocalDate.now().plusDays(1), List.of(FIELD)));
            }
            var flood = Drafts.uploaded(installation, "bench-flood", LocalDate.now().plusDays(20), List.of());
            Main.progress("Urgent ones on the idle system …");
            var idle = new ArrayList<Double>();
            for (var i = 0; i < 3; i++) {
                idle.add(waited(installation, drafts.removeLast().open()));
            }
            Main.progress("Sending …");
            try (var heap = new Heap(installation, "notification-service")) {
                var taken = sink.messages();
                var opened = flood.open();
                var urgent = new ArrayList<Double>();
                for (var i = 0; i < URGENT; i++) {
                    // Spread over the flood, which has not ended when the last is asked for.
                    var from = taken + RECIPIENTS * (long) i / (URGENT + 2) + 1;
                    Awaitility.await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(100)).until(() -> sink.messages() >= from);
                    urgent.add(waited(installation, drafts.removeLast().open()));
                    if (sink.messages() - taken >= RECIPIENTS + URGENT) {
                        throw new IllegalStateException("The flood was over before urgent message " + i + " was handed over: nothing is measured.");
                    }
                }
                var alert = Awaitility.await().atMost(Duration.ofMinutes(20)).pollInterval(Duration.ofSeconds(1)).until(() -> {
                    var items = installation.api("GET", "/api/alerts?consultation=" + opened.consultation(), null).get("items");
                    return items.isEmpty() ? null : items.get(0);
                }, found -> found != null && found.hasNonNull("completedAt"));
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sink.messages() - taken >= RECIPIENTS + 1 + URGENT);
                if (sink.messages() - taken != RECIPIENTS + 1 + URGENT) {
                    throw new IllegalStateException("The sink took " + (sink.messages() - taken) + " mails where " + (RECIPIENTS + 1 + URGENT)
                            + " were expected.");
                }
                var seconds = Duration.between(opened.asked(), Instant.parse(alert.get("completedAt").asString())).toMillis() / 1000.0;
                var figures = new LinkedHashMap<String, Object>();
                figures.put("recipients", RECIPIENTS);
                figures.put("perSecond", Main.round(RECIPIENTS / seconds, 0));
                figures.put("urgentIdleSeconds", idle);
                figures.put("urgentInFloodSeconds", urgent);
                figures.put("notificationHeapMiB", heap.highest());
                return figures;
            }
        }
    }

    /** Seconds from the opening to the handing over of the one mail. */
    private static double waited(Installation installation, Drafts.Opened opened) {
        var alert = Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> {
            var items = installation.api("GET", "/api/alerts?consultation=" + opened.consultation(), null).get("items");
            return items.isEmpty() ? null : items.get(0);
        }, found -> found != null && found.hasNonNull("completedAt"));
        var deliveries = installation.api("GET", "/api/alerts/" + alert.get("id").asString() + "/deliveries?limit=10", null).get("items");
        if (deliveries.size() != 1) {
            throw new IllegalStateException("The urgent draft concerned " + deliveries.size() + " people instead of one.");
        }
        return Duration.between(opened.asked(), Instant.parse(deliveries.get(0).get("handedOverAt").asString())).toMillis() / 1000.0;
    }
}
