package org.civikos.notification.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key of a program. The key itself is not here: it is shown once, and only its hash is kept.
 *
 * @param id a part of the key by which it is recognised; no secret
 * @param name what it is for, in the secretariat's words; receivers read it as the sender's name
 * @param people whom a key of type TEAM may reach: e-mail addresses and telephone numbers in international form
 * @param perMinute the most requests and messages within a minute
 * @param expiresAt from then on it opens nothing
 * @param revokedAt null while it has not been revoked
 * @param lastUsedAt when it last opened something, by the minute; null if never
 * @param remindedAt when the secretariat was told that it ends soon
 */
public record ApiKey(
        String id, String name, Type type, Set<Scope> scopes, List<String> people, int perMinute, Instant createdAt, String createdBy,
        Instant expiresAt, @Nullable Instant revokedAt, @Nullable String revokedBy, @Nullable Instant lastUsedAt, @Nullable Instant remindedAt) {

    /** Whom messages sent with a key reach. */
    public enum Type {
        /** Everybody. */
        LIVE,
        /** The secretariat and the people whom the key names. */
        TEAM,
        /** Nobody: what becomes of each message is simulated. */
        TEST;

        /** The word used in keys, records and the interface. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a key may do. */
    public enum Scope {
        SEND("messages:send"),
        READ("messages:read"),
        /** Write to addresses and numbers that belong to nobody in the network. */
        ADDRESSES("messages:addresses"),
        /** Send what does not wait for the end of quiet hours. */
        CRITICAL("messages:critical");

        private final String code;

        Scope(String code) {
            this.code = code;
        }

        /** The word used in records and the interface. */
        public String code() {
            return code;
        }

        /** @throws IllegalArgumentException if the word is not a scope */
        public static Scope of(String code) {
            for (Scope scope : values()) {
                if (scope.code.equals(code)) {
                    return scope;
                }
            }
            throw new IllegalArgumentException("Not a scope: " + code);
        }
    }

    public ApiKey {
        scopes = Set.copyOf(scopes);
        people = List.copyOf(people);
    }

    /** Whether it opens anything at a moment. */
    public boolean open(Instant now) {
        return revokedAt == null && expiresAt.isAfter(now);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
