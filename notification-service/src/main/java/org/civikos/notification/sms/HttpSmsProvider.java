package org.civikos.notification.sms;

import io.github.resilience4j.timelimiter.TimeLimiter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider that takes JSON over HTTPS, in whatever shape the configuration gives: no code for a further provider. Answers of
 * 200 to 202 take the message, 4xx refuse it (401, 403, 407, 408 and 429: not for its own sake), everything else leaves it in doubt.
 */
public final class HttpSmsProvider implements SmsProvider {

    /**
     * How the provider is called.
     *
     * @param headers besides Content-Type and Accept; keys go here
     * @param body JSON with {@code {to}}, {@code {text}}, {@code {reference}} and {@code {sender}} within its strings
     * @param idPath JSON pointer to the provider's own id in its answer
     * @param sender what the receiver sees as the sender, at most 11 letters
     * @param knowsRepetition whether it makes no second message of a repeated reference
     */
    public record Shape(URI url, Map<String, String> headers, String body, String idPath, String sender, boolean knowsRepetition) {}

    private static final int LONGEST_ANSWER = 10_000;
    private static final String OWN_BODY =
            "{\"to\":\"{to}\",\"text\":\"{text}\",\"reference\":\"{reference}\",\"sender\":\"{sender}\"}";

    private final Shape shape;
    private final JsonNode template;
    private final JsonMapper json;
    private final HttpCall call;

    /** A provider that takes {@code {to, text, reference, sender}} with a bearer's key, answers 202 with an id, and knows a repetition. */
    public HttpSmsProvider(URI url, String key, String sender, TimeLimiter limit, JsonMapper json) {
        this(new Shape(url, Map.of("Authorization", "Bearer " + key), OWN_BODY, "/id", sender, true), limit, json);
    }

    /**
     * @param limit for a whole request
     * @throws IllegalArgumentException if the body is not JSON or has no place for number and text
     */
    public HttpSmsProvider(Shape shape, TimeLimiter limit, JsonMapper json) {
        this.shape = shape;
        this.json = json;
        this.call = new HttpCall(limit, shape.knowsRepetition());
        try {
            this.template = json.readTree(shape.body());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The body for an SMS provider is not JSON", e);
        }
        if (!shape.body().contains("{to}") || !shape.body().contains("{text}")) {
            throw new IllegalArgumentException("The body for an SMS provider needs {to} and {text}");
        }
    }

    @Override
    public Outcome send(Sms sms) {
        HttpRequest.Builder request = HttpRequest.newBuilder(shape.url()).header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(filled(template, sms))));
        shape.headers().forEach(request::header);
        return call.send(request.build(), this::explain);
    }

    // In the parsed template, so that nothing in a text can become part of the JSON.
    private JsonNode filled(JsonNode node, Sms sms) {
        if (node.isString()) {
            String given = node.stringValue();
            return given.indexOf('{') < 0 ? node : json.getNodeFactory().stringNode(fill(given, sms));
        }
        if (node.isObject()) {
            ObjectNode filled = json.createObjectNode();
            node.properties().forEach(one -> filled.set(one.getKey(), filled(one.getValue(), sms)));
            return filled;
        }
        if (node.isArray()) {
            ArrayNode filled = json.createArrayNode();
            node.forEach(one -> filled.add(filled(one, sms)));
            return filled;
        }
        return node;
    }

    private String fill(String given, Sms sms) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (from < given.length()) {
            int open = given.indexOf('{', from);
            int close = open < 0 ? -1 : given.indexOf('}', open);
            String value = close < 0 ? null : switch (given.substring(open + 1, close)) {
                case "to" -> sms.to();
                case "text" -> sms.text();
                case "reference" -> sms.reference();
                case "sender" -> shape.sender();
                default -> null;
            };
            if (close < 0) {
                break;
            }
            filled.append(given, from, open).append(value == null ? given.substring(open, close + 1) : value);
            from = close + 1;
        }
        return filled.append(given.substring(Math.min(from, given.length()))).toString();
    }

    private Outcome explain(int status, @Nullable String body) {
        String words = HttpCall.words(status, body);
        return switch (status) {
            case 200, 201, 202 -> new Outcome.Accepted(id(body));
            // Our key, or too much at once: nothing about this message.
            case 401, 403, 407, 408, 429 -> new Outcome.Unavailable(words);
            case 400, 404, 409, 410, 413, 422 -> new Outcome.Refused(Reason.REFUSED, words);
            // The provider fell over with it; whether over it, its circuit breaker will tell.
            default -> new Outcome.Interrupted(words);
        };
    }

    private @Nullable String id(@Nullable String body) {
        try {
            if (body == null || body.length() > LONGEST_ANSWER) {
                return null;
            }
            JsonNode id = json.readTree(body).at(shape.idPath());
            return id.isString() ? id.stringValue() : null;
        } catch (JacksonException e) {
            // It was taken; an answer that cannot be read only costs us the provider's own id.
            return null;
        }
    }
}
