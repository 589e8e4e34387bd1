package org.civikos.membership.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The key that signs tokens: made once, kept in the store, so that tokens stay valid over a restart and every instance
 * signs with the same. RSA, because every request of every service verifies and only a sign-in or refresh signs: RSA
 * verifies several times faster than an elliptic curve. Read when first needed, not at start.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    static final String COLLECTION = "signingKeys";
    private static final String ID = "current";
    private static final int BITS = 2048;

    private final MongoTemplate mongo;
    private final Clock clock;
    private volatile @Nullable JWKSet keys;

    SigningKeys(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(keys());
    }

    private JWKSet keys() {
        JWKSet known = keys;
        return known == null ? load() : known;
    }

    private synchronized JWKSet load() {
        JWKSet known = keys;
        if (known != null) {
            return known;
        }
        Document stored = mongo.findById(ID, Document.class, COLLECTION);
        if (stored == null) {
            try {
                RSAKey made = new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256)
                        .keyIDFromThumbprint(true).generate();
                stored = mongo.insert(new Document("_id", ID).append("jwk", made.toJSONString())
                        .append("createdAt", Date.from(clock.instant())), COLLECTION);
            } catch (DuplicateKeyException another) {
                // Another instance was quicker: its key is everybody's.
                stored = mongo.findById(ID, Document.class, COLLECTION);
            } catch (JOSEException impossible) {
                throw new IllegalStateException("No signing key can be made", impossible);
            }
        }
        try {
            JWKSet loaded = new JWKSet(JWK.parse(stored.getString("jwk")));
            keys = loaded;
            return loaded;
        } catch (ParseException damaged) {
            throw new IllegalStateException("The stored signing key cannot be read", damaged);
        }
    }
}
