package org.civikos.platformtest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;

/**
 * Access tokens as the provider issues them, signed by a key that lives as long as the JVM and is served over HTTP as the
 * provider's would be: nothing of a service's own checks is replaced.
 */
public final class TestTokens {

    /** The issuer that contexts under test believe. */
    public static final String ISSUER = "http://localhost:8080/id";
    /** What the provider writes into every token, and the service that the platform itself is tested in. */
    public static final List<String> AUDIENCES = List.of("membership-service", "advocacy-service", "consultation-service",
            "notification-service", "sample-service");
    private static final Duration LIFE = Duration.ofMinutes(5);

    private TestTokens() {
    }

    private static final class Keys {
        static final RSAKey TRUSTED = key("test-key");
        /** The same name on another key: only the signature tells. */
        static final RSAKey FORGER = key("test-key");
        static final String URI = serve();

        private static RSAKey key(String id) {
            try {
                return new RSAKeyGenerator(2048).keyID(id).algorithm(JWSAlgorithm.RS256).generate();
            } catch (JOSEException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static String serve() {
            try {
                byte[] keys = new JWKSet(TRUSTED.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/id/oauth2/jwks", exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
                server.setExecutor(task -> Thread.ofVirtual().start(task));
                server.start();
                return "http://127.0.0.1:" + server.getAddress().getPort();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Where a provider stands that serves nothing but its keys. */
    public static String keyServerUrl() {
        return Keys.URI;
    }

    /** What stands in the {@code Authorization} header of a person with these network-wide roles, for five minutes. */
    public static String bearer(String subject, String... roles) {
        return token(subject, roles).header();
    }

    /** As {@link #bearer}, but expired an hour ago. */
    public static String expired(String subject, String... roles) {
        return token(subject, roles).expired().header();
    }

    /** As {@link #bearer}, but signed by a key that nobody trusts under the name of one that is. */
    public static String forged(String subject, String... roles) {
        return token(subject, roles).forged().header();
    }

    /** As {@link #bearer}, but meant for somebody else. */
    public static String withAudience(String audience, String subject, String... roles) {
        return token(subject, roles).withAudience(audience).header();
    }

    /** A token to be varied: {@code TestTokens.token("person-1", "board").withClaim("locale", "sr").header()}. */
    public static Token token(String subject, String... roles) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("name", "Arta Shembulli");
        claims.put("locale", "sq");
        claims.put("roles", List.of(roles));
        return new Token(subject, ISSUER, AUDIENCES, claims, false, Instant.now().plus(LIFE));
    }

    /**
     * A token, and others like it. Its text is what an {@code Authorization} header holds; it can also be handed to a test
     * client's {@code headers(…)}.
     */
    public record Token(String subject, String issuer, List<String> audiences, Map<String, Object> claims, boolean isForged,
            Instant expiresAt) implements Consumer<HttpHeaders> {

        /** The same, an hour after it has expired. */
        public Token expired() {
            return new Token(subject, issuer, audiences, claims, isForged, Instant.now().minus(Duration.ofHours(1)));
        }

        /** The same, signed by a key that nobody trusts under the name of one that is. */
        public Token forged() {
            return new Token(subject, issuer, audiences, claims, true, expiresAt);
        }

        public Token withAudience(String... audience) {
            return new Token(subject, issuer, List.of(audience), claims, isForged, expiresAt);
        }

        public Token withIssuer(String other) {
            return new Token(subject, other, audiences, claims, isForged, expiresAt);
        }

        public Token withClaim(String name, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(claims);
            more.put(name, value);
            return new Token(subject, issuer, audiences, more, isForged, expiresAt);
        }

        /** The JWT itself. */
        public String value() {
            JWTClaimsSet.Builder set = new JWTClaimsSet.Builder().issuer(issuer).subject(subject).audience(audiences)
                    .jwtID(UUID.randomUUID().toString()).issueTime(Date.from(expiresAt.minus(LIFE)))
                    .notBeforeTime(Date.from(expiresAt.minus(LIFE))).expirationTime(Date.from(expiresAt));
            claims.forEach(set::claim);
            try {
                SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(Keys.TRUSTED.getKeyID()).build(),
                        set.build());
                token.sign(new RSASSASigner(isForged ? Keys.FORGER : Keys.TRUSTED));
                return token.serialize();
            } catch (JOSEException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** What stands in the {@code Authorization} header. */
        public String header() {
            return "Bearer " + value();
        }

        @Override
        public void accept(HttpHeaders headers) {
            headers.setBearerAuth(value());
        }

        @Override
        public String toString() {
            return header();
        }
    }
}
