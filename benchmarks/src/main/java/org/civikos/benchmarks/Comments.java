package org.civikos.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.civikos.systemtests.Installation;
import org.civikos.systemtests.Visitor;

/**
 * A draft with 100,000 comments: how long its page takes to open (all requests of the page, round by round, until the last answer) and how long a
 * comment takes to be accepted, through the gateway with a person's session; beside the same on a draft without any, in the same run.
 *
 * <p>The comments are written straight to the store in the service's own form, since accepting them one by one would take a quarter of an hour; that
 * the service sees all of them is checked before anything is measured.
 */
final class Comments implements Main.Benchmark {

    private static final int COMMENTS = Integer.getInteger("civikos.bench.comments", 100_000);
    private static final int ORGANISATIONS = 500;
    private static final int OPENINGS = 300;
    private static final int SUBMISSIONS = 500;
    private static final int WARM_UP = 100;
    private static final int BASE = 27_080;
    private static final int SLOTS = 128;
    private static final long FACTOR = 1_024;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public List<Main.Limit> limits() {
        return List.of(Main.Limit.atMost("pageP95Ms", 300), Main.Limit.atMost("acceptP95Ms", 50));
    }

    @Override
    public Map<String, Object> run() throws Exception {
        try (var installation = Installation.start(BASE, Map.of("RATE_LIMIT_PER_MINUTE", "100000000"))) {
            installation.importCsv("organisations", "id;name;short_name;municipality;fields;member_since\nbench-org;Shoqata Provë;SHP;Prishtinë;civil-society;2020-01-01\n");
            installation.importCsv("representatives", "id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles\n"
                    + "bench-person;Person Prova;person@example.org;;en;bench-org;comment|sign-off;2026-01-01;;false;\n");
            var empty = Drafts.open(installation, "bench-empty", LocalDate.now().plusDays(20));
            var full = Drafts.open(installation, "bench-full", LocalDate.now().plusDays(20));
            var visitor = new Visitor(installation);
            visitor.signIn("person@example.org");
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> visitor.call("PUT", "/api/consultations/" + empty + "/comments/" + UUID.randomUUID(),
                    comment("art_1", 0)).statusCode() == 201);

            Main.progress("Writing " + COMMENTS + " comments …");
            var nodes = new ArrayList<String>();
            installation.api("GET", "/api/consultations/" + full + "/structure", null).get("nodes").forEach(node -> nodes.add(node.get("id").asString()));
            try (var store = MongoClients.create("mongodb://127.0.0.1:" + (BASE + 8))) {
                load(store.getDatabase("consultation"), full, installation.api("GET", "/api/consultations/" + full, null).get("reference").asString(), nodes);
            }
            var seen = installation.api("GET", "/api/consultations/" + full, null).get("commentCount").asInt();
            var listed = visitor.api("GET", "/api/consultations/" + full + "/comments?node=" + nodes.getLast() + "&limit=50", null).get("items").size();
            if (seen != COMMENTS || listed == 0) {
                throw new IllegalStateException("The service sees " + seen + " comments of " + COMMENTS + " and lists " + listed + " of a node.");
            }

            Main.progress("Warming up …");
            openings(installation, visitor, empty, WARM_UP);
            openings(installation, visitor, full, WARM_UP);
            submissions(visitor, empty, nodes, WARM_UP);
            submissions(visitor, full, nodes, WARM_UP);

            Main.progress("Opening the page " + OPENINGS + " times: without comments, with " + COMMENTS + " …");
            var emptyPage = openings(installation, visitor, empty, OPENINGS);
            var page = openings(installation, visitor, full, OPENINGS);
            Main.progress("Submitting " + SUBMISSIONS + " comments: without others, beside " + COMMENTS + " …");
            var emptyAccept = submissions(visitor, empty, nodes, SUBMISSIONS);
            var accept = submissions(visitor, full, nodes, SUBMISSIONS);

            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> installation.api("GET", "/api/consultations/" + full, null).get("commentCount").asInt()
                    == COMMENTS + WARM_UP + SUBMISSIONS);
            var figures = new LinkedHashMap<String, Object>();
            figures.put("comments", COMMENTS);
            figures.put("listsOfAPage", Main.round(articles(installation, full).stream().mapToInt(article -> article.lists().size()).average().orElse(0), 1));
            figures.put("pageP95Ms", percentile(page, 0.95));
            figures.put("pageP50Ms", percentile(page, 0.5));
            figures.put("acceptP95Ms", percentile(accept, 0.95));
            figures.put("acceptP50Ms", percentile(accept, 0.5));
            figures.put("emptyPageP95Ms", percentile(emptyPage, 0.95));
            figures.put("emptyAcceptP95Ms", percentile(emptyAccept, 0.95));
            figures.put("pageRatio", Main.round(percentile(page, 0.95) / percentile(emptyPage, 0.95), 2));
            figures.put("acceptRatio", Main.round(percentile(accept, 0.95) / percentile(emptyAccept, 0.95), 2));
            return figures;
        }
    }

    private static Map<String, Object> comment(String node, int number) {
        return Map.of("organisation", "bench-org", "node", node, "kind", "change", "importance", "important", "text", "Koment prove numër " + number + " për këtë dispozitë.",
                "proposedWording", "Organi kompetent vendos brenda " + number + " ditëve.", "justification", "Afati i tanishëm nuk mjafton.");
    }

    /**
     * An article that a page is opened at.
     *
     * @param lists the parts whose comments the page asks for: the article itself, and each part of it that has any
     */
    private record Article(List<String> lists) {
    }

    /** The articles of the text as it stands now, as {@code Threads} of the web app sees them. */
    private static List<Article> articles(Installation installation, String consultation) {
        var articles = new LinkedHashMap<String, List<String>>();
        var within = new HashMap<String, String>();
        installation.api("GET", "/api/consultations/" + consultation + "/structure", null).get("nodes").forEach(node -> {
            var id = node.get("id").asString();
            var article = node.get("kind").asString().equals("article") ? id : within.get(node.path("parent").asString(""));
            if (article != null) {
                within.put(id, article);
                var lists = articles.computeIfAbsent(article, any -> new ArrayList<>());
                if (id.equals(article) || node.path("commentCount").asInt(0) > 0) {
                    lists.add(id);
                }
            }
        });
        return articles.values().stream().map(Article::new).toList();
    }

    /**
     * Everything that the page of a representative asks for when it opens at an article, in the three rounds in which it asks: the draft; its text and what
     * the reader has written; the comments of the article and of each of its parts that has any. Milliseconds until the last answer is read.
     */
    private double[] openings(Installation installation, Visitor visitor, String consultation, int times) {
        var millis = new double[times];
        var cookies = visitor.cookies();
        var base = installation.publicUrl() + "/api/consultations/" + consultation;
        var articles = articles(installation, consultation);
        for (var i = 0; i < times; i++) {
            var article = articles.get(i % articles.size());
            var start = System.nanoTime();
            ask(List.of(base), cookies);
            ask(List.of(base + "/structure", base + "/comments?mine=true&limit=200", base + "/comment-settings", base + "/comment-drafts", base + "/participations"), cookies);
            ask(article.lists().stream().map(node -> base + "/comments?node=" + node + "&limit=50").toList(), cookies);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return millis;
    }

    /** One round of requests at once, as a browser makes them. */
    private void ask(List<String> urls, String cookies) {
        var answers = urls.stream().map(url -> http.sendAsync(HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookies).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofByteArray())).toList();
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            var response = answer.join();
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.uri() + " answered " + response.statusCode());
            }
        }
    }

    private static double[] submissions(Visitor visitor, String consultation, List<String> nodes, int times) {
        var millis = new double[times];
        for (var i = 0; i < times; i++) {
            var body = comment(nodes.get(i % nodes.size()), i);
            var id = UUID.randomUUID();
            var start = System.nanoTime();
            var response = visitor.call("PUT", "/api/consultations/" + consultation + "/comments/" + id, body);
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (response.statusCode() != 201) {
                throw new IllegalStateException("A comment was answered with " + response.statusCode() + ": " + response.body());
            }
        }
        return millis;
    }

    private static double percentile(double[] millis, double share) {
        var sorted = millis.clone();
        Arrays.sort(sorted);
        return Main.round(sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)], 1);
    }

    /** Comments, the pages of their lists, their figures and counters, as consultation-service writes them. A fifth of them on the last node. */
    private static void load(MongoDatabase database, String consultation, String reference, List<String> nodes) {
        var now = Date.from(Instant.now());
        var turns = new LinkedHashMap<String, Integer>();
        var pages = new LinkedHashMap<String, Document>();
        var batch = new ArrayList<Document>();
        for (var i = 1; i <= COMMENTS; i++) {
            var id = "bench-" + UUID.randomUUID();
            var organisation = "bench-org-" + i % ORGANISATIONS;
            var node = i % 5 == 0 ? nodes.getLast() : nodes.get(i % nodes.size());
            var ofNode = turns.merge("n|" + node, 1, Integer::sum);
            var ofOrganisation = turns.merge("o|" + organisation, 1, Integer::sum);
            var place = new Document("anchor", new Document("node", node).append("fingerprint", "0000000000000000")).append("version", 1L).append("confidence", 1.0).append("slot", ofNode);
            var content = new Document("kind", "CHANGE").append("importance", "IMPORTANT").append("text", "Koment i vjetër numër " + i + " për këtë dispozitë të projektligjit.")
                    .append("proposedWording", "Organi kompetent vendos brenda " + i % 90 + " ditëve nga pranimi i kërkesës.").append("justification", "Afati i tanishëm nuk mjafton për shoqatat e vogla.")
                    .append("references", List.of()).append("attachments", List.of());
            var state = new Document("consultation", consultation).append("organisation", organisation).append("organisationName", "Shoqata Provë " + i % ORGANISATIONS)
                    .append("author", "bench-person-" + i % ORGANISATIONS).append("content", content).append("place", place).append("left", List.of()).append("status", "SUBMITTED")
                    .append("reference", "%s-%04d".formatted(reference, i)).append("number", i).append("turn", ofOrganisation).append("createdAt", now).append("submittedAt", now)
                    .append("history", List.of(new Document("act", "SUBMITTED").append("person", "bench-person-" + i % ORGANISATIONS).append("at", now))).append("stances", List.of())
                    .append("late", false);
            batch.add(new Document("_id", id).append("version", 1L).append("state", state).append("pending", List.of()));
            slot(pages, consultation + "|*", i, id);
            slot(pages, consultation + "|n|" + node, ofNode, id);
            slot(pages, consultation + "|o|" + organisation, ofOrganisation, id);
            if (batch.size() == 2_000 || i == COMMENTS) {
                database.getCollection("comments").insertMany(batch);
                batch.clear();
            }
        }
        var all = new ArrayList<>(pages.values());
        for (var from = 0; from < all.size(); from += 500) {
            database.getCollection("commentPages").insertMany(all.subList(from, Math.min(all.size(), from + 500)));
        }
        var counts = new Document("_id", consultation).append("round", 1L);
        var counters = new Document("_id", "comments-" + consultation).append("value", (long) COMMENTS);
        turns.forEach((row, last) -> {
            var kind = row.substring(0, 1);
            var figures = new Document();
            for (var page = 0; page * SLOTS < last; page++) {
                figures.append("p" + page, FACTOR + Math.min(SLOTS, last - page * SLOTS));
            }
            group(counts, kind).append(row.substring(2), figures);
            group(counters, kind.equals("n") ? "nodes" : "organisations").append(row.substring(2), (long) last);
        });
        database.getCollection("commentCounts").insertOne(counts);
        database.getCollection("counters").insertOne(counters);
    }

    private static Document group(Document of, String name) {
        return (Document) of.computeIfAbsent(name, any -> new Document());
    }

    private static void slot(Map<String, Document> pages, String row, int turn, String id) {
        var page = row + "|" + (turn - 1) / SLOTS;
        pages.computeIfAbsent(page, name -> new Document("_id", name).append("revision", 1L).append("slots", new Document())).get("slots", Document.class)
                .append("s" + (turn - 1) % SLOTS, new Document("i", id).append("v", 1L).append("c", true));
    }
}
