package org.civikos.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;

/** An OpenID provider that signs everybody in, rotates refresh tokens, and ends the grant when a used one comes again. */
final class StubProvider {

    final AtomicInteger refreshes = new AtomicInteger();
    final List<Map<String, String>> authorizations = new java.util.concurrent.CopyOnWriteArrayList<>();
    final List<Map<String, String>> logouts = new java.util.concurrent.CopyOnWriteArrayList<>();
    /** Seconds that access tokens live. */
    volatile int life = 300;
    /** Refreshes wait for it when it is set. */
    volatile CountDownLatch gate;
    volatile CountDownLatch waiting = new CountDownLatch(1);
    volatile boolean down;
    /** Whether access tokens are signed and can be shown to a real service; otherwise they are recognisable texts. */
    volatile boolean signedAccess;

    private final RSAKey key;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> live = new ConcurrentHashMap<>();
    String issuer;

    StubProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void forgetGrants() {
        live.clear();
    }

    boolean handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        switch (path) {
            case "/id/oauth2/authorize" -> authorize(exchange);
            case "/id/oauth2/token" -> token(exchange);
            case "/id/oauth2/jwks" -> StubUpstream.send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            case "/id/connect/logout" -> {
                var query = query(exchange.getRequestURI().getRawQuery());
                logouts.add(query);
                redirect(exchange, query.getOrDefault("post_logout_redirect_uri", "/"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var query = query(exchange.getRequestURI().getRawQuery());
        authorizations.add(query);
        var code = UUID.randomUUID().toString();
        codes.put(code, query);
        redirect(exchange, query.get("redirect_uri") + "?code=" + code + "&state=" + java.net.URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
    }

    private static void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (down) {
            StubUpstream.send(exchange, 500, "{}");
            return;
        }
        String nonce = null;
        if ("refresh_token".equals(form.get("grant_type"))) {
            refreshes.incrementAndGet();
            waiting.countDown();
            try {
                if (gate != null) {
                    gate.await();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (live.remove(form.get("refresh_token")) == null) {
                live.clear();
                StubUpstream.send(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
        } else {
            var asked = codes.remove(form.get("code"));
            if (asked == null || !asked.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
                StubUpstream.send(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            nonce = asked.get("nonce");
        }
        var refresh = UUID.randomUUID().toString();
        live.put(refresh, true);
        var id = sign(new JWTClaimsSet.Builder().issuer(issuer).subject("arta").audience("gateway").claim("nonce", nonce)
                .claim("name", "Arta Shembulli").claim("locale", "sq").claim("roles", List.of("secretariat"))
                .issueTime(new Date()).expirationTime(Date.from(Instant.now().plusSeconds(300))).build());
        StubUpstream.send(exchange, 200, """
                {"access_token":"%s","token_type":"Bearer","expires_in":%d,"refresh_token":"%s","id_token":"%s","scope":"openid profile"}
                """.formatted(access(), life, refresh, id));
    }

    private String access() throws IOException {
        return !signedAccess ? "access-" + UUID.randomUUID() : sign(new JWTClaimsSet.Builder().issuer(issuer).subject("arta")
                .audience(List.of("membership-service", "advocacy-service", "consultation-service", "notification-service"))
                .claim("roles", List.of("secretariat")).issueTime(new Date()).expirationTime(Date.from(Instant.now().plusSeconds(life))).build());
    }

    private static String challenge(String verifier) {
        try {
            return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(
                    java.security.MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(JWTClaimsSet claims) throws IOException {
        try {
            var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    static Map<String, String> query(String raw) {
        var map = new HashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            map.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return map;
    }

    static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
