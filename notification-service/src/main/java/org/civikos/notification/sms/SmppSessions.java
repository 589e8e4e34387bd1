package org.civikos.notification.sms;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Keeps the sessions with all providers by SMPP while the service runs. They end with the providers themselves. */
public final class SmppSessions implements SmartLifecycle {

    private final Map<String, Smpp> all;
    private volatile boolean running;

    public SmppSessions(List<Smpp> all) {
        this.all = all.stream().collect(Collectors.toUnmodifiableMap(Smpp::name, Function.identity()));
    }

    /** The names of the providers. */
    public List<String> names() {
        return all.keySet().stream().sorted().toList();
    }

    /** @return whether there is a session with a provider at the moment, by this process; null for one that needs none */
    public @Nullable Boolean bound(String provider) {
        Smpp its = all.get(provider);
        return its == null ? null : its.isBound();
    }

    @Override
    public void start() {
        running = true;
        all.values().forEach(Smpp::start);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** When everything is there that receipts and answers need. */
    @Override
    public int getPhase() {
        return 3;
    }
}
