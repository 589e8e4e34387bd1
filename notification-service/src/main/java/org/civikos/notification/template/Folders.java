package org.civikos.notification.template;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;

/** How the kinds of messages are sorted for the eye of the secretariat: each lies in one folder. One record, so that an arrangement is whole or not there. */
public final class Folders {

    static final String COLLECTION = "templateFolders";
    private static final String ONLY = "arrangement";
    private static final List<Folder> DELIVERED = Stream.of(Folder.Delivered.values()).map(Folder.Delivered::folder).toList();

    /** @param revision 0 for what came with the system */
    public record Arrangement(List<Folder> folders, long revision) {}

    private final Supplier<MongoCollection<Document>> documents;
    private final Clock clock;

    Folders(Supplier<MongoCollection<Document>> documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** Every kind is in it once, also one that a later version of the system brought after the folders were arranged. */
    public Arrangement read() {
        Document found = documents.get().find(eq("_id", ONLY)).first();
        if (found == null) {
            return new Arrangement(DELIVERED, 0);
        }
        return new Arrangement(whole(found.getList("folders", Document.class).stream()
                .map(one -> new Folder(one.getString("id"), one.getString("name"), one.getList("kinds", String.class))).toList()), found.getLong("revision"));
    }

    /**
     * Puts another arrangement in the place of the one that was read.
     *
     * @param folders at least one; a kind that is in none lies where it would lie as delivered, or in the last
     * @return empty if somebody else has arranged them meanwhile
     */
    public Optional<Arrangement> save(List<Folder> folders, long revision, String by) {
        List<Folder> whole = whole(folders);
        Document next = new Document("_id", ONLY).append("revision", revision + 1).append("by", by).append("at", Date.from(clock.instant()))
                .append("folders", whole.stream().map(one -> new Document("id", one.id()).append("name", one.name()).append("kinds", one.kinds())).toList());
        try {
            boolean written = revision == 0 ? documents.get().insertOne(next).wasAcknowledged()
                    : documents.get().replaceOne(new Document("_id", ONLY).append("revision", revision), next).getMatchedCount() == 1;
            return written ? Optional.of(new Arrangement(whole, revision + 1)) : Optional.empty();
        } catch (MongoWriteException taken) {
            if (taken.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw taken;
        }
    }

    private static List<Folder> whole(List<Folder> folders) {
        Set<String> filed = new HashSet<>();
        // What an older or newer version of the system knows and this one does not is nothing to show.
        List<List<String>> kinds = folders.stream().map(folder -> (List<String>) new ArrayList<>(folder.kinds().stream()
                .filter(kind -> MessageKinds.find(kind).isPresent() && filed.add(kind)).toList())).toList();
        List<String> ids = folders.stream().map(Folder::id).toList();
        for (Folder delivered : DELIVERED) {
            int home = ids.indexOf(delivered.id());
            kinds.get(home < 0 ? kinds.size() - 1 : home).addAll(delivered.kinds().stream().filter(filed::add).toList());
        }
        List<Folder> whole = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            whole.add(new Folder(folders.get(i).id(), folders.get(i).name(), List.copyOf(kinds.get(i))));
        }
        return List.copyOf(whole);
    }
}
