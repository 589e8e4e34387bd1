package org.civikos.membership.identity;

import java.time.Clock;
import java.util.Date;
import org.bson.Document;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Counts how many links are asked for, per address and per origin and stretch of time, so that nobody's inbox is flooded
 * and nobody tries addresses by the thousand. In the store: every instance counts together. Addresses are counted whether
 * or not anybody has them, so that the answer tells nothing.
 */
@Component
class SignInLimits {

    static final String COLLECTION = "signInCounts";

    private final MongoTemplate mongo;
    private final IdentityProperties properties;
    private final Clock clock;

    SignInLimits(MongoTemplate mongo, IdentityProperties properties, Clock clock) {
        this.mongo = mongo;
        this.properties = properties;
        this.clock = clock;
    }

    /** Counts one more request; whether it is within both limits. */
    boolean allow(String emailKey, String origin) {
        // Both are counted, so that a refused address uses up its origin's share as well.
        boolean address = count("address", emailKey) <= properties.linksPerAddress();
        boolean from = count("origin", origin) <= properties.linksPerOrigin();
        return address && from;
    }

    private int count(String kind, String what) {
        long window = clock.instant().toEpochMilli() / properties.limitWindow().toMillis();
        String id = kind + ":" + Hash.sha256(what) + ":" + window;
        Update update = new Update().inc("count", 1)
                .setOnInsert("expiresAt", new Date((window + 1) * properties.limitWindow().toMillis()));
        Document counted = mongo.findAndModify(Query.query(Criteria.where("_id").is(id)), update,
                FindAndModifyOptions.options().upsert(true).returnNew(true), Document.class, COLLECTION);
        return counted == null ? 1 : counted.getInteger("count");
    }

    void sweep() {
        mongo.remove(Query.query(Criteria.where("expiresAt").lt(Date.from(clock.instant()))), COLLECTION);
    }
}
