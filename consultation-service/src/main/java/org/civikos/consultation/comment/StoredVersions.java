package org.civikos.consultation.comment;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.civikos.consultation.consultation.Structures;
import org.civikos.consultation.structure.Node;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Versions as they are stored: the text in force under {@code <consultation>}, one that was replaced under {@code <consultation>@<version>}. Which
 * version the comments stand on is kept here, and moved on by {@link Carriage#versionStands}.
 */
@Component
class StoredVersions implements StructureVersions {

    private static final String COLLECTION = "commentedVersions";

    private final Structures structures;
    private final MongoTemplate mongo;

    StoredVersions(Structures structures, MongoTemplate mongo) {
        this.structures = structures;
        this.mongo = mongo;
    }

    @Override
    public long current(String consultation) {
        Document found = mongo.execute(COLLECTION, all -> all.find(Filters.eq("_id", consultation)).first());
        return found == null ? 1 : found.get("version", Number.class).longValue();
    }

    /** Says that comments stand on this version from now on; an older one changes nothing. */
    void now(String consultation, long version) {
        mongo.execute(COLLECTION, all -> all.updateOne(Filters.eq("_id", consultation), Updates.max("version", version), new UpdateOptions().upsert(true)));
    }

    @Override
    public List<Node> nodes(String consultation, long version) {
        return structures.find(consultation + "@" + version).or(() -> structures.find(consultation)).map(found -> found.nodes()).orElse(List.of());
    }
}
