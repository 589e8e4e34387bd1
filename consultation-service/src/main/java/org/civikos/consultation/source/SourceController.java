package org.civikos.consultation.source;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Watched sources over HTTP. */
@RestController
@RequestMapping("/api/sources")
class SourceController {

    private static final int MOST_PREVIEWED = 20;
    private static final int MOST_FOLLOWED = 5;

    private final Sources sources;
    private final ListVisits lists;
    private final MailVisits mails;
    private final Phrases phrases;
    private final Visitor visitor;
    private final SourceWatch watch;
    private final Institutions institutions;
    private final Clock clock;

    SourceController(Sources sources, ListVisits lists, MailVisits mails, Phrases phrases, Visitor visitor, SourceWatch watch, Institutions institutions, Clock clock) {
        this.sources = sources;
        this.lists = lists;
        this.mails = mails;
        this.phrases = phrases;
        this.visitor = visitor;
        this.watch = watch;
        this.institutions = institutions;
        this.clock = clock;
    }

    /**
     * @param circuit     closed, open or half-open
     * @param lastProblem a code, where the last check failed
     * @param problem     the same in a sentence, in the asker's language
     * @param found7d     new drafts
     * @param quiet       where it has brought nothing for unusually long, though it can be read
     */
    record Health(@Nullable Instant lastCheckedAt, @Nullable Instant lastChangeAt, int checks7d, int failures7d, String circuit, @Nullable String lastProblem,
            @Nullable Instant nextCheckAt, @Nullable Integer lastNumber, int found7d, @Nullable String problem, @Nullable QuietView quiet) {
    }

    /**
     * @param since    the last day on which it brought something
     * @param days     since then
     * @param usually  days from one find to the next
     * @param sentence the same, in the asker's language
     */
    record QuietView(LocalDate since, int days, int usually, String sentence) {
    }

    record View(String id, String name, String kind, String baseUrl, int firstNumber, String opening, @Nullable String institution, boolean paused, @Nullable ListingView listing, @Nullable MailboxView mailbox, Health health,
            long version, @Nullable NumberedView numbered, List<String> documentHosts) {
    }

    /**
     * @param address of the list, absolute
     * @param follow  whether each entry's own page is visited
     * @param fields  CSS selectors or JSON pointers by name: item, title, link, description, start, end, officer, document
     * @param page    for a list of JSON, CSS selectors for the entries' own pages by name: description, start, end, officer, document
     */
    record ListingView(@NotBlank @Size(max = 1_000) String address, boolean follow, @NotNull @Size(max = 20) Map<String, String> fields, @Nullable @Size(max = 20) Map<String, String> page) {
    }

    /**
     * How numbered pages are read.
     *
     * @param address after the address of the site, with {number} once: /viewConsult.php?ConsultationID={number} where nothing is said
     * @param labels  words by which parts of the page are known, by name: start, end, description, documents, officer; those of the government's portal where nothing is said
     */
    record NumberedView(@NotBlank @Size(max = 300) String address, @Nullable @Size(max = 10) Map<String, List<String>> labels) {
    }

    /**
     * @param senders who may forward drafts: addresses, or domains as {@code @example.org}
     * @param secret  the name under which its password stands in the configuration of the service; where nothing is said, default
     */
    record MailboxView(@NotBlank @Size(max = 200) String user, @NotBlank @Size(max = 200) String folder, @NotNull @Size(min = 1, max = 200) List<String> senders,
            @Nullable @Pattern(regexp = Mailbox.SECRET_NAME) String secret) {
    }

    record Found(String title, String url, @Nullable LocalDate start, @Nullable LocalDate end, String description, List<FoundDocument> documents, String institution) {
    }

    record FoundDocument(String label, String url) {
    }

    /**
     * @param items       what would be found now, {@value #MOST_PREVIEWED} at most
     * @param total       how many there are
     * @param problemCode why nothing could be read, a code; {@code null} where all went well
     * @param problem     the same in a sentence, in the asker's language
     */
    record Preview(List<Found> items, int total, @Nullable String problemCode, @Nullable String problem) {
    }

    record SummaryOf(String id, String name, int checks, int failures, int found, String circuit, @Nullable String problem, String sentence, @Nullable QuietView quiet) {
    }

