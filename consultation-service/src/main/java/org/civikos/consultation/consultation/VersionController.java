package org.civikos.consultation.consultation;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.difference.Difference;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.ActJson;
import org.civikos.consultation.structure.AkomaNtoso;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a publisher changed in a draft, over HTTP: the versions of its text, the copies of its files, and the differences. */
@RestController
@RequestMapping("/api/consultations/{id}")
class VersionController {

    private static final String COUNTRY = "xk";

    private final Revisions revisions;
    private final Consultations consultations;
    private final Clock clock;

    VersionController(Revisions revisions, Consultations consultations, Clock clock) {
        this.revisions = revisions;
        this.consultations = consultations;
        this.clock = clock;
    }

    record VersionView(int version, Instant since, int articleCount, int changedArticles, boolean current) {
    }

    /**
     * @param id   under which the copy can be downloaded from the consultation
     */
    record CopyView(String id, String label, String fileName, String mediaType, long bytes, @Nullable String sha256, @Nullable Instant fetchedAt, @Nullable String url) {
    }

    record Replacement(@Nullable CopyView before, CopyView after) {
    }

    /**
     * @param kinds   file-replaced, text-changed, title-changed, document-added, page-gone, page-back
     * @param problem why a new file could not be taken apart, a code
     * @param title   what its page called it and calls it now, where that changed
     */
    record ChangeView(int number, Instant at, List<String> kinds, int version, int previousVersion, int changedArticles, List<Replacement> copies, @Nullable String problem,
            @Nullable RenamedView title) {
    }

    record RenamedView(String before, String after) {
    }

    record VersionsView(int current, List<VersionView> versions, List<ChangeView> changes) {
    }

    record PlaceView(String node, String kind, @Nullable String number, @Nullable String heading) {
    }

    record PieceView(String op, String text) {
    }

    record ArticleView(List<String> kinds, @Nullable PlaceView before, @Nullable PlaceView after, List<PieceView> heading, List<PieceView> text) {
    }

    record DifferenceView(int from, int to, int changedArticles, List<ArticleView> articles) {
    }

    /** The versions of the text, the first one first, and everything the publisher changed, latest first. */
    @GetMapping("/versions")
    @Operation(summary = "Versions of the text, and what the publisher changed")
    ResponseEntity<VersionsView> versions(@PathVariable String id) {
        require(id);
        List<StructureVersions.Version> versions = revisions.of(id);
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new VersionsView(versions.size(),
                versions.stream().map(one -> new VersionView(one.version(), one.since(), one.articleCount(), one.changedArticles(), one.current())).toList(),
                revisions.history(id).stream().map(VersionController::view).toList()));
    }

    /**
     * What differs between two versions, article by article and word by word.
     *
     * @param all whether articles that are the same are told as well
     */
    @GetMapping("/differences")
    @Operation(summary = "What differs between two versions of the text")
    ResponseEntity<DifferenceView> differences(@PathVariable String id, @RequestParam int from, @RequestParam int to, @RequestParam(defaultValue = "false") boolean all) {
        require(id);
        Difference difference = revisions.difference(id, from, to).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new DifferenceView(from, to, difference.changedArticles(), difference.articles().stream()
                .filter(article -> all || article.differs())
                .map(article -> new ArticleView(article.kinds().stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList(), place(article.before()), place(article.after()),
                        pieces(article.heading()), pieces(article.text()))).toList()));
    }

    /**
     * A version of the text as it stands here, repairs of its split included, to take along.
     *
     * @param format  akn: Akoma Ntoso 3.0 (OASIS LegalDocML); json: the tree of nodes
     * @param version the current one where it is not said
     */
    @GetMapping("/act")
    @Operation(summary = "The text as Akoma Ntoso or JSON")
    @Outcomes(refused = "400 validation")
    ResponseEntity<byte[]> act(@PathVariable String id, @RequestParam(defaultValue = "akn") String format, @RequestParam(required = false) @Nullable Integer version) {
        if (!format.equals("akn") && !format.equals("json")) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("format", "unknown");
        }
        Consultation consultation = consultations.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found")).state();
        int wanted = version == null ? consultation.structureVersion() : version;
        Structure text = revisions.structure(id, wanted).filter(found -> !found.nodes().isEmpty()).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        Act act = new Act(text.language(), text.script(), consultation.title(), text.nodes(), text.warnings());
        boolean akn = format.equals("akn");
        String body = akn ? AkomaNtoso.of(act, COUNTRY, LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE)) : ActJson.of(act);
        String name = consultation.reference() + "-v" + wanted + (akn ? ".akn.xml" : ".json");
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(akn ? "application/akn+xml;charset=UTF-8" : "application/json"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
                .cacheControl(CacheControl.noCache()).body(body.getBytes(StandardCharsets.UTF_8));
    }

    private void require(String id) {
        consultations.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private static ChangeView view(DraftChange change) {
        return new ChangeView(change.number(), change.at(), change.kinds().stream().map(DraftChange.Kind::code).toList(), change.version(), change.previous(), change.changedArticles(),
                change.copies().stream().map(copy -> new Replacement(copy.before() == null ? null : view(copy.before()), view(copy.after()))).toList(), change.problem(),
                change.title() == null ? null : new RenamedView(change.title().before(), change.title().after()));
    }

    private static CopyView view(StoredDocument document) {
        return new CopyView(document.id(), document.label(), document.fileName(), document.mediaType(), document.bytes(), document.sha256(), document.fetchedAt(), document.url());
    }

    private static @Nullable PlaceView place(Difference.@Nullable Place place) {
        return place == null ? null : new PlaceView(place.node(), place.kind(), place.number(), place.heading());
    }

    private static List<PieceView> pieces(List<Difference.Piece> pieces) {
        return pieces.stream().map(piece -> new PieceView(piece.op().name().toLowerCase(Locale.ROOT), piece.text())).toList();
    }
}
