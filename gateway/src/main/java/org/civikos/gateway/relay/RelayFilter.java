package org.civikos.gateway.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.civikos.gateway.edge.ClientAddress;
import org.civikos.gateway.edge.RateLimits;
import org.civikos.gateway.identity.TokenRefresh;
import org.civikos.gateway.identity.Tokens;
import org.civikos.gateway.problem.Refusal;
import org.civikos.gateway.session.SessionAttributes;
import org.civikos.gateway.session.SessionCookie;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Around every relayed request: whose token goes with it, whether the service is fit to be asked, what the failure is called,
 * and how long it took. One filter, as each one in the chain costs.
 */
@Component
class RelayFilter implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(RelayFilter.class);
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Upstreams upstreams;
    private final TokenRefresh tokens;
    private final RateLimits rates;
    private final ClientAddress client;

    RelayFilter(Upstreams upstreams, TokenRefresh tokens, RateLimits rates, ClientAddress client) {
        this.upstreams = upstreams;
        this.tokens = tokens;
        this.rates = rates;
        this.client = client;
    }

    @Override
    public int getOrder() {
        return -100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var route = exchange.<Route>getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        var upstream = (Upstream) route.getMetadata().get(Routes.UPSTREAM);
        var request = exchange.getRequest();
        if (!request.getPath().value().startsWith("/api/")) {
            return relay(exchange, chain, upstream);
        }
        var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            exchange.getAttributes().put(RelayHeaders.TOKEN, header);
            return relay(exchange, chain, upstream);
        }
        if (!SessionCookie.in(request)) {
            return relay(exchange, chain, upstream);
        }
        return exchange.getSession().flatMap(session -> {
            var held = session.<Tokens>getAttribute(SessionAttributes.TOKENS);
            if (held == null) {
                rates.anonymous(client.of(request));
                return relay(exchange, chain, upstream);
            }
            rates.signedIn(session.getId());
            return tokens.accessToken(session, held)
                    .doOnNext(token -> exchange.getAttributes().put(RelayHeaders.TOKEN, "Bearer " + token))
                    .then(Mono.defer(() -> relay(exchange, chain, upstream)));
        });
    }

    private Mono<Void> relay(ServerWebExchange exchange, GatewayFilterChain chain, Upstream upstream) {
        var circuit = upstream.circuit();
        if (!circuit.tryAcquirePermission()) {
            return Mono.error(Refusal.until(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", upstream.retryAfter()));
        }
        var start = System.nanoTime();
        return attempt(exchange, chain, 1).onErrorMap(failure -> told(failure, upstream))
                .doOnEach(signal -> {
                    if (signal.isOnError()) {
                        settle(upstream, signal.getThrowable(), start);
                    } else if (signal.isOnComplete()) {
                        settle(upstream, exchange, start);
                    }
                })
                .doOnCancel(() -> {
                    circuit.releasePermission();
                    upstream.record(0, System.nanoTime() - start);
                });
    }

    private static void settle(Upstream upstream, ServerWebExchange exchange, long start) {
        var nanos = System.nanoTime() - start;
        var status = exchange.getResponse().getStatusCode();
        var code = status == null ? 200 : status.value();
        if (code == 502 || code == 503 || code == 504) {
            upstream.circuit().onError(nanos, TimeUnit.NANOSECONDS, Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable"));
        } else {
            upstream.circuit().onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
        upstream.record(code, nanos);
    }

    private static void settle(Upstream upstream, Throwable failure, long start) {
        var nanos = System.nanoTime() - start;
        if (failure instanceof Refusal refusal && refusal.status().is4xxClientError()) {
            // The client's fault says nothing of the service.
            upstream.circuit().releasePermission();
            upstream.record(refusal.status().value(), nanos);
        } else {
            upstream.circuit().onError(nanos, TimeUnit.NANOSECONDS, failure);
            upstream.record(failure instanceof Refusal refusal ? refusal.status().value() : 500, nanos);
        }
    }

    private static Mono<Void> attempt(ServerWebExchange exchange, GatewayFilterChain chain, int number) {
        return chain.filter(exchange).onErrorResume(failure -> {
            if (number < TRIES && mayRepeat(exchange, failure)) {
                return Mono.delay(PAUSE.multipliedBy(number)).then(Mono.defer(() -> {
                    ServerWebExchangeUtils.reset(exchange);
                    return attempt(exchange, chain, number + 1);
                }));
            }
            return Mono.error(failure);
        });
    }

    /** Only a read is repeated, and only while nothing of an answer has gone out: anybody else must decide that for themselves. */
    private static boolean mayRepeat(ServerWebExchange exchange, Throwable failure) {
        return exchange.getRequest().getMethod() == HttpMethod.GET && !exchange.getResponse().isCommitted() && isConnectionFailure(failure);
    }

    private static boolean isConnectionFailure(Throwable failure) {
        // Netty's connect failures and connections that ended before the answer are both IOExceptions.
        return failure instanceof IOException;
    }

    private static Throwable told(Throwable failure, Upstream upstream) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return cause;
            }
        }
        if (failure instanceof ResponseStatusException timeout && timeout.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT) {
            log.warn("{} did not answer in time", upstream.name());
            return Refusal.until(HttpStatus.GATEWAY_TIMEOUT, "service-timeout", upstream.retryAfter());
        }
        if (isConnectionFailure(failure) || failure instanceof java.util.concurrent.TimeoutException) {
            log.warn("{} cannot be reached: {}", upstream.name(), failure.toString());
            return Refusal.until(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", upstream.retryAfter());
        }
        return failure;
    }
}
