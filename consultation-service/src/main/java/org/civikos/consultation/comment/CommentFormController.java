package org.civikos.consultation.comment;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.civikos.consultation.anchor.Fingerprint;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.comment.CommentViews.View;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.structure.Kind;
import org.civikos.consultation.structure.Node;
import org.civikos.consultation.structure.Threads;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Commenting without a connection: the form of a consultation, and what comes back in it. */
@RestController
@RequestMapping("/api/consultations/{consultation}/comment-form")
class CommentFormController {

    private static final MediaType DOCX = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    private static final String WHOLE = "whole";

    private final Comments comments;
    private final Consultations consultations;
    private final StructureVersions versions;
    private final Network network;
    private final Phrases phrases;
    private final CommentProperties properties;

    CommentFormController(Comments comments, Consultations consultations, StructureVersions versions, Network network, Phrases phrases, CommentProperties properties) {
        this.comments = comments;
        this.consultations = consultations;
        this.versions = versions;
        this.network = network;
        this.phrases = phrases;
        this.properties = properties;
    }

    /**
     * A part that could not be read, or not wholly.
     *
     * @param part  what the form calls it
     * @param draft the draft that was made of what could be read, if one was
     */
    record FormError(String part, String code, String message, @Nullable String draft) {
    }

    record Result(List<View> drafts, List<FormError> errors) {
    }

