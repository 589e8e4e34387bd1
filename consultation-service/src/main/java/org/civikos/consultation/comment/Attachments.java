package org.civikos.consultation.comment;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Files that belong to a comment: added and taken away while it is a draft, fixed once it is submitted. */
@Component
class Attachments {

    private final CommentStore store;
    private final Comments comments;
    private final Documents documents;
    private final AttachmentSweep sweep;
    private final CommentProperties properties;
    private final Clock clock;

    Attachments(CommentStore store, Comments comments, Documents documents, AttachmentSweep sweep, CommentProperties properties, Clock clock) {
        this.store = store;
        this.comments = comments;
        this.documents = documents;
        this.sweep = sweep;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Adds a file; the same content again is the same attachment.
     *
     * @throws Problem 413 attachment-too-large; 422 attachment-kind and its relatives; 409 too-many-attachments, comment-not-open
     */
    Versioned<Comment> add(String consultation, String id, String person, String originalName, byte[] content) {
        Versioned<Comment> found = comments.ofOrganisation(consultation, id, person);
        comments.mayWrite(person, found.state().organisation());
        Comments.mustBeOpen(found.state());
        comments.mayChange(person, found.state());
        if (content.length > properties.attachmentLimit().toBytes()) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "attachment-too-large", properties.attachmentLimit().toMegabytes()).field("file", "attachment-too-large",
                    properties.attachmentLimit().toMegabytes());
        }
        String name = Documents.safeName(originalName, "file");
        String type;
        try {
            type = AttachmentCheck.check(name, content);
        } catch (AttachmentCheck.Refused refused) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, refused.code()).field("file", refused.code());
        }
        String hash = Documents.sha256(content);
        Comment.Attachment attachment = new Comment.Attachment(hash.substring(0, 24), name, type, content.length, hash);
        mustHaveRoom(found.state(), attachment);
        sweep.note(id, attachment);
        try (Lease held = sweep.hold(id, attachment).orElseThrow(() -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "store-away"))) {
            return keep(id, person, name, attachment, content);
        }
    }

    private Versioned<Comment> keep(String id, String person, String name, Comment.Attachment attachment, byte[] content) {
        documents.keep(key(id, attachment.id()), content);
        return store.change(id, comment -> {
            Comments.mustBeOpen(comment);
            comments.mayChange(person, comment);
            if (comment.content().attachments().stream().anyMatch(one -> one.id().equals(attachment.id()))) {
                return Change.quiet(comment);
            }
            mustHaveRoom(comment, attachment);
            List<Comment.Attachment> files = new ArrayList<>(comment.content().attachments());
            files.add(attachment);
            return Change.quiet(comment.attached(files).step(Comment.Act.ATTACHED, person, now(), name));
        });
    }

    private void mustHaveRoom(Comment comment, Comment.Attachment attachment) {
        long others = comment.content().attachments().stream().filter(one -> !one.id().equals(attachment.id())).count();
        if (others >= properties.attachments()) {
            throw Problem.of(HttpStatus.CONFLICT, "too-many-attachments", properties.attachments());
        }
    }

    /** Takes one away; it is gone already, nothing happens. */
    Versioned<Comment> remove(String consultation, String id, String person, String attachment) {
        Versioned<Comment> found = comments.ofOrganisation(consultation, id, person);
        comments.mayWrite(person, found.state().organisation());
        found.state().content().attachments().stream().filter(one -> one.id().equals(attachment)).findFirst().ifPresent(file -> sweep.note(id, file));
        return store.change(id, comment -> {
            Comments.mustBeOpen(comment);
            comments.mayChange(person, comment);
            List<Comment.Attachment> files = comment.content().attachments().stream().filter(one -> !one.id().equals(attachment)).toList();
            return files.size() == comment.content().attachments().size() ? Change.quiet(comment)
                    : Change.quiet(comment.attached(files).step(Comment.Act.DETACHED, person, now(), null));
        });
    }

    void write(String comment, Comment.Attachment attachment, OutputStream out) throws IOException {
        documents.write(new StoredDocument(key(comment, attachment.id()), attachment.fileName(), attachment.fileName(), attachment.mediaType(), attachment.bytes(),
                LocalDate.ofInstant(Instant.EPOCH, ZoneOffset.UTC), null), out);
    }

    static String key(String comment, String attachment) {
        return "comment." + comment + "." + attachment;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
