package org.civikos.consultation.source;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.civikos.consultation.institution.Institutions;
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
import org.springframework.web.bind.annotation.RestController;

/** Watched sources over HTTP. */
@RestController
@RequestMapping("/api/sources")
class SourceController {

    private final Sources sources;
    private final Visitor visitor;
    private final SourceWatch watch;
    private final Institutions institutions;
    private final Clock clock;

    SourceController(Sources sources, Visitor visitor, SourceWatch watch, Institutions institutions, Clock clock) {
        this.sources = sources;
        this.visitor = visitor;
        this.watch = watch;
        this.institutions = institutions;
        this.clock = clock;
    }

    /**
     * @param circuit     closed, open or half-open
     * @param lastProblem a code, where the last check failed
     */
    record Health(@Nullable Instant lastCheckedAt, @Nullable Instant lastChangeAt, int checks7d, int failures7d, String circuit, @Nullable String lastProblem,
            @Nullable Instant nextCheckAt, @Nullable Integer lastNumber) {
    }

    record View(String id, String name, String kind, String baseUrl, int firstNumber, String opening, @Nullable String institution, boolean paused, Health health,
            long version) {
    }

    record Items(List<View> items) {
    }

    record Setting(@NotBlank @Size(max = 200) String name, @NotBlank String kind, @NotBlank @Size(max = 500) String baseUrl,
            @Min(0) @Max(1_000_000_000) int firstNumber, @NotBlank String opening, @Nullable String institution, boolean paused) {
    }

    @GetMapping
    Items list() {
        return new Items(sources.all().stream().map(this::view).toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<View> get(@PathVariable String id) {
        Versioned<Source> found = find(id);
        return ResponseEntity.ok().eTag(Etags.of(found.version())).body(view(found));
    }

    /** Makes or changes a source: 201 the first time. */
    @PutMapping("/{id}")
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
        if (!body.kind().equals(Source.PORTAL_BY_NUMBER)) {
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
        if (!isBase(base)) {
            problem.field("/baseUrl", "invalid");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return new Source(body.name().strip(), body.kind(), base, body.firstNumber(), opening, body.institution() == null || body.institution().isBlank() ? null : body.institution(), body.paused());
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
        // Where this instance has visited, its own circuit is fresher than what was written at the last check.
        String circuit = visitor.circuit(found.id()).equals("closed") ? progress.circuit() : visitor.circuit(found.id());
        return new View(found.id(), source.name(), source.kind(), source.baseUrl(), source.firstNumber(), source.opening().code(), source.institution(), source.paused(),
                new Health(progress.lastCheckedAt(), progress.lastChangeAt(), progress.checks(today), progress.failures(today), circuit, progress.lastProblem(),
                        source.paused() || !looked ? null : progress.nextCheckAt(), looked ? progress.lastSeen() : null), found.version());
    }
}
