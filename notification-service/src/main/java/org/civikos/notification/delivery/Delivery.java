package org.civikos.notification.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of one alert for one person by one channel.
 *
 * @param id derived from alert, person and channel, so that no second record (and no second message) can come about; also the
 *     left part of the Message-ID and the reference at the SMS provider
 * @param personName null once the person is erased
 * @param address null if there is none, or once the person is erased
 * @param language sq, sr or en: the reader's, not the consultation's
 * @param speaksFor names of the organisations for which the person is told
 * @param reason why it is not handed over; null while untried or when it is
 * @param detail the other side's words, for staff, at most 300 characters
 * @param attempts how often the provider was asked and answered, refused or broke off
 * @param dueAt not to be tried before
 * @param provider who took it; while it waits, the one that may have taken it, and to whom alone it goes again
 * @param deliveredAt when it arrived, by the provider's word
 * @param why which subscription of the person brought it, as {@code Why} writes it; null where it is the business of the
 *     organisations, nobody subscribed to it, or the person is erased
 * @param heldUntil until when the reader's quiet hours held it back; null if they did not
 * @param openedAgainAt when it was last sent again after it had failed; null if never
 */
public record Delivery(
        String id,
        String alertId,
        String personId,
        @Nullable String personName,
        Channel channel,
        @Nullable String address,
        String language,
        String speaksFor,
        DeliveryState state,
        @Nullable Reason reason,
        @Nullable String detail,
        int attempts,
        Instant createdAt,
        Instant dueAt,
        @Nullable Instant handedOverAt,
        @Nullable String providerReference,
        @Nullable String provider,
        @Nullable Instant deliveredAt,
        @Nullable List<String> why,
        @Nullable Instant heldUntil,
        @Nullable Instant openedAgainAt) {

    private static final int DETAIL_LIMIT = 300;
    /** The pause after the provider could not be used, for as long as the circuit breaker has not noticed. */
    private static final Duration HELD = Duration.ofSeconds(1);

    /** After so long without a word of success a delivery is taken to have failed, whatever held it up. */
    static final Duration GIVE_UP = Duration.ofDays(3);

    /** Into how many parts the ids of deliveries cut the row of all people. */
    public static final int STRETCHES = 1 << 18;

    /**
     * The id of the delivery of an alert to a person by a channel: shaped like a UUID, the first part common to the alert and
     * the next one going by the person's place, so that the records of one part of an alert lie together in the store: a group of
     * results then touches a few pages of it instead of one for each.
     */
    public static String idOf(String alertId, String personId, Channel channel) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] whole = sha.digest((alertId + '\n' + personId + '\n' + channel.code()).getBytes(StandardCharsets.UTF_8));
            return id(sha, alertId, stretch(personId), whole);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** What sorts right before the ids of an alert's deliveries to people from a stretch on, and is none of them. */
    public static String idBefore(String alertId, int stretch) {
        try {
            return id(MessageDigest.getInstance("SHA-256"), alertId, stretch, new byte[16]);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String id(MessageDigest sha, String alertId, int stretch, byte[] whole) {
        System.arraycopy(sha.digest(alertId.getBytes(StandardCharsets.UTF_8)), 0, whole, 0, 6);
        whole[6] = (byte) (0x80 | stretch >>> 14);
        whole[7] = (byte) (stretch >>> 6);
        whole[8] = (byte) (0x80 | stretch & 0x3f);
        String hex = HexFormat.of().formatHex(whole, 0, 16);
        return hex.substring(0, 8) + '-' + hex.substring(8, 12) + '-' + hex.substring(12, 16) + '-'
                + hex.substring(16, 20) + '-' + hex.substring(20);
    }

    /** The part of the row of all in which a person stands, from 0 to {@link #STRETCHES} - 1: as much of the place as an id tells. */
    public static int stretch(String personId) {
        return place(personId) >>> 14;
    }

    /** Where a person stands in the row of all, as an unsigned number: the same in every alert, and spread evenly. */
    public static int place(String personId) {
        // String.hashCode is fixed by the language, but alike for ids made in a row; the mixing is MurmurHash3's last step.
        int hash = personId.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    /** One that no subscription of the person's own brought, and that was never sent again. */
    public Delivery(
            String id, String alertId, String personId, @Nullable String personName, Channel channel, @Nullable String address, String language,
            String speaksFor, DeliveryState state, @Nullable Reason reason, @Nullable String detail, int attempts, Instant createdAt, Instant dueAt,
            @Nullable Instant handedOverAt, @Nullable String providerReference, @Nullable String provider, @Nullable Instant deliveredAt) {
        this(id, alertId, personId, personName, channel, address, language, speaksFor, state, reason, detail, attempts, createdAt, dueAt, handedOverAt,
                providerReference, provider, deliveredAt, null, null, null);
    }

    /** The same, with the subscription that brought it. */
    public Delivery because(List<String> subscription) {
        return new Delivery(id, alertId, personId, personName, channel, address, language, speaksFor, state, reason, detail, attempts, createdAt,
                dueAt, handedOverAt, providerReference, provider, deliveredAt, subscription, heldUntil, openedAgainAt);
    }

    /** A delivery that waits for its first attempt. */
    public static Delivery waiting(
            String alertId, String personId, @Nullable String personName, Channel channel, String address, String language,
            String speaksFor, Instant now) {
        return new Delivery(idOf(alertId, personId, channel), alertId, personId, personName, channel, address, language, speaksFor,
                DeliveryState.WAITING, null, null, 0, now, now, null, null, null, null);
    }

    /** The same, not to be tried before a moment. */
    public Delivery notBefore(Instant moment) {
        return new Delivery(id, alertId, personId, personName, channel, address, language, speaksFor, state, reason, detail, attempts,
                createdAt, moment.isAfter(dueAt) ? moment : dueAt, handedOverAt, providerReference, provider, deliveredAt, why,
                moment.isAfter(createdAt) ? moment : heldUntil, openedAgainAt);
    }

    /** A delivery that is known from the start not to be sent; the record says why. */
    public static Delivery notSent(
            String alertId, String personId, @Nullable String personName, Channel channel, @Nullable String address, String language,
            String speaksFor, Reason reason, Instant now) {
        return new Delivery(idOf(alertId, personId, channel), alertId, personId, personName, channel, address, language, speaksFor,
                DeliveryState.NOT_SENT, reason, null, 0, now, now, null, null, null, null);
    }

    /** Whether nothing but its time keeps it: no provider has been asked, and nothing of ours holds it back. */
    boolean untried() {
        return attempts == 0 && reason == null;
    }

    boolean due(Instant now) {
        return !state.ended() && !dueAt.isAfter(now);
    }

    /** @throws IllegalStateException if the delivery has ended already */
    Delivery after(Pool.Attempt attempt, Instant now) {
        if (state.ended()) {
            throw new IllegalStateException("Delivery " + id + " has ended as " + state.code());
        }
        String by = attempt.provider();
        RetryPolicy policy = attempt.policy();
        return switch (attempt.outcome()) {
            case Outcome.Accepted a -> with(DeliveryState.HANDED_OVER, null, null, attempts + 1, dueAt, now, a.reference(), by);
            case Outcome.Refused r -> with(DeliveryState.FAILED, r.reason(), r.detail(), attempts + 1, dueAt, null, null, by);
            case Outcome.Postponed p -> again(p.reason(), p.detail(), now, policy, provider);
            case Outcome.Held h -> held(h.reason(), h.detail(), now, h.pause(), provider);
            case Outcome.Interrupted i when attempt.works() -> again(Reason.INTERRUPTED, i.detail(), now, policy, by);
            case Outcome.Interrupted i -> held(Reason.PROVIDER_UNAVAILABLE, i.detail(), now, HELD, by);
            case Outcome.Unavailable u -> held(Reason.PROVIDER_UNAVAILABLE, u.detail(), now, HELD, provider);
        };
    }

    /** What a provider had taken when the process before this one ended; empty where the ledger knows what became of it, or it was opened again since. */
    Optional<Delivery> takenBefore(Taken.Note note) {
        return state.ended() || openedAgainAt != null && openedAgainAt.isAfter(note.at()) ? Optional.empty()
                : Optional.of(with(DeliveryState.HANDED_OVER, null, null, note.attempts(), dueAt, note.at(), note.reference(), note.provider()));
    }

    /** Ends a delivery that need not, or must not, be sent any more. */
    public Delivery dropped(Reason why) {
        return state.ended() ? this : with(DeliveryState.NOT_SENT, why, null, attempts, dueAt, null, null, provider);
    }

    private Delivery again(Reason why, String words, Instant now, RetryPolicy policy, @Nullable String doubtful) {
        int made = attempts + 1;
        if (made >= policy.attempts()) {
            return with(DeliveryState.FAILED, why, words, made, dueAt, null, null, doubtful);
        }
        return with(DeliveryState.WAITING, why, words, made, now.plus(policy.pauseAfter(made, id.hashCode())), null, null, doubtful);
    }

    private Delivery held(Reason why, String words, Instant now, Duration pause, @Nullable String doubtful) {
        Instant began = openedAgainAt == null ? createdAt : openedAgainAt;
        if (began.plus(GIVE_UP).isBefore(now)) {
            return with(DeliveryState.FAILED, doubtful == null ? why : Reason.IN_DOUBT, words, attempts, dueAt, null, null, doubtful);
        }
        return with(DeliveryState.WAITING, why, words, attempts, now.plus(pause), null, null, doubtful);
    }

    private Delivery with(
            DeliveryState next, @Nullable Reason ended, @Nullable String words, int made, Instant due, @Nullable Instant handedOver,
            @Nullable String reference, @Nullable String by) {
        String kept = words == null || words.length() <= DETAIL_LIMIT ? words : words.substring(0, DETAIL_LIMIT);
        return new Delivery(id, alertId, personId, personName, channel, address, language, speaksFor, next, ended, kept, made,
                createdAt, due, handedOver, reference, by, deliveredAt, why, heldUntil, openedAgainAt);
    }
}
