package org.civikos.membership.identity;

import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * One-time links. Only the SHA-256 of a link's secret is kept; taking it out and using it is one step, so that of two
 * uses one fails. Looking at a link never uses it up, since mail scanners open every link that they see.
 */
@Component
class SignInLinks {

    static final String COLLECTION = "signInLinks";

    private final MongoTemplate mongo;
    private final IdentityProperties properties;
    private final Clock clock;

    SignInLinks(MongoTemplate mongo, IdentityProperties properties, Clock clock) {
        this.mongo = mongo;
        this.properties = properties;
        this.clock = clock;
    }

    /** Makes a link for a person; the answer is its secret, known to nobody else. */
    String create(String personId) {
        String secret = Hash.newSecret();
        mongo.insert(new Document("_id", Hash.sha256(secret)).append("person", personId)
                .append("expiresAt", Date.from(clock.instant().plus(properties.linkValidity()))), COLLECTION);
        return secret;
    }

    /** Whose link this is, if it can still be used. */
    Optional<String> look(String secret) {
        return valid(mongo.findById(Hash.sha256(secret), Document.class, COLLECTION));
    }

    /** Uses a link up. */
    Optional<String> use(String secret) {
        return valid(mongo.findAndRemove(Query.query(Criteria.where("_id").is(Hash.sha256(secret))), Document.class, COLLECTION));
    }

    void removeAllOf(String personId) {
        mongo.remove(Query.query(Criteria.where("person").is(personId)), COLLECTION);
    }

    long sweep() {
        return mongo.remove(Query.query(Criteria.where("expiresAt").lt(Date.from(clock.instant()))), COLLECTION).getDeletedCount();
    }

    private Optional<String> valid(@Nullable Document link) {
        return Optional.ofNullable(link).filter(found -> found.getDate("expiresAt").toInstant().isAfter(clock.instant()))
                .map(found -> found.getString("person"));
    }
}
