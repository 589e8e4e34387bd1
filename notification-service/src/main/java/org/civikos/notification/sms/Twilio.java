package org.civikos.notification.sms;

import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.receipt.CallbackReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Twilio's Programmable Messaging, by its public documentation: Messages resource (2010-04-01), status callbacks, and the
 * signature of callbacks. It knows no idempotency key, so what is in doubt is not asked again; the status callback, whose
 * address holds our reference, tells what became of it.
 */
public final class Twilio implements SmsProvider, CallbackReader {

    /**
     * @param api {@code https://api.twilio.com}
     * @param sender a number, a name of at most 11 letters, or a messaging service ({@code MG…})
     * @param callback our public address for its calls
     */
    public record Account(String name, URI api, String sid, String token, String sender, URI callback) {}

    private final Account account;
    private final HttpCall call;
    private final JsonMapper json;
    private final Clock clock;

    public Twilio(Account account, TimeLimiter limit, JsonMapper json, Clock clock) {
        this.account = account;
        this.call = new HttpCall(limit, false);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Outcome send(Sms sms) {
        Map<String, String> form = new TreeMap<>(Map.of("To", sms.to(), "Body", sms.text(),
                "StatusCallback", account.callback() + "?reference=" + encode(sms.reference())));
        form.put(account.sender().startsWith("MG") ? "MessagingServiceSid" : "From", account.sender());
        String credentials = Base64.getEncoder().encodeToString((account.sid() + ":" + account.token()).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(account.api().resolve("/2010-04-01/Accounts/" + encode(account.sid()) + "/Messages.json"))
                .header("Authorization", "Basic " + credentials).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(one -> encode(one.getKey()) + "=" + encode(one.getValue())).collect(Collectors.joining("&"))))
                .build();
        return call.send(request, this::explain);
    }

    private Outcome explain(int status, @Nullable String body) {
        JsonNode answer = answer(body);
        String words = HttpCall.words(status, body);
        return switch (status) {
            case 200, 201 -> new Outcome.Accepted(answer.path("sid").isString() ? answer.path("sid").stringValue() : null);
            // 402: nothing is paid for; 503: it is unable to handle the request (RFC 9110, 15.6.4), so another provider may.
            case 401, 402, 403, 408, 429, 503 -> new Outcome.Unavailable(words);
            case 400, 404 -> new Outcome.Refused(refusal(answer.path("code").asInt(0)), words);
            default -> new Outcome.Interrupted(words);
        };
    }

    private JsonNode answer(@Nullable String body) {
        try {
            return json.readTree(body == null || body.isBlank() ? "{}" : body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    /** Error codes of the Messages resource. */
    private static Reason refusal(int code) {
        return switch (code) {
            case 21211, 21217, 21401, 21614 -> Reason.ADDRESS_INVALID;
            case 21408, 21612 -> Reason.COUNTRY_NOT_ALLOWED;
            case 21610 -> Reason.UNSUBSCRIBED;
            default -> Reason.REFUSED;
        };
    }

    /** Error codes of messages that were not delivered. */
    private static Reason undelivered(String code) {
        return switch (code) {
            case "30003", "30008" -> Reason.PHONE_OFF;
            case "30005", "30006" -> Reason.ADDRESS_UNKNOWN;
            case "30007" -> Reason.POLICY;
            default -> Reason.REFUSED;
        };
    }

    @Override
    public String provider() {
        return account.name();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean authentic(Call made) {
        String signature = made.header().apply("X-Twilio-Signature");
        if (signature == null) {
            return false;
        }
        StringBuilder signed = new StringBuilder(made.url().toString());
        form(made.body()).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(account.token().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-1", e);
        }
    }

    @Override
    public Said read(Call made) {
        Map<String, String> form = form(made.body());
        String sid = form.get("MessageSid");
        String status = form.get("MessageStatus");
        if (sid == null) {
            throw new IllegalArgumentException("A call without MessageSid");
        }
        if (status == null) {
            String from = form.get("From");
            String text = form.get("Body");
            return new Said(List.of(), from == null || text == null ? List.of() : List.of(new Reply(sid, from, text)));
        }
        String error = form.getOrDefault("ErrorCode", "");
        String query = made.url().getQuery();
        String reference = query != null && query.startsWith("reference=") ? query.substring("reference=".length()) : null;
        Receipt receipt = switch (status) {
            case "delivered", "read" -> new Receipt(account.name(), reference, sid, Receipt.Kind.DELIVERED, null, null, clock.instant());
            case "undelivered", "failed", "canceled" -> new Receipt(account.name(), reference, sid, Receipt.Kind.FAILED, undelivered(error),
                    (status + " " + error).strip(), clock.instant());
            default -> null;
        };
        return new Said(receipt == null ? List.of() : List.of(receipt), List.of());
    }

    // Sorted by name, as the signature wants it.
    private static Map<String, String> form(byte[] body) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
