package org.civikos.gateway.identity;

import java.time.Clock;

import org.civikos.gateway.session.SessionAttributes;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/** Keeps only the tokens in the session; the framework's own repository would store the client's secret beside them. */
class SessionTokens implements ServerOAuth2AuthorizedClientRepository {

    private final ClientRegistration client;
    private final Clock clock;

    SessionTokens(ClientRegistration client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(String registrationId, Authentication principal,
            ServerWebExchange exchange) {
        return exchange.getSession().mapNotNull(session -> session.<Tokens>getAttribute(SessionAttributes.TOKENS))
                .map(tokens -> (T) new OAuth2AuthorizedClient(client, principal.getName(), tokens.accessToken(),
                        tokens.refresh() == null ? null : new OAuth2RefreshToken(tokens.refresh(), tokens.issuedAt())));
    }

    @Override
    public Mono<Void> saveAuthorizedClient(OAuth2AuthorizedClient authorized, Authentication principal, ServerWebExchange exchange) {
        return exchange.getSession().doOnNext(session -> session.getAttributes().put(SessionAttributes.TOKENS,
                Tokens.of(authorized.getAccessToken(), authorized.getRefreshToken(), clock.instant()))).then();
    }

    @Override
    public Mono<Void> removeAuthorizedClient(String registrationId, Authentication principal, ServerWebExchange exchange) {
        return exchange.getSession().doOnNext(session -> session.getAttributes().remove(SessionAttributes.TOKENS)).then();
    }
}
