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
 * Texts as they are stored: the one in force under {@code <consultation>}, one that was replaced under {@code <consultation>@<version>}, one whose
 * split was repaired since under {@code <consultation>@<version>.<edition>}. Which text the comments stand on is kept here, and moved on by {@link Carriage}.
 */
@Component
class StoredVersions implements StructureVersions {

    private static final String COLLECTION = "commentedVersions";
    private static final Stand FIRST = new Stand(1, 0);

    private final Structures structures;
    private final MongoTemplate mongo;

    StoredVersions(Structures structures, MongoTemplate mongo) {
        this.structures = structures;
        this.mongo = mongo;
    }

    @Override
    public Stand current(String consultation) {
        Document found = mongo.execute(COLLECTION, all -> all.find(Filters.eq("_id", consultation)).first());
        return found == null || found.get("stand") == null ? FIRST : Stand.ofRank(found.get("stand", Number.class).longValue());
    }

    /** Says that comments stand on this text from now on; an older one changes nothing. */
    void now(String consultation, Stand stand) {
        mongo.execute(COLLECTION, all -> all.updateOne(Filters.eq("_id", consultation), Updates.max("stand", stand.rank()), new UpdateOptions().upsert(true)));
    }

    @Override
    public List<Node> nodes(String consultation, Stand stand) {
        return structures.find(Structures.edition(consultation, stand.version(), stand.edition())).or(() -> structures.find(consultation + "@" + stand.version()))
                .or(() -> structures.find(consultation)).map(found -> found.nodes()).orElse(List.of());
    }
}
