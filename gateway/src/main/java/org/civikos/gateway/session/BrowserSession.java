package org.civikos.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** One request's view of a session: an immutable snapshot shared by all requests, and this request's own changes on top. */
final class BrowserSession implements Session {

    /** What the store holds. @param attributes never modified */
    record Snapshot(String id, Instant created, Instant accessed, Map<String, Object> attributes) {

        Snapshot with(Map<String, @Nullable Object> changes, Instant accessed) {
            var merged = new HashMap<>(attributes);
            changes.forEach((name, value) -> {
                if (value == null) {
                    merged.remove(name);
                } else {
                    merged.put(name, value);
                }
            });
            return new Snapshot(id, created, accessed, Map.copyOf(merged));
        }

        Snapshot renamed(String id) {
            return new Snapshot(id, created, accessed, attributes);
        }
    }

    private final Supplier<String> ids;
    private final Expiry expiry;
    private Snapshot base;
    private boolean stored;
    private String id;
    private Instant accessed;
    private Map<String, @Nullable Object> changes = Map.of();

    BrowserSession(Snapshot base, boolean stored, Expiry expiry, Supplier<String> ids) {
        this.base = base;
        this.stored = stored;
        this.id = base.id();
        this.accessed = base.accessed();
        this.expiry = expiry;
        this.ids = ids;
    }

    Snapshot base() {
        return base;
    }

    /** Whether the store has (or had) this session under the id of {@link #base}. */
    boolean stored() {
        return stored;
    }

    Map<String, @Nullable Object> changes() {
        return changes;
    }

    void written(Snapshot now) {
        base = now;
        stored = true;
        changes = Map.of();
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = ids.get();
        return id;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(String name) {
        return (T) (changes.containsKey(name) ? changes.get(name) : base.attributes().get(name));
    }

    @Override
    public Set<String> getAttributeNames() {
        if (changes.isEmpty()) {
            return base.attributes().keySet();
        }
        var names = new HashSet<>(base.attributes().keySet());
        changes.forEach((name, value) -> {
            if (value == null) {
                names.remove(name);
            } else {
                names.add(name);
            }
        });
        return names;
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null && !Objects.requireNonNullElse(changes, Map.of()).containsKey(name) && !base.attributes().containsKey(name)) {
            return;
        }
        if (changes.isEmpty()) {
            changes = new HashMap<>();
        }
        changes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        setAttribute(name, null);
    }

    @Override
    public Instant getCreationTime() {
        return base.created();
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        accessed = time;
    }

    @Override
    public Instant getLastAccessedTime() {
        return accessed;
    }

    /** Fixed by the installation; the setter is there because the interface wants it. */
    @Override
    public void setMaxInactiveInterval(Duration interval) {
        // The life of a session follows from the settings alone (Expiry).
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return expiry.idle(base.attributes());
    }

    @Override
    public boolean isExpired() {
        return expiry.over(base);
    }
}
