package org.civikos.gateway.session;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Removes ended sessions every few minutes; not every server of the MongoDB protocol expires documents by itself. */
final class SessionSweep implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(SessionSweep.class);

    private final BrowserSessions sessions;
    private @Nullable Disposable running;

    SessionSweep(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void start() {
        running = Flux.interval(PAUSE, PAUSE).onBackpressureDrop().concatMap(tick -> sessions.sweep().onErrorResume(failure -> {
            log.warn("Ended sessions could not be swept: {}", failure.toString());
            return reactor.core.publisher.Mono.empty();
        })).subscribe(count -> {
            if (count > 0) {
                log.info("Swept {} ended sessions", count);
            }
        });
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
