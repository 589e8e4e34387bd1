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

    /** The identifier under which an earlier version is kept, and a later one until it stands. */
    static String versioned(String id, int version) {
        return id + "@" + version;
    }

    /** The identifier under which a text is kept whose split was repaired since. */
    public static String edition(String id, long version, int edition) {
        return id + "@" + version + "." + edition;
    }

    /** Lays a version beside the current one. */
    public void stage(String id, int version, Structure structure) {
        keep(new Structure(versioned(id, version), structure.language(), structure.script(), structure.nodes(), structure.warnings()));
    }

    Optional<Structure> staged(String id, int version) {
        return find(versioned(id, version)).map(found -> new Structure(id, found.language(), found.script(), found.nodes(), found.warnings()));
    }

    public Optional<Structure> find(String id) {
        return Optional.ofNullable(mongo.findById(id, Structure.class, COLLECTION));
    }
}
