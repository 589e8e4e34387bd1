package org.civikos.gateway.edge;

import org.civikos.gateway.problem.Problems;
import org.civikos.gateway.problem.Refusal;
import org.civikos.gateway.session.SessionCookie;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/** First of all filters. What costs nothing is refused first; a session's own limit comes later, when it is known to exist. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class EdgeFilter implements WebFilter {

    private final SecurityHeaders headers;
    private final ClientAddress client;
    private final RateLimits rates;
    private final BodyLimits bodies;
    private final Problems problems;

    EdgeFilter(SecurityHeaders headers, ClientAddress client, RateLimits rates, BodyLimits bodies, Problems problems) {
        this.headers = headers;
        this.client = client;
        this.rates = rates;
        this.bodies = bodies;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        headers.write(exchange.getResponse().getHeaders());
        try {
            var request = exchange.getRequest();
            var path = request.getPath().value();
            limitRate(request, path);
            var rest = chain.filter(bodies.check(exchange));
            // A redirect would else be completed after the last place that can still turn a failing session store into a problem.
            return path.startsWith("/api/") ? rest : rest.then(Mono.defer(exchange.getResponse()::setComplete));
        } catch (Refusal refusal) {
            return problems.write(exchange, refusal);
        }
    }

    private void limitRate(ServerHttpRequest request, String path) {
        if (request.getMethod() == HttpMethod.POST && (path.equals("/api/public-subscriptions") || path.equals("/api/preferences/links"))) {
            // Each sends a mail to an address that anybody may type in, as the sign-in does.
            rates.signIn(client.of(request));
        }
        if (path.startsWith("/api/")) {
            if (hasBearer(request)) {
                rates.script(client.of(request));
            } else if (!SessionCookie.in(request)) {
                rates.anonymous(client.of(request));
            }
        } else if (path.startsWith("/id/")) {
            rates.anonymous(client.of(request));
            if (request.getMethod() == HttpMethod.POST && path.equals("/id/sign-in")) {
                rates.signIn(client.of(request));
            }
        } else if (path.startsWith("/oauth2/") || path.startsWith("/login/") || path.startsWith("/logout") || path.startsWith("/unsubscribe/")) {
            rates.anonymous(client.of(request));
        } else if (path.startsWith("/callbacks/")) {
            // Receipts come as fast as messages go out.
            rates.script(client.of(request));
        } else if (path.startsWith("/actuator") && !path.startsWith("/actuator/health") && !client.isNear(request)) {
            throw Refusal.of(HttpStatus.NOT_FOUND, "not-found");
        }
    }

    private static boolean hasBearer(ServerHttpRequest request) {
        var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
    }
}