    /**
     * @param silent   whether nothing new was found though everything was looked at without a failure
     * @param quiet    how many sources have brought nothing for unusually long
     * @param sentence the proof of silence, or what stands against it, in the asker's language
     */
    record Summary(int days, LocalDate from, LocalDate to, int checks, int failures, int found, boolean silent, int quiet, String sentence, List<SummaryOf> sources) {
    }

    record Items(List<View> items) {
    }

    /**
     * What an administrator sets.
     *
     * @param documentHosts other hosts that its documents may lie on, as files.example.org or with a port
     */
    record Setting(@NotBlank @Size(max = 200) String name, @NotBlank String kind, @NotBlank @Size(max = 500) String baseUrl,
            @Min(0) @Max(1_000_000_000) int firstNumber, @NotBlank String opening, @Nullable String institution, boolean paused,
            @Valid @Nullable ListingView listing, @Valid @Nullable MailboxView mailbox, @Valid @Nullable NumberedView numbered, @Nullable @Size(max = 20) List<String> documentHosts) {
    }

    @GetMapping
    @Operation(summary = "Sources that are watched")
    Items list() {
        return new Items(sources.all().stream().map(this::view).toList());
    }

    /**
     * How often sources were looked at and what came of it: what a digest needs to say that there was nothing, and that this was seen.
     *
     * @param days today included, from 1 to 31
     */
    @GetMapping("/summary")
    @Operation(summary = "How often sources were looked at, and what came of it")
    Summary summary(@RequestParam(defaultValue = "7") int days) {
        if (days < 1 || days > SourceProgress.DAYS) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("days", "range");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<SummaryOf> each = new ArrayList<>();
        int checks = 0;
        int failures = 0;
        int found = 0;
        for (Versioned<Source> source : sources.all()) {
            if (source.state().paused()) {
                continue;
            }
            SourceProgress progress = sources.progress(source.id(), source.state());
            SourceProgress.Sum sum = progress.sum(today, days);
            checks += sum.checks();
            failures += sum.failures();
            found += sum.found();
            QuietView quiet = quiet(progress, today);
            String sentence = sentence(days, sum.checks(), sum.failures(), sum.found());
            each.add(new SummaryOf(source.id(), source.state().name(), sum.checks(), sum.failures(), sum.found(), circuit(source.id(), progress),
                    problem(lastProblem(source.state(), progress)), quiet == null ? sentence : sentence + " " + quiet.sentence(), quiet));
        }
        int quiet = (int) each.stream().filter(one -> one.quiet() != null).count();
        String sentence = sentence(days, checks, failures, found);
        return new Summary(days, today.minusDays(days - 1L), today, checks, failures, found, checks > 0 && failures == 0 && found == 0, quiet,
                quiet == 0 ? sentence : sentence + " " + phrases.fill("source", "summary.quiet", quiet), each);
    }

    /** Tries settings out: what would be found now. Nothing is written. */
    @PostMapping("/previews")
    @Operation(summary = "Tries out how a source would be read")
    @Outcomes(refused = "422 validation")
    Preview preview(@Valid @RequestBody Setting body) throws InterruptedException {
        Source source = checked("preview", body);
        // A circuit and a memory of robots.txt of its own: trying out must not trip the source itself.
        String id = "preview-" + Integer.toHexString(body.baseUrl().hashCode());
        try {
            List<Announcement> all = new ArrayList<>();
            int total;
            if (source.kind().equals(Source.MAILBOX)) {
                List<Found> received = new ArrayList<>();
                mails.after(id, source, new MailVisits.Position(0, 0), (one, _) -> received.add(new Found(one.title(), "", null, null, one.body(),
                        one.files().stream().map(file -> new FoundDocument(file.name(), "")).toList(),
                        institutions.guessInstitution(one.title(), one.body(), null).orElse(source.institution() == null ? Institutions.OTHER : institutions.today(source.institution())))));
                return new Preview(received, received.size(), null, null);
            }
            if (ListVisits.isList(source)) {
                List<Announcement> entries = lists.list(id, source, Fetcher.Known.NOTHING).entries();
                total = entries.size();
                for (Announcement entry : entries.stream().limit(source.listing() != null && source.listing().follow() ? MOST_FOLLOWED : MOST_PREVIEWED).toList()) {
                    lists.detail(id, source, entry).ifPresent(all::add);
                }
            } else {
                for (int number = source.firstNumber(); number < source.firstNumber() + MOST_FOLLOWED; number++) {
                    visitor.page(id, source, number, Fetcher.Known.NOTHING).announcement().ifPresent(all::add);
                }
                total = all.size();
            }
            return new Preview(all.stream().map(one -> found(one, source)).toList(), total, null, null);
        } catch (FetchFailure failure) {
            return new Preview(List.of(), 0, failure.reason().code(), problem(failure.reason().code()));
        }
    }

