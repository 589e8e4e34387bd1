package org.civikos.notification.settings;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import org.civikos.notification.member.ErasureListener;

/** Who wants to be told once a week that there was nothing to tell: the secretariat unless they say no, others if they ask. */
public final class SilenceWishes implements ErasureListener {

    static final String COLLECTION = "silenceWishes";

    private final Supplier<MongoCollection<Document>> said;
    private final Supplier<List<String>> secretariat;

    SilenceWishes(Supplier<MongoCollection<Document>> said, Supplier<List<String>> secretariat) {
        this.said = said;
        this.secretariat = secretariat;
    }

    boolean wanted(String personId) {
        Document found = said.get().find(Filters.eq("_id", personId)).first();
        return found == null ? secretariat.get().contains(personId) : found.getBoolean("on", false);
    }

    void change(String personId, boolean on) {
        said.get().replaceOne(Filters.eq("_id", personId), new Document("_id", personId).append("on", on), new ReplaceOptions().upsert(true));
    }

    /** Everybody who wants it. */
    public Set<String> all() {
        Set<String> people = new HashSet<>(secretariat.get());
        said.get().find().forEach(found -> {
            if (found.getBoolean("on", false)) {
                people.add(found.getString("_id"));
            } else {
                people.remove(found.getString("_id"));
            }
        });
        return people;
    }

    @Override
    public void erased(String personId) {
        said.get().deleteOne(Filters.eq("_id", personId));
    }
}
