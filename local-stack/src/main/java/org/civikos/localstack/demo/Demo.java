package org.civikos.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.civikos.localstack.CannotRun;
import org.civikos.localstack.Main;
import org.civikos.localstack.supervisor.Installation;
import org.civikos.localstack.supervisor.Remote;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./civikos demo [--once [--keep-data]]}: the main job on an invented network, told in plain words.
 *
 * <p>{@code --once} runs on data of its own, checks what arrived against its own ledger, and stops everything again.
 */
public final class Demo {

    private static final ZoneId ZONE = ZoneId.of("Europe/Belgrade");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d.M.yyyy");
    private static final String SOURCE = "sample-portal";
    private static final int CALENDAR_DAYS = 28;
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);
    private static final Duration LONGEST_ALERT = Duration.ofSeconds(120);

    private final Installation installation;
    private final Api api;
    private final SampleNetwork network = new SampleNetwork();
    private Instant published = Instant.EPOCH;

    private Demo(Installation installation) {
        this.installation = installation;
        this.api = new Api(installation);
    }

    public static int run(Installation installation, List<String> options) {
        boolean once = options.contains("--once");
        boolean keep = options.contains("--keep-data");
        if (!Set.of("--once", "--keep-data").containsAll(options)) {
            throw new CannotRun("demo knows --once and --keep-data, not '" + String.join(" ", options) + "'.");
        }
        return once ? once(installation.at(installation.home().resolve("once")), keep) : stay(installation);
    }

    private static int once(Installation installation, boolean keep) {
        Remote remote = new Remote(installation);
        delete(installation.home());
        start(remote, installation);
        boolean good = false;
        try {
            good = new Demo(installation).show();
        } catch (Api.Unexpected e) {
            System.out.println("It did not work: " + e.getMessage());
        } finally {
            remote.stop(System.err::println);
        }
        if (good && !keep) {
            delete(installation.home());
        } else {
            System.err.println("Its data and logs stay in " + installation.home() + ".");
        }
        return good ? 0 : 1;
    }

    private static int stay(Installation installation) {
        Remote remote = new Remote(installation);
        boolean running = remote.status().filter(s -> s.path("state").asString().equals("healthy")).isPresent();
        if (!running) {
            start(remote, installation);
        }
        boolean good = false;
        try {
            Demo demo = new Demo(installation);
            good = demo.show();
            demo.sayWhere();
        } catch (Api.Unexpected e) {
            System.out.println("It did not work: " + e.getMessage());
            System.out.println("The system still runs: ./civikos status, ./civikos logs SERVICE, ./civikos down.");
        }
        return good ? 0 : 1;
    }

    private static void start(Remote remote, Installation installation) {
        System.err.println("Starting …");
        JsonNode status = remote.start(Map.of("CIVIKOS_HOME", installation.home().toString()), System.err::println);
        System.out.println("Everything is healthy after " + status.path("secondsToHealthy").asString("?") + " s: five services, a broker, a store.");
    }

    private static void delete(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean show() {
        load();
        JsonNode consultation = publish();
        boolean good = alert(consultation);
        comment(consultation);
        campaign(consultation);
        return good;
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }

    private String since() {
        return "+%.1f s".formatted(Duration.between(published, Instant.now()).toMillis() / 1000.0);
    }

    // --- the network ------------------------------------------------------------------------------------------------

    private void load() {
        say("%nLoading the invented network …");
        JsonNode organisations = api.importCsv("organisations", network.organisationsCsv());
        JsonNode people = api.importCsv("representatives", network.representativesCsv());
        say("  %d organisations and %d people with their mandates, by CSV import (%d and %d new).", organisations.path("rows").asInt(),
                people.path("rows").asInt(), organisations.path("created").asInt(), people.path("created").asInt());
        chooseSettings();
        fillWorkingGroups();
        startCampaigns();
        watchThePortal();
    }

    /** Each signs in by a mailed link, as in life, and chooses on "my alerts". */
    private void chooseSettings() {
        List<SampleNetwork.Representative> choosers = network.representatives().stream().filter(r -> r.settings() != null).toList();
        for (SampleNetwork.Representative r : choosers) {
            Visitor visitor = new Visitor(installation, api);
            Wait.until("the sign-in of " + r.email(), LONGEST_STEP, () -> {
                visitor.signIn(r.email());
                return true;
            });
            Wait.until("the settings of " + r.email(), LONGEST_STEP, () -> visitor.call("PUT", "/api/alert-settings/me",
                    Map.of("email", r.settings().email(), "sms", r.settings().sms(), "scope", r.settings().scope(), "fields", List.of(),
                            "institutions", List.of())));
        }
        say("  %d of them signed in by a mailed link and asked for SMS; one wants SMS alone.", choosers.size());
    }

    private void fillWorkingGroups() {
        List<SampleNetwork.Member> members = network.members();
        for (SampleNetwork.Member m : members) {
            Wait.until("the working group of " + m.personId(), LONGEST_STEP,
                    () -> api.put("/api/working-groups/" + m.group() + "/members/" + m.personId(), Map.of("role", m.role())));
        }
        say("  Four working groups with %d members.", members.size());
    }

    private record Campaign(String id, Map<String, Object> body, String milestone, LocalDate due) {
    }

    private void startCampaigns() {
        List<Campaign> campaigns = List.of(
                new Campaign("demo-free-registration", Map.of("group", "participation", "title", "Regjistrim falas dhe i shpejtë i shoqatave",
                        "goal", "Ligji i ri ta bëjë regjistrimin falas dhe brenda pesëmbëdhjetë ditësh.",
                        "asks", List.of("Asnjë taksë për regjistrim", "Regjistrim i heshtur pas afatit", "Pesë themelues mjaftojnë"),
                        "targetInstitution", "md"), "Komentet e rrjetit të dorëzuara", LocalDate.now(ZONE).plusDays(CALENDAR_DAYS - 3)),
                new Campaign("demo-volunteers-insured", Map.of("group", "volunteering", "title", "Osiguranje za svakog volontera",
                        "goal", "Svaki volonter je osiguran od prvog dana.", "asks", List.of("Osiguranje plaća organizator iz granta"),
                        "targetInstitution", "mkrs"), "Sastanak sa ministarstvom", LocalDate.now(ZONE).plusDays(40)));
        for (Campaign c : campaigns) {
            if (!api.has("/api/campaigns/" + c.id())) {
                api.put("/api/campaigns/" + c.id(), c.body());
                api.put("/api/campaigns/" + c.id() + "/milestones/first", Map.of("title", c.milestone(), "due", c.due().toString(), "done", false));
            }
        }
        say("  Two campaigns.");
    }

    private void watchThePortal() {
        int next = api.portal("/admin/state", null).path("nextNumber").asInt();
        if (!api.has("/api/sources/" + SOURCE)) {
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("name", "Portali i provës");
            source.put("kind", "portal-by-number");
            source.put("baseUrl", installation.local(6));
            source.put("firstNumber", next);
            source.put("opening", "automatic");
            source.put("institution", "md");
            source.put("paused", false);
            api.put("/api/sources/" + SOURCE, source);
        }
        say("  The sample government portal is watched.");
    }

    // --- the main job ---------------------------------------------------------------------------------------------------

    private JsonNode publish() {
        LocalDate end = LocalDate.now(ZONE).plusDays(CALENDAR_DAYS);
        Set<String> before = ids(api.get("/api/consultations?limit=200"));
        published = Instant.now();
        JsonNode page = api.portal("/admin/publish", Map.of("sample", "associations-sq", "endDate", end.toString()));
        int number = page.path("number").asInt();
        say("%nA ministry publishes a draft law on its portal, for comments until %s.", DAY.format(end));
        say("  http://localhost:%d%s", installation.port(6), page.path("path").asString());
        JsonNode draft = Wait.until("the draft", LONGEST_ALERT, () -> find(api.get("/api/drafts?limit=50"),
                d -> d.path("sourceUrl").asString("").endsWith("ConsultationID=" + number)));
        say("%s  The system has seen it by itself: “%s”.", since(), draft.path("title").asString());
        JsonNode opened = Wait.until("the consultation", LONGEST_ALERT, () -> find(api.get("/api/consultations?limit=200"),
                c -> c.path("sourceUrl").asString("").endsWith("ConsultationID=" + number) && !before.contains(c.path("id").asString())));
        say("%s  It has read the document and opened a consultation: %d articles, %d working days left, fields: %s.", since(),
                opened.path("articleCount").asInt(), opened.path("workingDaysLeft").asInt(), fieldsOf(opened).isEmpty() ? "all" : fieldsOf(opened));
        return opened;
    }

    private static Set<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(i -> i.path("id").asString()).collect(Collectors.toSet());
    }

    private static JsonNode find(JsonNode page, java.util.function.Predicate<JsonNode> wanted) {
        return page.path("items").valueStream().filter(wanted).findFirst().orElse(null);
    }

    private static Set<String> fieldsOf(JsonNode consultation) {
        return consultation.path("fields").valueStream().map(JsonNode::asString).collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** Waits for what the ledger expects, then for the alert's own end, then looks once more, so that a double is not missed. */
    private boolean alert(JsonNode consultation) {
        String id = consultation.path("id").asString();
        Ledger ledger = new Ledger(network, fieldsOf(consultation), LocalDate.now(ZONE));
        say("        It concerns %d people (by the sample network): %d mails and %d SMS are expected.", ledger.concerned().size(),
                ledger.expected("email"), ledger.expected("sms"));
        Instant[] first = {null};
        boolean all = true;
        try {
            Wait.until("every alert", LONGEST_ALERT, () -> {
                List<Ledger.Arrival> arrived = arrivals();
                if (first[0] == null && !arrived.isEmpty()) {
                    first[0] = Instant.now();
                }
                return new HashSet<>(arrived).containsAll(ledger.expected()) ? true : null;
            });
            say("%s  Everything has arrived.", since());
        } catch (Api.Unexpected e) {
            all = false;
            say("%s  Not everything has arrived.", since());
        }
        try {
            Wait.until("the end of the alert", LONGEST_STEP, () -> find(api.get("/api/alerts?consultation=" + id + "&limit=10"),
                    a -> a.hasNonNull("completedAt")));
        } catch (Api.Unexpected e) {
            say("        The alert's own record is not complete: %s", e.getMessage());
        }
        List<Ledger.Arrival> arrived = arrivals();
        Ledger.Result result = ledger.compare(arrived);
        tell(ledger, arrived, result);
        return all && result.exactlyOnce();
    }

    private void tell(Ledger ledger, List<Ledger.Arrival> arrived, Ledger.Result result) {
        Map<String, Long> languages = ledger.concerned().stream().collect(Collectors.groupingBy(SampleNetwork.Representative::language,
                java.util.TreeMap::new, Collectors.counting()));
        say("        Mails: %d of %d. SMS: %d of %d. Languages of those concerned: %s.",
                arrived.stream().filter(a -> a.channel().equals("email")).distinct().count(), ledger.expected("email"),
                arrived.stream().filter(a -> a.channel().equals("sms")).distinct().count(), ledger.expected("sms"), languages);
        result.missing().forEach(a -> say("        MISSING    %s", a));
        result.doubled().forEach((a, n) -> say("        %d TIMES    %s", n, a));
        result.unexpected().forEach(a -> say("        UNEXPECTED %s", a));
        say("        %s", result.exactlyOnce() ? "Each exactly once, and nobody else: checked against the sample network's own ledger."
                : "This is NOT what the ledger of the sample network expects.");
    }

    /** What arrived since the draft was published and is no sign-in mail: on a fresh network all of it is about this draft. */
    private List<Ledger.Arrival> arrivals() {
        List<Ledger.Arrival> arrivals = new ArrayList<>();
        for (JsonNode m : api.messages(0, null)) {
            boolean later = !Instant.parse(m.path("receivedAt").asString()).isBefore(published);
            boolean signIn = m.path("text").asString("").contains("/id/sign-in");
            if (later && !signIn) {
                arrivals.add(new Ledger.Arrival(m.path("channel").asString(), m.path("to").asString()));
            }
        }
        return arrivals;
    }

    private void comment(JsonNode consultation) {
        String id = consultation.path("id").asString();
        SampleNetwork.Representative r = commenter();
        Visitor visitor = new Visitor(installation, api);
        visitor.signIn(r.email());
        JsonNode structure = api.get("/api/consultations/" + id + "/structure");
        JsonNode article = structure.path("nodes").valueStream().filter(n -> n.path("kind").asString().equals("article")).skip(6).findFirst()
                .orElseThrow(() -> new Api.Unexpected(200, "the document has no seventh article"));
        Map<String, Object> comment = new LinkedHashMap<>();
        comment.put("organisation", r.organisation().id());
        comment.put("node", article.path("id").asString());
        comment.put("kind", "change");
        comment.put("importance", "important");
        comment.put("text", "Afati prej pesëmbëdhjetë ditësh është i mirë, por mungon ajo që ndodh kur organi hesht për plotësimin.");
        comment.put("proposedWording", "Nëse organi kompetent nuk përgjigjet brenda shtatë (7) ditëve nga plotësimi, shoqata regjistrohet.");
        comment.put("justification", "Shoqatat e vogla nuk kanë mundësi të presin pa fund.");
        JsonNode made = visitor.call("PUT", "/api/consultations/" + id + "/comments/" + UUID.randomUUID(), comment);
        say("%n%s of %s signs in by a mailed link and comments on article %s: reference %s.", r.name(), r.organisation().name(),
                article.path("number").asString(), made.path("reference").asString());
    }

    private SampleNetwork.Representative commenter() {
        return network.representatives().stream().filter(r -> r.settings() != null && r.settings().email() && r.language().equals("sq"))
                .findFirst().orElseThrow();
    }

    private void campaign(JsonNode consultation) {
        String id = consultation.path("id").asString();
        String campaign = "/api/campaigns/demo-free-registration";
        Wait.until("the link of the campaign", LONGEST_STEP, () -> api.put(campaign + "/consultations/" + id, Map.of()));
        JsonNode linked = Wait.until("the comment in the campaign", LONGEST_STEP, () -> api.get(campaign).path("consultations").valueStream()
                .filter(c -> c.path("id").asString().equals(id) && c.path("commentCount").asInt() > 0).findFirst().orElse(null));
        say("The secretariat links the consultation to the campaign “Regjistrim falas dhe i shpejtë i shoqatave”: it shows %d concerned, "
                + "%d handed over, %d comment.", linked.path("concerned").asInt(), linked.path("handedOver").asInt(), linked.path("commentCount").asInt());
    }

    private void sayWhere() {
        say("%nThe system stays up:");
        Main.where(installation).forEach(System.out::println);
        SampleNetwork.Representative r = commenter();
        say("%nTo sign in: open %s, choose “Kyçu / Prijava / Sign in”, enter an address, and open the link in the caught mail.", installation.publicUrl());
        say("  as a representative      %-36s (%s)", r.email(), r.organisation().name());
        network.staff().stream().filter(s -> s.roles().contains("secretariat")).forEach(
                s -> say("  as the %-17s %-36s (%s)", s.roles().contains("administrator") ? "administrator" : "secretariat", s.email(), s.language()));
        say("  the link arrives at      http://localhost:%d", installation.port(5));
    }
}