    private Found found(Announcement page, Source source) {
        return new Found(page.title(), page.url(), page.start(), page.end(), page.description(), page.documents().stream().map(one -> new FoundDocument(one.label(), one.url())).toList(),
                institutions.guessInstitution(page.title(), page.description(), page.officerEmail()).orElse(source.institution() == null ? Institutions.OTHER : institutions.today(source.institution())));
    }

    private @Nullable String problem(@Nullable String code) {
        return code == null ? null : phrases.say("source", code, code);
    }

    /** A password that is not set is told before anybody has looked. */
    private @Nullable String lastProblem(Source source, SourceProgress progress) {
        return sources.hasPassword(source) ? progress.lastProblem() : FetchFailure.Reason.SECRET_MISSING.code();
    }

    private @Nullable QuietView quiet(SourceProgress progress, LocalDate today) {
        return sources.quiet(progress, today).map(quiet -> new QuietView(quiet.since(), quiet.days(), quiet.usually(),
                phrases.fill("source", "quiet", quiet.days(), quiet.usually()))).orElse(null);
    }

    private String sentence(int days, int checks, int failures, int found) {
        String how = checks == 0 ? "summary.never" : failures == 0 ? "summary.readable" : "summary.failures";
        String what = found == 0 ? "summary.nothing" : "summary.found";
        return phrases.fill("source", how, checks, days, failures) + (checks == 0 ? "" : " " + phrases.fill("source", what, found));
    }

