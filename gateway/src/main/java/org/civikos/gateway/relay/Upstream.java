package org.civikos.gateway.relay;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** One service behind the gateway with its circuit and its timers. */
final class Upstream {

    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final Duration[] STEPS = {Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(15)};

    private final String name;
    private final URI address;
    /** Second path segment after /api, or the first segment: what this service answers for. */
    private final Set<String> prefixes;
    private final CircuitBreaker circuit;
    private final Timer[] timers = new Timer[6];

    Upstream(String name, URI address, Set<String> prefixes, MeterRegistry meters) {
        this.name = name;
        this.address = address;
        this.prefixes = prefixes;
        this.circuit = CircuitBreaker.of(name, CircuitBreakerConfig.custom().slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(20).minimumNumberOfCalls(10).failureRateThreshold(50).waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(3).maxWaitDurationInHalfOpenState(Duration.ofSeconds(20)).build());
        for (int i = 0; i < timers.length; i++) {
            timers[i] = Timer.builder("civikos.gateway.requests").description("Requests relayed, from the route's begin to its end")
                    .tag("route", name).tag("outcome", i == 0 ? "cancelled" : i + "xx").serviceLevelObjectives(STEPS).register(meters);
        }
        Gauge.builder("civikos.gateway.circuit", circuit, c -> switch (c.getState()) {
            case OPEN, FORCED_OPEN -> 1;
            case HALF_OPEN -> 0.5;
            default -> 0;
        }).description("0 closed, 0.5 half open, 1 open").tag("route", name).register(meters);
    }

    String name() {
        return name;
    }

    URI address() {
        return address;
    }

    Set<String> prefixes() {
        return prefixes;
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    /** How long a client should wait before it asks again while the circuit is open. */
    Duration retryAfter() {
        return OPEN;
    }

    /** @param status the answer's status; 0 when the client went away first */
    void record(int status, long nanos) {
        timers[Math.clamp(status / 100, 0, 5)].record(nanos, TimeUnit.NANOSECONDS);
    }
}
