package org.civikos.consultation.source;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.civikos.consultation.source.Fetcher.Fetched;
import org.civikos.consultation.source.Fetcher.Known;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Visits sources politely: by robots.txt, with a pause between requests, and not at all while the source's circuit is open. */
@Component
class Visitor {

    private static final Duration ROBOTS_LAST = Duration.ofHours(24);
    private static final long ROBOTS_LIMIT = 512 * 1024;

    private final SourceProperties properties;
    private final Clock clock;
    private final Fetcher fetcher;
    private final CircuitBreakerRegistry breakers;
    private final Map<String, KnownRobots> robots = new ConcurrentHashMap<>();

    private record KnownRobots(String baseUrl, Robots robots, Instant until) {
    }

    /** A page as visited: unchanged, missing or read. */
    record Visit(boolean unchanged, Optional<Announcement> announcement, @Nullable String etag, @Nullable String lastModified) {
    }

    Visitor(SourceProperties properties, Clock clock, MeterRegistry meters) {
        this.properties = properties;
        this.clock = clock;
        this.fetcher = new Fetcher(properties.connectTimeout(), properties.userAgent(), clock);
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(properties.breakerCalls()).minimumNumberOfCalls(properties.breakerCalls())
                .failureRateThreshold(50).waitDurationInOpenState(properties.breakerWait())
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(failure -> failure instanceof FetchFailure fetch && !fetch.reason().lasting()).build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    /** Whether a server's word about what was fetched whole at that time may still be relied on. */
    boolean trusts(Instant fetchedWhole) {
        return clock.instant().isBefore(fetchedWhole.plus(properties.trustValidators()));
    }

    /** The state of the source's circuit as word: closed, open or half-open. */
    String circuit(String source) {
        return switch (breaker(source).getState()) {
            case OPEN, FORCED_OPEN -> "open";
            case HALF_OPEN -> "half-open";
            default -> "closed";
        };
    }

    /** The page of a number. */
    Visit page(String id, Source source, int number, Known known) throws FetchFailure, InterruptedException {
        URI address = address(source, number);
        return guarded(id, () -> {
            obey(id, source, address);
            Fetched fetched = fetcher.get(address, known, properties.pageTimeout(), properties.pageLimit());
            if (fetched.unchanged()) {
                return new Visit(true, Optional.empty(), known.etag(), known.lastModified());
            }
            // A redirect to another page, as to the start page, is how some portals say that a number does not exist.
            if (fetched.missing() || !isPage(source, fetched.uri(), number)) {
                return new Visit(false, Optional.empty(), null, null);
            }
            return new Visit(false, PortalPage.read(fetched.body(), fetched.contentType(), fetched.uri(), number, Numbered.of(source)), fetched.etag(), fetched.lastModified());
        });
    }

    /** The numbers that the portal's start page links to, in order; none where it is unchanged, or says that it is not there. */
    Front front(String id, Source source, Known known) throws FetchFailure, InterruptedException {
        Fetched fetched = any(id, source, source.baseUrl() + "/", known);
        if (fetched.unchanged()) {
            return new Front(new TreeSet<>(), known.etag(), known.lastModified());
        }
        // The pages themselves are asked of our own host in any case.
        return new Front(fetched.missing() ? new TreeSet<>() : Numbered.of(source).numbersIn(new String(fetched.body(), StandardCharsets.ISO_8859_1)), fetched.etag(), fetched.lastModified());
    }

    /** What a portal's start page links to. */
    record Front(SortedSet<Integer> numbers, @Nullable String etag, @Nullable String lastModified) {
    }

    static URI address(Source source, int number) {
        return Numbered.of(source).page(source.baseUrl(), number);
    }

    private static boolean isPage(Source source, URI came, int number) {
        OptionalInt there = Numbered.of(source).number(came);
        return there.isPresent() && there.getAsInt() == number;
    }

    /** A page that people have named, on the source's own host. What cannot be understood is not the source's failure. */
    Visit named(String id, Source source, String url, @Nullable Integer number, Known known) throws FetchFailure, InterruptedException {
        Fetched fetched = any(id, source, url, known);
        if (fetched.unchanged()) {
            return new Visit(true, Optional.empty(), known.etag(), known.lastModified());
        }
        if (fetched.missing() || number != null && !isPage(source, fetched.uri(), number)) {
            return new Visit(false, Optional.empty(), null, null);
        }
        Optional<Announcement> page = number != null ? PortalPage.read(fetched.body(), fetched.contentType(), fetched.uri(), number, Numbered.of(source))
                : Optional.of(PortalPage.any(fetched.body(), fetched.contentType(), fetched.uri(), pages(source), Numbered.of(source)));
        return new Visit(false, page, fetched.etag(), fetched.lastModified());
    }

    /** How pages of a list's entries are read. */
    private static @Nullable Listing pages(Source source) {
        return source.listing() == null ? null : source.kind().equals(Source.JSON) ? source.listing().ofPages() : source.listing();
    }

    /** An address on the source's own host: a list, or an entry's own page. */
    Fetched any(String id, Source source, String url, Known known) throws FetchFailure, InterruptedException {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new FetchFailure(Reason.GONE, "Not an address", null, malformed);
        }
        if (!Fetcher.sameHost(URI.create(source.baseUrl()), address)) {
            throw new FetchFailure(Reason.OTHER_HOST, "The address lies on another host");
        }
        return guarded(id, () -> {
            obey(id, source, address);
            return fetcher.get(address, known, properties.pageTimeout(), properties.pageLimit());
        });
    }

