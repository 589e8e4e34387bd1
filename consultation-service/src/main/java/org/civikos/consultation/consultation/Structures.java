package org.civikos.consultation.consultation;

import java.util.Optional;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Keeps texts by article: at most 16 MB each, which is some 3,000 pages. */
@Component
public class Structures {

    private static final String COLLECTION = "structures";

    private final MongoTemplate mongo;

    Structures(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Keeps it, in place of an earlier attempt. */
    public void keep(Structure structure) {
        mongo.save(structure, COLLECTION);
    }

    public Optional<Structure> find(String id) {
        return Optional.ofNullable(mongo.findById(id, Structure.class, COLLECTION));
    }
}