    /** The form with every article's text, in the reader's language. */
    @GetMapping
    @Operation(summary = "The Word form for commenting without a connection")
    ResponseEntity<byte[]> form(@PathVariable String consultation) {
        Consultations.Target target = comments.target(consultation);
        List<FormFile.Part> parts = new ArrayList<>();
        parts.add(new FormFile.Part(WHOLE, say("whole"), ""));
        parts.addAll(parts(versions.nodes(consultation, versions.current(consultation))));
        byte[] file = FormFile.write(consultation, consultations.title(consultation), words(), parts);
        return ResponseEntity.ok().contentType(DOCX)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(target.reference() + ".docx", StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").body(file);
    }

    /** Takes a filled form: each part becomes a draft of the organisation; the same form again makes the same drafts. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Takes a filled Word form: each part becomes a draft")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended", "409 comments-not-taken", "409 deadline-passed", "413 attachment-too-large", "422 attachment-bomb",
            "422 attachment-damaged", "422 attachment-empty", "422 attachment-kind", "422 attachment-macro", "422 attachment-mismatch", "422 form-unreadable"})
    Result read(@PathVariable String consultation, @RequestPart("file") MultipartFile file, @RequestParam String organisation) throws IOException {
        Actor actor = Actor.current();
        comments.target(consultation);
        comments.mayWrite(actor.id(), organisation);
        if (file.getSize() > properties.attachmentLimit().toBytes()) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "attachment-too-large", properties.attachmentLimit().toMegabytes());
        }
        FormFile.Read read;
        try {
            byte[] content = file.getBytes();
            AttachmentCheck.check("form.docx", content, FormFile.UNPACKED);
            read = FormFile.read(consultation, content);
        } catch (AttachmentCheck.Refused refused) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, refused.code()).field("file", refused.code());
        } catch (FormFile.NoForm noForm) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "form-unreadable").field("file", "form-unreadable");
        }
        Viewer viewer = Viewer.of(actor, Set.of(organisation));
        List<Node> nodes = versions.nodes(consultation, versions.current(consultation));
        List<View> drafts = new ArrayList<>();
        List<FormError> errors = new ArrayList<>();
        read.damaged().forEach(part -> errors.add(error(part, "table-damaged", null)));
        for (FormFile.Filled filled : read.filled()) {
            List<String> codes = new ArrayList<>(filled.errors());
            String node = WHOLE.equals(filled.node()) ? null : filled.node();
            if (node != null) {
                String now = text(nodes, node);
                if (now == null) {
                    // What was written is kept, on the draft as a whole, where a person finds it.
                    codes.add("part-gone");
                    node = null;
                } else if (!Fingerprint.of(now).equals(Fingerprint.of(filled.current()))) {
                    codes.add("text-changed");
                }
            }
            String draft = filled.wording() == null && filled.text() == null && filled.justification() == null ? null
                    : keep(consultation, organisation, actor.id(), node, filled, viewer, drafts, codes);
            codes.forEach(code -> errors.add(error(filled.label(), code, draft)));
        }
        return new Result(drafts, errors);
    }

    private @Nullable String keep(String consultation, String organisation, String person, @Nullable String node, FormFile.Filled filled, Viewer viewer, List<View> drafts,
            List<String> codes) {
        String id = "form-" + hash(String.join("\n", consultation, organisation, filled.node(), String.valueOf(filled.kind()), String.valueOf(filled.wording()),
                String.valueOf(filled.text()), String.valueOf(filled.justification())));
        Comment.Content content = new Comment.Content(filled.kind(), filled.importance(), filled.text(), filled.wording(), filled.justification(), List.of(), List.of());
        Versioned<Comment> earlier = comments.kept(consultation, organisation, id).orElse(null);
        if (earlier != null) {
            // The same form once more: what has become of it since stays.
            Comment.Status status = earlier.state().status();
            if (status.isOpen() && earlier.state().content().with(List.of()).equals(content)) {
                drafts.add(CommentViews.whole(earlier, viewer));
            } else {
                codes.add(status.isOpen() ? "draft-edited" : earlier.state().wasSubmitted() ? "sent-already" : "thrown-away");
            }
            return id;
        }
        try {
            Versioned<Comment> made = comments.save(id, new Comments.Wish(consultation, person, organisation, content, node, null, null, null), version -> { }).comment();
            drafts.add(CommentViews.whole(made, viewer));
            return id;
        } catch (Problem refused) {
            // The other parts are kept, and this one is told beside them.
            codes.add(refused.code().equals("too-many-drafts") ? refused.code() : "not-kept");
            return null;
        }
    }

    private FormError error(String part, String code, @Nullable String draft) {
        return new FormError(part, code, say("error." + code), draft);
    }

    /** Articles with what they say, of the version in the reader's language if there is one; where there are none, whatever stands at the top. */
    private List<FormFile.Part> parts(List<Node> nodes) {
        String wanted = LocaleContextHolder.getLocale().getLanguage();
        boolean translated = nodes.stream().anyMatch(one -> wanted.equals(Threads.languageOf(one.id())));
        List<Node> version = nodes.stream().filter(one -> translated ? wanted.equals(Threads.languageOf(one.id())) : Threads.languageOf(one.id()) == null).toList();
        List<Node> articles = version.stream().filter(one -> one.kind() == Kind.ARTICLE).toList();
        List<Node> chosen = articles.isEmpty() ? version.stream().filter(one -> one.parent() == null && one.kind() != Kind.TITLE).toList() : articles;
        return chosen.stream().map(one -> new FormFile.Part(one.id(), label(one), String.valueOf(text(nodes, one.id())))).toList();
    }

    private String label(Node node) {
        String number = node.kind() == Kind.ARTICLE && node.number() != null ? say("article") + " " + node.number() : node.number() == null ? "" : node.number();
        return node.heading() == null ? number.isEmpty() ? node.id() : number : (number + " – " + node.heading()).replaceFirst("^ – ", "");
    }

    /** What a node and everything below it says, with the numbers of its parts; nothing where there is no such node. */
    private static @Nullable String text(List<Node> nodes, String id) {
        Set<String> inside = new HashSet<>();
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            if (!node.id().equals(id) && (node.parent() == null || !inside.contains(node.parent()))) {
                continue;
            }
            inside.add(node.id());
            if (!node.text().isBlank()) {
                text.append(text.isEmpty() ? "" : "\n").append(node.id().equals(id) || node.number() == null ? "" : node.number() + ". ").append(node.text().strip());
            }
        }
        return inside.isEmpty() ? null : text.toString();
    }

    private FormFile.Words words() {
        return new FormFile.Words(say("title"), say("how"), say("whole"), say("current"), say("kind"),
                Arrays.stream(Comment.Kind.values()).map(one -> say("kind." + one.code())).toList(), say("importance"),
                Arrays.stream(Comment.Importance.values()).map(one -> say("importance." + one.code())).toList(), say("wording"), say("text"), say("justification"));
    }

    private String say(String code) {
        return String.valueOf(phrases.say("form", code, code));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
