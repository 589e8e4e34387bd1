package org.civikos.gateway.identity;

import java.time.Clock;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.civikos.gateway.problem.Refusal;
import org.civikos.gateway.session.BrowserSessions;
import org.civikos.gateway.session.SessionAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.web.server.WebSession;

import reactor.core.publisher.Mono;

/**
 * A live access token for a session. The provider rotates refresh tokens and ends the whole grant when a used one comes again,
 * so for each refresh token there is one call, however many requests want it, and its answer stands for a minute for those
 * that still hold the old one. A second gateway that came too late finds the new tokens in the stored session.
 */
public class TokenRefresh {

    /** Renewed this long before the end, while the old one still serves. */
    private static final Duration EARLY = Duration.ofSeconds(40);
    /** A token with less than this left may end on its way. */
    private static final Duration TOO_LATE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(TokenRefresh.class);

    private final ReactiveOAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> provider;
    private final ClientRegistration client;
    private final BrowserSessions sessions;
    private final Clock clock;
    private final Cache<String, Mono<Tokens>> flights = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).maximumSize(50_000).build();

    TokenRefresh(ReactiveOAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> provider, ClientRegistration client,
            BrowserSessions sessions, Clock clock) {
        this.provider = provider;
        this.client = client;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * @return the access token to relay; empty when the session's sign-in is over (the session is then ended); a
     *         {@link Refusal} 503 when the provider cannot be asked
     */
    public Mono<String> accessToken(WebSession session, Tokens tokens) {
        var now = clock.instant();
        if (tokens.liveAt(now.plus(EARLY))) {
            return Mono.just(tokens.access());
        }
        if (tokens.liveAt(now.plus(TOO_LATE))) {
            if (tokens.refresh() != null) {
                refresh(session.getId(), tokens).subscribe(done -> { }, failure -> log.debug("Early renewal failed: {}", failure.toString()));
            }
            return Mono.just(tokens.access());
        }
        if (tokens.refresh() == null) {
            return session.invalidate().then(Mono.empty());
        }
        return refresh(session.getId(), tokens).map(Tokens::access).onErrorResume(OAuth2AuthorizationException.class,
                refused -> over(refused) ? session.invalidate().then(Mono.empty()) : Mono.error(unavailable(refused)))
                .onErrorMap(failure -> !(failure instanceof Refusal), TokenRefresh::unavailable);
    }

    private static boolean over(OAuth2AuthorizationException refused) {
        return "invalid_grant".equals(refused.getError().getErrorCode());
    }

    private static Refusal unavailable(Throwable failure) {
        log.warn("A token could not be renewed: {}", failure.toString());
        return Refusal.until(HttpStatus.SERVICE_UNAVAILABLE, "sessions-unavailable", Duration.ofSeconds(3));
    }

    private Mono<Tokens> refresh(String sessionId, Tokens stale) {
        return flights.get(stale.refresh(), key -> ask(sessionId, stale).doOnError(failure -> flights.invalidate(key)).cache());
    }

    private Mono<Tokens> ask(String sessionId, Tokens stale) {
        var request = new OAuth2RefreshTokenGrantRequest(client, stale.accessToken(), new OAuth2RefreshToken(stale.refresh(), stale.issuedAt()));
        return provider.getTokenResponse(request)
                .map(answer -> Tokens.of(answer.getAccessToken(), answer.getRefreshToken(), clock.instant()))
                .flatMap(fresh -> sessions.put(sessionId, SessionAttributes.TOKENS, fresh).thenReturn(fresh))
                .onErrorResume(OAuth2AuthorizationException.class, refused -> over(refused) ? elsewhere(sessionId, stale, refused) : Mono.error(refused));
    }

    private Mono<Tokens> elsewhere(String sessionId, Tokens stale, OAuth2AuthorizationException refused) {
        return sessions.<Tokens>fresh(sessionId, SessionAttributes.TOKENS).filter(found -> !found.equals(stale))
                .switchIfEmpty(Mono.error(refused));
    }
}
