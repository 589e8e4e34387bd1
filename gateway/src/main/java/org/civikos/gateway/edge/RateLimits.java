package org.civikos.gateway.edge;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.problem.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Token buckets in memory, one minute's worth each. A restart forgives; several gateways each count for themselves. */
@Component
public class RateLimits {

    /** Keys kept at most; beyond that the longest unused is forgotten, which errs in the client's favour. */
    private static final int KEYS = 200_000;

    /** One kind of limit with its buckets by key. */
    private static final class Limit {
        private final int perMinute;
        private final Counter limited;
        private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(Duration.ofMinutes(2)).build();

        Limit(String kind, int perMinute, MeterRegistry meters) {
            this.perMinute = perMinute;
            this.limited = Counter.builder("civikos.gateway.limited").description("Requests refused with 429").tag("limit", kind).register(meters);
        }

        void take(String key) {
            var bucket = buckets.get(key, k -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1))).build());
            if (!bucket.tryConsume(1)) {
                limited.increment();
                var wait = Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
                throw Refusal.until(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", wait);
            }
        }
    }

    private final Limit signedIn;
    private final Limit anonymous;
    private final Limit scripts;
    private final Limit signIn;

    RateLimits(GatewaySettings settings, MeterRegistry meters) {
        var limits = settings.limits();
        signedIn = new Limit("signed-in", limits.signedIn(), meters);
        anonymous = new Limit("anonymous", limits.anonymous(), meters);
        scripts = new Limit("scripts", limits.scripts(), meters);
        signIn = new Limit("sign-in", limits.signIn(), meters);
    }

    /** @throws Refusal 429 with the time to wait; as do all of these */
    public void signedIn(String sessionId) {
        signedIn.take(sessionId);
    }

    public void anonymous(String address) {
        anonymous.take(address);
    }

    void script(String address) {
        scripts.take(address);
    }

    void signIn(String address) {
        signIn.take(address);
    }
}
