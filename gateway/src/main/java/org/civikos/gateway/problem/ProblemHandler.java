package org.civikos.gateway.problem;

import com.mongodb.MongoException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** The last word on every failure inside the gateway: a problem, before the framework's own error page. */
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted() || AbortedException.isConnectionReset(failure)) {
            return Mono.error(failure);
        }
        return problems.write(exchange, refusal(exchange, failure));
    }

    private static Refusal refusal(ServerWebExchange exchange, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof DataAccessException || cause instanceof MongoException) {
                log.warn("The session store does not answer: {}", cause.toString());
                return Refusal.until(HttpStatus.SERVICE_UNAVAILABLE, "sessions-unavailable", java.time.Duration.ofSeconds(5));
            }
        }
        if (failure instanceof ResponseStatusException known) {
            var status = HttpStatus.resolve(known.getStatusCode().value());
            if (status == HttpStatus.NOT_FOUND) {
                return Refusal.of(status, "not-found");
            }
            if (status == HttpStatus.GATEWAY_TIMEOUT) {
                return Refusal.until(status, "service-timeout", java.time.Duration.ofSeconds(5));
            }
            if (status != null && status.is4xxClientError()) {
                return Refusal.of(status, "bad-request");
            }
        }
        log.error("{} {} failed", exchange.getRequest().getMethod(), exchange.getRequest().getPath().value(), failure);
        return Refusal.of(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected");
    }
}
