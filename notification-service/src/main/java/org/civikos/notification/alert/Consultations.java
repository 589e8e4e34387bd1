package org.civikos.notification.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** How consultations stand while messages are written: asked for once a second, since one alert goes to thousands. */
public final class Consultations {

    private record Looked(Optional<ConsultationWatch.Known> known, Instant at) {}

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int REMEMBERED = 1_000;

    private final Function<String, Optional<ConsultationWatch.Known>> source;
    private final Clock clock;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();

    /** @param source what is known of a consultation, by its id */
    public Consultations(Function<String, Optional<ConsultationWatch.Known>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** What is known of a consultation, at most a second old; empty if nothing is. */
    public Optional<ConsultationWatch.Known> known(String consultationId) {
        Instant now = clock.instant();
        Looked last = looked.get(consultationId);
        // A clock that was put back must not keep what was read by the wrong one.
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) >= 0) {
            if (looked.size() >= REMEMBERED) {
                looked.clear();
            }
            last = new Looked(source.apply(consultationId), now);
            looked.put(consultationId, last);
        }
        return last.known();
    }
}
