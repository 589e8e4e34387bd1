package org.civikos.consultation.comment;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.civikos.consultation.document.Documents;
import org.civikos.consultation.lease.Leases;
import org.civikos.consultation.lease.Leases.Lease;
import org.civikos.platform.messaging.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes the bytes of files that no comment refers to: taken away from a draft, or kept by a request that a crash ended before the comment was written. Whatever may
 * come to that is noted before it is done, so that a crash leaves a note rather than bytes that nobody knows of.
 */
@Component
class AttachmentSweep {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentSweep.class);
    private static final String COLLECTION = "attachmentNotes";
    private static final int AT_ONCE = 500;
    private static final int MOST_TRIES = 60;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final MongoTemplate mongo;
    private final CommentStore store;
    private final Documents documents;
    private final Leases leases;
    private final CommentProperties properties;
    private final Clock clock;

    AttachmentSweep(MongoTemplate mongo, CommentStore store, Documents documents, Leases leases, CommentProperties properties, Clock clock) {
        this.mongo = mongo;
        this.store = store;
        this.documents = documents;
        this.leases = leases;
        this.properties = properties;
        this.clock = clock;
    }

    /** To be called before a file is kept for a comment, and before it is taken away from one. */
    void note(String comment, Comment.Attachment file) {
        mongo.execute(COLLECTION, notes -> notes.updateOne(Filters.eq("_id", Attachments.key(comment, file.id())), Updates.combine(Updates.set("comment", comment), Updates.set("attachment", file.id()),
                Updates.set("bytes", file.bytes()), Updates.set("due", Date.from(clock.instant().plus(properties.removedFilesKept())))), new UpdateOptions().upsert(true)));
    }

    /** Nobody deletes the file while this is held; empty where others hold it for longer than it takes to keep or to delete one. */
    Optional<Lease> hold(String comment, Comment.Attachment file) {
        Optional<Lease> lease = leases.acquire(Attachments.key(comment, file.id()));
        for (int i = 0; lease.isEmpty() && i < MOST_TRIES; i++) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            lease = leases.acquire(Attachments.key(comment, file.id()));
        }
        return lease;
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 5_000)
    void sweep() {
        try {
            List<Document> due = new ArrayList<>();
            mongo.execute(COLLECTION, notes -> notes.find(Filters.lte("due", Date.from(clock.instant()))).limit(AT_ONCE).into(due));
            due.forEach(note -> settle(note.getString("_id")));
        } catch (RuntimeException storeAway) {
            LOG.warn("Files that were taken away could not be deleted; tried again in 5 s: {}", storeAway.getMessage());
        }
    }

    private void settle(String key) {
        Optional<Lease> lease = leases.acquire(key);
        if (lease.isEmpty()) {
            return;
        }
        try (Lease held = lease.get()) {
            // Under the lease, since somebody may have added the file again meanwhile.
            Document note = mongo.execute(COLLECTION, notes -> notes.find(Filters.and(Filters.eq("_id", key), Filters.lte("due", Date.from(clock.instant())))).first());
            if (note == null) {
                return;
            }
            String attachment = note.getString("attachment");
            boolean referred = store.find(note.getString("comment")).map(Versioned::state).map(comment -> comment.content().attachments().stream().anyMatch(one -> one.id().equals(attachment))).orElse(false);
            if (!referred) {
                documents.delete(key, note.get("bytes", Number.class).longValue());
            }
            mongo.execute(COLLECTION, notes -> notes.deleteOne(Filters.eq("_id", key)));
        }
    }
}