    private String circuit(String id, SourceProgress progress) {
        // Where this instance has visited, its own circuit is fresher than what was written at the last check.
        return visitor.circuit(id).equals("closed") ? progress.circuit() : visitor.circuit(id);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One source")
    ResponseEntity<View> get(@PathVariable String id) {
        Versioned<Source> found = find(id);
        return ResponseEntity.ok().eTag(Etags.of(found.version())).body(view(found));
    }

    /** Makes or changes a source: 201 the first time. */
    @PutMapping("/{id}")
    @Operation(summary = "Makes or changes a source")
    @Outcomes(success = {200, 201}, refused = "422 validation", missing = false)
    ResponseEntity<View> put(@PathVariable String id, @Valid @RequestBody Setting body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Source source = checked(id, body);
        Optional<Versioned<Source>> found = sources.find(id);
        if (found.isEmpty()) {
            Versioned<Source> made = sources.insert(id, source);
            return ResponseEntity.status(HttpStatus.CREATED).eTag(Etags.of(made.version())).body(view(made));
        }
        Versioned<Source> old = found.get();
        Etags.requireMatch(ifMatch, old.version());
        Versioned<Source> changed = old.state().equals(source) ? old : sources.update(id, old.version(), source);
        return ResponseEntity.ok().eTag(Etags.of(changed.version())).body(view(changed));
    }

    /** Has the source looked at now instead of at its time. */
    @PostMapping("/{id}/checks")
    @Operation(summary = "Has a source looked at now")
    @Outcomes(success = 202, refused = "409 source-paused")
    ResponseEntity<View> check(@PathVariable String id) {
        Versioned<Source> found = find(id);
        if (found.state().paused()) {
            throw Problem.of(HttpStatus.CONFLICT, "source-paused");
        }
        sources.due(id, found.state());
        watch.look();
        return ResponseEntity.accepted().location(URI.create("/api/sources/" + id)).body(view(found));
    }

    private Versioned<Source> find(String id) {
        return sources.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private Source checked(String id, Setting body) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (!Ids.isValid(id)) {
            problem.field("id", "pattern");
        }
        boolean known = Source.KINDS.contains(body.kind());
        if (!known) {
            problem.field("/kind", "unknown");
        }
        Source.Opening opening = null;
        for (Source.Opening one : Source.Opening.values()) {
            opening = one.code().equals(body.opening()) ? one : opening;
        }
        if (opening == null) {
            problem.field("/opening", "unknown");
        }
        if (body.institution() != null && !body.institution().isBlank() && institutions.find(body.institution()).isEmpty()) {
            problem.field("/institution", "unknown");
        }
        String base = body.baseUrl().strip().replaceAll("/+$", "");
        boolean mail = body.kind().equals(Source.MAILBOX);
        if (mail ? !isMailServer(base) : !isBase(base)) {
            problem.field("/baseUrl", "invalid");
        }
        Listing listing = null;
        Mailbox mailbox = null;
        if (mail) {
            mailbox = body.mailbox() == null ? null : new Mailbox(body.mailbox().user().strip(), body.mailbox().folder().strip(), body.mailbox().senders(), body.mailbox().secret());
            if (mailbox == null || mailbox.senders().isEmpty() || mailbox.senders().stream().anyMatch(sender -> !sender.matches("[^@\\s]*@[^@\\s]+"))) {
                problem.field(mailbox == null ? "/mailbox" : "/mailbox/senders", mailbox == null ? "not-null" : "invalid");
            }
        } else if (known && !body.kind().equals(Source.PORTAL_BY_NUMBER)) {
            listing = body.listing() == null ? null : new Listing(body.listing().address().strip(), body.listing().follow(), body.listing().fields(), body.kind().equals(Source.JSON) ? body.listing().page() : null);
            if (listing == null) {
                problem.field("/listing", "not-null");
            } else {
                ListReader.mistakes(body.kind(), listing).forEach(name -> problem.field("/listing/fields/" + name, "invalid"));
                ListReader.mistakesOfPages(listing).forEach(name -> problem.field("/listing/page/" + name, "invalid"));
                if (!isOnHost(base, listing.address())) {
                    problem.field("/listing/address", "invalid");
                }
            }
        }
        Numbered numbered = null;
        if (body.kind().equals(Source.PORTAL_BY_NUMBER) && body.numbered() != null) {
            numbered = new Numbered(body.numbered().address().strip(), body.numbered().labels());
            Numbered.mistakes(numbered).forEach(name -> problem.field("/numbered/" + name, "invalid"));
        }
        List<String> hosts = mail || body.documentHosts() == null ? List.of() : body.documentHosts().stream().map(String::strip).filter(host -> !host.isEmpty()).distinct().toList();
        if (!hosts.stream().allMatch(Source::isHost)) {
            problem.field("/documentHosts", "invalid");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return new Source(body.name().strip(), body.kind(), base, body.firstNumber(), opening, body.institution() == null || body.institution().isBlank() ? null : body.institution(), body.paused(),
                listing, mailbox, numbered, hosts);
    }

    private static boolean isOnHost(String base, String address) {
        try {
            return isBase(base) && Fetcher.sameHost(new URI(base), new URI(address));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isMailServer(String base) {
        try {
            URI uri = new URI(base);
            return ("imap".equals(uri.getScheme()) || "imaps".equals(uri.getScheme())) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean isBase(String base) {
        try {
            URI uri = new URI(base);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null && uri.getUserInfo() == null
                    && uri.getQuery() == null && uri.getFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private View view(Versioned<Source> found) {
        Source source = found.state();
        SourceProgress progress = sources.progress(found.id(), source);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean looked = progress.lastCheckedAt() != null;
        String circuit = circuit(found.id(), progress);
        return new View(found.id(), source.name(), source.kind(), source.baseUrl(), source.firstNumber(), source.opening().code(), source.institution(), source.paused(),
                source.listing() == null ? null : new ListingView(source.listing().address(), source.listing().follow(), source.listing().fields(), source.listing().page()),
                source.mailbox() == null ? null : new MailboxView(source.mailbox().user(), source.mailbox().folder(), source.mailbox().senders(), source.mailbox().secretName()),
                new Health(progress.lastCheckedAt(), progress.lastChangeAt(), progress.checks(today), progress.failures(today), circuit, lastProblem(source, progress),
                        source.paused() || !looked ? null : progress.nextCheckAt(), looked && source.kind().equals(Source.PORTAL_BY_NUMBER) ? progress.lastSeen() : null,
                        progress.sum(today, 7).found(), problem(lastProblem(source, progress)), source.paused() ? null : quiet(progress, today)), found.version(),
                source.kind().equals(Source.PORTAL_BY_NUMBER) ? new NumberedView(Numbered.of(source).address(), Numbered.of(source).labels()) : null, source.documentHosts());
    }
}
