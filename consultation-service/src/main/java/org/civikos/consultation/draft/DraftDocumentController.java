package org.civikos.consultation.draft;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Other versions of a draft that was brought in by people, and documents beside it, over HTTP. */
@RestController
class DraftDocumentController {

    private static final List<String> KINDS = List.of(Drafts.TEXT, "memorandum", "impact-assessment", "other");

    private final Drafts drafts;
    private final Documents documents;
    private final Reader reader;
    private final MessageSource texts;
    private final Clock clock;

    DraftDocumentController(Drafts drafts, Documents documents, Reader reader, MessageSource texts, Clock clock) {
        this.drafts = drafts;
        this.documents = documents;
        this.reader = reader;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param version of the draft afterwards; what follows from it takes some seconds */
    record Taken(String id, long version) {
    }

    /**
     * Takes in another version of the text, which comments are carried to and everyone concerned is told of, or a document beside it. A text is read
     * afterwards: the draft's {@code incoming} says so, and why it could not be read, in which case the text of before stays. The same file once more changes nothing.
     *
     * @param kind text, memorandum, impact-assessment or other
     */
    @PostMapping(path = "/api/drafts/{id}/documents", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Takes in another version of a draft, or a document beside it")
    @Outcomes(success = 202, refused = {"409 draft-being-read", "409 draft-closed", "409 draft-dismissed", "409 draft-of-publisher", "413 document-too-large", "422 document-corrupt",
            "422 document-empty", "422 document-macro", "422 document-password", "422 document-timeout", "422 document-too-many-pages", "422 document-unsupported",
            "422 document-zip-bomb"})
    ResponseEntity<Taken> bring(@PathVariable String id, @RequestPart("file") MultipartFile file, @RequestParam String kind,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) throws IOException, InterruptedException {
        Versioned<Draft> found = drafts.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        if (!KINDS.contains(kind)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("kind", "unknown");
        }
        Etags.requireMatch(ifMatch, found.version());
        Draft draft = found.state();
        mustTake(draft);
        String name = file.getOriginalFilename() == null ? "document" : file.getOriginalFilename();
        String label = kind.equals(Drafts.TEXT) ? name : texts.getMessage("document." + kind, null, Locale.of(draft.facts().language()));
        return taken(reader.take(file::getBytes, name, content -> drafts.bring(id, kind, label, name, content, file.getContentType())));
    }

    /**
     * Takes the text of another sighting, as a rule one that was mailed, as the next version of this one's. Taken already, nothing changes.
     *
     * @param sighting the draft that was made of it; 404 where it is none of this one's, or has no text
     */
    @PutMapping("/api/drafts/{id}/sightings/{sighting}/text")
    @Operation(summary = "Takes the text of another sighting as the next version of a draft")
    @Outcomes(success = 202, refused = {"409 draft-being-read", "409 draft-closed", "409 draft-dismissed", "409 draft-of-publisher"})
    ResponseEntity<Taken> takeFrom(@PathVariable String id, @PathVariable String sighting, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        Versioned<Draft> found = drafts.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        StoredDocument text = found.state().seenAlso().stream().filter(one -> one.draft().equals(sighting)).findFirst().flatMap(one -> drafts.find(one.draft()))
                .map(Versioned::state).map(MainDocument::of).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        StoredDocument now = MainDocument.of(found.state());
        if (now != null && now.sha256() != null && now.sha256().equals(text.sha256())) {
            return taken(found);
        }
        Etags.requireMatch(ifMatch, found.version());
        mustTake(found.state());
        return taken(drafts.bring(id, Drafts.TEXT, text.label(), text.fileName(), documents.read(text), text.mediaType()));
    }

    private static ResponseEntity<Taken> taken(Versioned<Draft> draft) {
        return ResponseEntity.accepted().location(URI.create("/api/drafts/" + draft.id())).body(new Taken(draft.id(), draft.version()));
    }

    private void mustTake(Draft draft) {
        if (draft.state() == Draft.State.READING || draft.isReadingAnother()) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-being-read");
        }
        if (draft.state() == Draft.State.DISMISSED) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-dismissed");
        }
        // What its publisher shows is taken from there; two hands at one text would undo each other.
        if (draft.publishedAt() != null || draft.page() != null) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-of-publisher");
        }
        // After the deadline comments are on what was consulted.
        if (draft.state() == Draft.State.OPENED && !Drafts.open(draft, clock.instant())) {
            throw Problem.of(HttpStatus.CONFLICT, "draft-closed");
        }
    }
}
