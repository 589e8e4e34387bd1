package org.civikos.gateway.identity;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** What a signed-in session holds; never leaves the gateway towards a browser. */
public record Tokens(String access, Instant issuedAt, Instant expiresAt, @Nullable String refresh) implements Serializable {

    /** Without an expiry from the provider a token is taken to live for as long as ours do. */
    private static final Duration DEFAULT_LIFE = Duration.ofMinutes(5);

    static Tokens of(OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh, Instant now) {
        var issued = access.getIssuedAt() == null ? now : access.getIssuedAt();
        var expires = access.getExpiresAt() == null ? issued.plus(DEFAULT_LIFE) : access.getExpiresAt();
        return new Tokens(access.getTokenValue(), issued, expires, refresh == null ? null : refresh.getTokenValue());
    }

    OAuth2AccessToken accessToken() {
        return new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, access, issuedAt, expiresAt);
    }

    boolean liveAt(Instant moment) {
        return moment.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Tokens[expiresAt=" + expiresAt + "]";
    }
}
