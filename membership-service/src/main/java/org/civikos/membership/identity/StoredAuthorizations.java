package org.civikos.membership.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Authorizations (a session of an application: code, refresh token, who and what for) in the store, so that a restart
 * signs nobody out.
 *
 * <p>No usable token lies there: of each only its SHA-256. What a caller presents is put back in its place when the
 * authorization is read by it; the others carry a stand-in. A code or refresh token is found through a document of its own
 * whose {@code _id} is {@code type:hash}, the only kind of look-up that is fast on every server. An id token names its
 * authorization in the signed claim {@value #GRANT_CLAIM}, so that also one from before the last refresh ends the session.
 * Access tokens are not found again: they live five minutes and are verified by their signature alone.
 */
@Component
class StoredAuthorizations implements OAuth2AuthorizationService {

    static final String COLLECTION = "authorizations";
    static final String KEYS = "authorizationKeys";
    static final String GRANT_CLAIM = "grant_id";
    private static final String STAND_IN = "sha256:";
    private static final String CODE = "code";
    private static final String REFRESH = "refresh_token";
    private static final String ACCESS = "access_token";
    private static final String ID_TOKEN = OidcParameterNames.ID_TOKEN;

    private final MongoTemplate mongo;
    private final RegisteredClientRepository clients;
    private final AuthorizationJson json;
    private final DefaultJWTProcessor<SecurityContext> idTokens = new DefaultJWTProcessor<>();
    private final Clock clock;

    StoredAuthorizations(MongoTemplate mongo, RegisteredClientRepository clients, AuthorizationJson json, SigningKeys keys, Clock clock) {
        this.mongo = mongo;
        this.clients = clients;
        this.json = json;
        this.clock = clock;
        idTokens.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        // An id token that has expired still says which session is meant; that it is ours the signature says.
        idTokens.setJWTClaimsSetVerifier((claims, context) -> { });
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            // Nothing to come back to: no refresh, no logout.
            return;
        }
        Document document = new Document("_id", authorization.getId())
                .append("client", authorization.getRegisteredClientId())
                .append("principal", authorization.getPrincipalName())
                .append("grant", authorization.getAuthorizationGrantType().getValue())
                .append("scopes", new ArrayList<>(authorization.getAuthorizedScopes()))
                .append("attributes", json.write(authorization.getAttributes()));
        List<Document> keys = new ArrayList<>();
        Instant latest = clock.instant();
        for (String type : List.of(CODE, ACCESS, ID_TOKEN, REFRESH)) {
            OAuth2Authorization.Token<? extends OAuth2Token> token = authorization.getToken(classOf(type));
            if (token == null) {
                continue;
            }
            Document stored = stored(token);
            document.append(type, stored);
            Instant end = token.getToken().getExpiresAt();
            if (end != null && end.isAfter(latest)) {
                latest = end;
            }
            if (type.equals(CODE) || type.equals(REFRESH)) {
                keys.add(new Document("_id", type + ":" + stored.getString("hash")).append("authorization", authorization.getId())
                        .append("expiresAt", stored.getDate("expiresAt")));
            }
        }
        document.append("expiresAt", Date.from(latest));
        // The document first: a key without what it opens would be worse than the reverse, and a look-up checks the hash.
        mongo.save(document, COLLECTION);
        keys.forEach(key -> mongo.save(key, KEYS));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        remove(authorization.getId());
    }

    private void remove(String id) {
        Document removed = mongo.findAndRemove(Query.query(Criteria.where("_id").is(id)), Document.class, COLLECTION);
        if (removed != null) {
            for (String type : List.of(CODE, REFRESH)) {
                Document token = removed.get(type, Document.class);
                if (token != null) {
                    mongo.remove(Query.query(Criteria.where("_id").is(type + ":" + token.getString("hash"))), KEYS);
                }
            }
        }
    }

    /** Ends every session of a person. */
    void removeAllOf(String principal) {
        mongo.find(Query.query(Criteria.where("principal").is(principal)), Document.class, COLLECTION)
                .forEach(document -> remove(document.getString("_id")));
    }

    /** Removes what has expired; returns how many authorizations. */
    long sweep() {
        Query expired = Query.query(Criteria.where("expiresAt").lt(Date.from(clock.instant())));
        mongo.remove(expired, KEYS);
        return mongo.remove(expired, COLLECTION).getDeletedCount();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return read(id, null, "");
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        if (tokenType == null) {
            return Stream.of(REFRESH, CODE, ID_TOKEN).map(type -> find(type, token)).filter(Objects::nonNull).findFirst().orElse(null);
        }
        return find(tokenType.getValue(), token);
    }

    private @Nullable OAuth2Authorization find(String type, String token) {
        if (type.equals(ID_TOKEN)) {
            try {
                JWTClaimsSet claims = idTokens.process(token, null);
                String grant = claims.getStringClaim(GRANT_CLAIM);
                return grant == null ? null : read(grant, type, token);
            } catch (Exception notOurs) {
                return null;
            }
        }
        if (!type.equals(CODE) && !type.equals(REFRESH)) {
            return null;
        }
        Document key = mongo.findById(type + ":" + Hash.sha256(token), Document.class, KEYS);
        return key == null ? null : read(key.getString("authorization"), type, token);
    }

    private @Nullable OAuth2Authorization read(String id, @Nullable String presentedType, String presented) {
        Document document = mongo.findById(id, Document.class, COLLECTION);
        if (document == null) {
            return null;
        }
        if (presentedType != null && !presentedType.equals(ID_TOKEN)) {
            Document token = document.get(presentedType, Document.class);
            if (token == null || !Hash.sha256(presented).equals(token.getString("hash"))) {
                return null;
            }
        }
        RegisteredClient client = clients.findById(document.getString("client"));
        if (client == null) {
            return null;
        }
        OAuth2Authorization.Builder builder = OAuth2Authorization.withRegisteredClient(client).id(id)
                .principalName(document.getString("principal"))
                .authorizationGrantType(new AuthorizationGrantType(document.getString("grant")))
                .authorizedScopes(new LinkedHashSet<>(document.getList("scopes", String.class)))
                .attributes(attributes -> attributes.putAll(json.read(document.getString("attributes"))));
        for (String type : List.of(CODE, ACCESS, ID_TOKEN, REFRESH)) {
            Document stored = document.get(type, Document.class);
            if (stored != null) {
                Map<String, Object> metadata = json.read(stored.getString("metadata"));
                String value = type.equals(presentedType) ? presented : STAND_IN + stored.getString("hash");
                builder.token(token(type, value, stored, metadata), all -> all.putAll(metadata));
            }
        }
        return builder.build();
    }

    private Document stored(OAuth2Authorization.Token<? extends OAuth2Token> token) {
        String value = token.getToken().getTokenValue();
        Document stored = new Document("hash", value.startsWith(STAND_IN) ? value.substring(STAND_IN.length()) : Hash.sha256(value))
                .append("issuedAt", date(token.getToken().getIssuedAt())).append("expiresAt", date(token.getToken().getExpiresAt()))
                .append("metadata", json.write(token.getMetadata()));
        if (token.getToken() instanceof OAuth2AccessToken access) {
            stored.append("scopes", new ArrayList<>(access.getScopes()));
        }
        return stored;
    }

    private static OAuth2Token token(String type, String value, Document stored, Map<String, Object> metadata) {
        Instant issuedAt = instant(stored.getDate("issuedAt"));
        Instant expiresAt = instant(stored.getDate("expiresAt"));
        return switch (type) {
            case CODE -> new OAuth2AuthorizationCode(value, issuedAt, expiresAt);
            case ACCESS -> new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, value, issuedAt, expiresAt,
                    new LinkedHashSet<>(stored.getList("scopes", String.class)));
            case REFRESH -> new OAuth2RefreshToken(value, issuedAt, expiresAt);
            default -> new OidcIdToken(value, issuedAt, expiresAt, claims(metadata));
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> claims(Map<String, Object> metadata) {
        Object claims = metadata.get(OAuth2Authorization.Token.CLAIMS_METADATA_NAME);
        return claims instanceof Map<?, ?> map ? (Map<String, Object>) map : new HashMap<>();
    }

    private static Class<? extends OAuth2Token> classOf(String type) {
        return switch (type) {
            case CODE -> OAuth2AuthorizationCode.class;
            case ACCESS -> OAuth2AccessToken.class;
            case REFRESH -> OAuth2RefreshToken.class;
            default -> OidcIdToken.class;
        };
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
