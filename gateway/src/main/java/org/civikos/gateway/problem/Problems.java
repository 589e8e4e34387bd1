package org.civikos.gateway.problem;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Refusal} as {@code application/problem+json} in Albanian, Serbian or English. */
@Component
public class Problems {

    private static final List<Locale> LANGUAGES = List.of(Locale.of("sq"), Locale.of("sr"), Locale.ENGLISH);
    private static final ResourceBundle.Control EXACT = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final JsonMapper json = JsonMapper.builder().build();

    /** Does nothing when the answer has already begun: a second status line cannot be sent. */
    public Mono<Void> write(ServerWebExchange exchange, Refusal refusal) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(refusal);
        }
        var language = language(exchange);
        var texts = ResourceBundle.getBundle("i18n.messages", language, EXACT);
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:civikos:problem:" + refusal.code());
        body.put("title", texts.getString("problem." + refusal.code() + ".title"));
        body.put("status", refusal.status().value());
        body.put("detail", texts.getString("problem." + refusal.code() + ".detail"));
        body.put("instance", exchange.getRequest().getPath().value());
        body.put("code", refusal.code());
        response.setStatusCode(refusal.status());
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.set(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
        if (refusal.retryAfter() != null) {
            var seconds = Math.max(1, (refusal.retryAfter().toMillis() + 999) / 1000);
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        var bytes = json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        headers.setContentLength(bytes.length);
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /** {@code ?lang}, then {@code Accept-Language}, then English, which is what a script without a wish gets. */
    static Locale language(ServerWebExchange exchange) {
        var asked = exchange.getRequest().getQueryParams().getFirst("lang");
        if (asked != null) {
            for (var language : LANGUAGES) {
                if (language.getLanguage().equals(asked)) {
                    return language;
                }
            }
        }
        try {
            var found = Locale.lookup(exchange.getRequest().getHeaders().getAcceptLanguage(), LANGUAGES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