    /** A document of a page: on the source's own host, or on one that is named for it, which has rules and a circuit of its own. */
    Fetched document(String id, Source source, String url, Known known) throws FetchFailure, InterruptedException {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new FetchFailure(Reason.GONE, "Not an address", null, malformed);
        }
        if (!source.hasDocumentsOn(address)) {
            throw new FetchFailure(Reason.OTHER_HOST, "The document lies on another host");
        }
        boolean own = Fetcher.sameHost(URI.create(source.baseUrl()), address);
        return guarded(own ? id : id + "@" + address.getRawAuthority(), () -> {
            obey(id, source, address);
            Fetched fetched = fetcher.get(address, known, properties.documentTimeout(), properties.documentLimit());
            if (fetched.missing()) {
                throw new FetchFailure(Reason.GONE, "The document is not there");
            }
            if (!fetched.unchanged() && !Disguise.plausible(address, fetched.body())) {
                throw new FetchFailure(Reason.WRONG_CONTENT, "Something else came than the address says");
            }
            return fetched;
        });
    }

    private void obey(String id, Source source, URI address) throws FetchFailure, InterruptedException {
        boolean own = Fetcher.sameHost(URI.create(source.baseUrl()), address);
        Robots rules = own ? robots(id, source.baseUrl()) : robots(id + "@" + address.getRawAuthority(), address.getScheme() + "://" + address.getRawAuthority());
        String path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        if (!rules.allows(path)) {
            throw new FetchFailure(Reason.ROBOTS, "robots.txt forbids it");
        }
        Duration pause = rules.delay().compareTo(properties.pause()) > 0 ? rules.delay() : properties.pause();
        Thread.sleep(pause);
    }

    /** 4xx means no rules (RFC 9309, 2.3.1.3); a server error means that nothing is allowed now, and comes out as failure. */
    private Robots robots(String id, String baseUrl) throws FetchFailure, InterruptedException {
        KnownRobots known = robots.get(id);
        if (known != null && known.baseUrl().equals(baseUrl) && known.until().isAfter(clock.instant())) {
            return known.robots();
        }
        Robots rules;
        try {
            Fetched fetched = fetcher.get(URI.create(baseUrl).resolve("/robots.txt"), Known.NOTHING, properties.pageTimeout(), ROBOTS_LIMIT);
            rules = fetched.missing() ? Robots.ALLOW_ALL : Robots.parse(new String(fetched.body(), StandardCharsets.UTF_8));
        } catch (FetchFailure failure) {
            if (failure.reason() != Reason.REFUSED) {
                throw failure;
            }
            rules = Robots.ALLOW_ALL;
        }
        robots.put(id, new KnownRobots(baseUrl, rules, clock.instant().plus(ROBOTS_LAST)));
        return rules;
    }

    /** Something to ask of a source. */
    interface Request<T> {
        T send() throws FetchFailure, InterruptedException;
    }

    /** Asks, unless the source's circuit is open, and counts how it went. */
    <T> T guarded(String id, Request<T> request) throws FetchFailure, InterruptedException {
        CircuitBreaker breaker = breaker(id);
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException open) {
            throw new FetchFailure(Reason.CIRCUIT_OPEN, "Too many failures lately", properties.breakerWait(), open);
        }
        long start = System.nanoTime();
        try {
            T result = request.send();
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return result;
        } catch (FetchFailure | RuntimeException failure) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
            throw failure;
        } catch (InterruptedException stopping) {
            breaker.releasePermission();
            throw stopping;
        }
    }

    private CircuitBreaker breaker(String source) {
        return breakers.circuitBreaker("source-" + source.toLowerCase(Locale.ROOT));
    }

    @PreDestroy
    void stop() {
        fetcher.close();
    }
}
