package org.civikos.notification.receipt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads receipts in JSON of any shape, by a mapping in the configuration: no code for a further provider. */
public final class JsonCallbacks implements CallbackReader {

    /**
     * Where in a provider's JSON what stands. Paths are JSON pointers (RFC 6901).
     *
     * @param secret what the caller must know, at least 16 characters
     * @param signatureHeader the header with the HMAC-SHA256 of the body in hexadecimal, made with the secret; if null, the
     *     secret itself is expected in {@code X-Callback-Secret}, or as the password of Basic authentication
     * @param list path to the list of reports; empty if the body itself is the list, or the only report
     * @param reference path in a report to our own reference
     * @param id path in a report to the provider's reference
     * @param status path in a report to the word that says what became of the message
     * @param detail path in a report to further words
     * @param at path in a report to the time (ISO 8601, or seconds or milliseconds since 1970)
     * @param from path in a report to the number of somebody who writes to us, with {@code text}; null if none is expected
     * @param words the provider's words: each with {@code delivered}, {@code delayed}, {@code complaint}, {@code ignored}, or the
     *     word of a reason of failure such as {@code address-unknown}
     */
    public record Shape(
            String secret, @Nullable String signatureHeader, String list, @Nullable String reference, @Nullable String id, String status,
            @Nullable String detail, @Nullable String at, @Nullable String from, @Nullable String text, Map<String, String> words) {

        public Shape {
            if (secret.length() < 16) {
                throw new IllegalArgumentException("The secret for receipts must have at least 16 characters");
            }
            if (reference == null && id == null) {
                throw new IllegalArgumentException("Receipts need a path to our reference or to the provider's");
            }
            words.values().forEach(JsonCallbacks::meaning);
        }
    }

    private static final int MOST = 10_000;

    private record Meaning(Receipt.@Nullable Kind kind, @Nullable Reason reason) {}

    private final String provider;
    private final Channel channel;
    private final Shape shape;
    private final JsonMapper json;
    private final Clock clock;

    public JsonCallbacks(String provider, Channel channel, Shape shape, JsonMapper json, Clock clock) {
        this.provider = provider;
        this.channel = channel;
        this.shape = shape;
        this.json = json;
        this.clock = clock;
    }

    private static Meaning meaning(String word) {
        return switch (word) {
            case "delivered" -> new Meaning(Receipt.Kind.DELIVERED, null);
            case "delayed" -> new Meaning(Receipt.Kind.DELAYED, Reason.DELAYED);
            case "complaint" -> new Meaning(Receipt.Kind.COMPLAINT, null);
            case "ignored" -> new Meaning(null, null);
            default -> new Meaning(Receipt.Kind.FAILED, Reason.of(word));
        };
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public boolean authentic(Call call) {
        if (shape.signatureHeader() == null) {
            return same(shape.secret(), call.header().apply("X-Callback-Secret")) || same(shape.secret(), password(call));
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(shape.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String given = call.header().apply(shape.signatureHeader());
            String hex = given != null && given.startsWith("sha256=") ? given.substring(7) : given;
            return same(HexFormat.of().formatHex(mac.doFinal(call.body())), hex);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    // By Basic authentication, for providers that can send nothing else; the name does not matter.
    private static @Nullable String password(Call call) {
        String given = call.header().apply("Authorization");
        if (given == null || !given.startsWith("Basic ")) {
            return null;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(given.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean same(String expected, @Nullable String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Said read(Call call) {
        JsonNode body;
        try {
            body = json.readTree(call.body());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not JSON", e);
        }
        JsonNode reports = shape.list().isEmpty() ? body : body.at(shape.list());
        List<Receipt> receipts = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        if (reports.isArray()) {
            if (reports.size() > MOST) {
                throw new IllegalArgumentException("More than " + MOST + " reports");
            }
            int unreadable = 0;
            for (JsonNode report : reports) {
                unreadable += read(report, receipts, replies) ? 0 : 1;
            }
            if (unreadable > 0 && unreadable == reports.size()) {
                throw new IllegalArgumentException("No report with reference and status");
            }
            return new Said(receipts, replies, unreadable);
        }
        if (!reports.isObject()) {
            throw new IllegalArgumentException("No reports in it");
        }
        if (!read(reports, receipts, replies)) {
            throw new IllegalArgumentException("A report without reference or status");
        }
        return new Said(receipts, replies);
    }

    /** @return whether it could be read */
    private boolean read(JsonNode report, List<Receipt> receipts, List<Reply> replies) {
        String from = text(report, shape.from());
        String written = text(report, shape.text());
        if (from != null && written != null) {
            String id = text(report, shape.id());
            replies.add(new Reply(id != null ? id : from + '\n' + text(report, shape.at()) + '\n' + written, from, written));
            return true;
        }
        String reference = ours(text(report, shape.reference()));
        String id = text(report, shape.id());
        String word = text(report, shape.status());
        if (reference == null && id == null || word == null) {
            return false;
        }
        Meaning meaning = meaning(shape.words().getOrDefault(word, "ignored"));
        if (meaning.kind() != null) {
            receipts.add(new Receipt(provider, reference, id, meaning.kind(), meaning.reason(), words(word, text(report, shape.detail())),
                    moment(text(report, shape.at()), clock.instant())));
        }
        return true;
    }

    // Mail services give back the Message-ID; our reference is its left part.
    static @Nullable String ours(@Nullable String reference) {
        return reference == null ? null : reference.replaceFirst("^<", "").replaceFirst("@.*$", "");
    }

    private static String words(String word, @Nullable String detail) {
        return detail == null ? word : word + ": " + detail;
    }

    private static @Nullable String text(JsonNode report, @Nullable String path) {
        if (path == null || path.isBlank()) {
            return null;
        }
        JsonNode found = report.at(path);
        return found.isValueNode() && !found.isNull() && !found.asString().isBlank() ? found.asString() : null;
    }

    // A time that cannot be read, or lies ahead of ours, costs us the time and not the receipt.
    static Instant moment(@Nullable String written, Instant now) {
        if (written == null) {
            return now;
        }
        try {
            Instant at;
            if (written.matches("\\d{9,11}")) {
                at = Instant.ofEpochSecond(Long.parseLong(written));
            } else if (written.matches("\\d{12,14}")) {
                at = Instant.ofEpochMilli(Long.parseLong(written));
            } else {
                at = OffsetDateTime.parse(written).toInstant();
            }
            return at.isAfter(now) ? now : at;
        } catch (DateTimeException e) {
            return now;
        }
    }
}
