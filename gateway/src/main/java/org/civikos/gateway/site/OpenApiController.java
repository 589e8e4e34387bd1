package org.civikos.gateway.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.civikos.gateway.problem.Refusal;
import org.civikos.gateway.relay.Upstreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.HtmlUtils;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API of all services on one page, from the description that each service gives of itself. */
@RestController
class OpenApiController {

    private static final Logger log = LoggerFactory.getLogger(OpenApiController.class);
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");
    private static final int LARGEST = 4 << 20;

    private final Upstreams upstreams;
    private final JsonMapper json = JsonMapper.builder().build();
    private final WebClient http = WebClient.builder().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create().responseTimeout(Duration.ofSeconds(10)))).build();
    private final Cache<String, byte[]> known = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    OpenApiController(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /** The description of one service, OpenAPI 3.1 as JSON. */
    @GetMapping(path = "/api/openapi/{service}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> description(@PathVariable String service) {
        var address = upstreams.address(service);
        if (address == null) {
            return Mono.error(Refusal.of(HttpStatus.NOT_FOUND, "not-found"));
        }
        var cached = known.getIfPresent(service);
        if (cached != null) {
            return Mono.just(cached);
        }
        return http.get().uri(address + "/v3/api-docs").retrieve().bodyToMono(byte[].class)
                .doOnNext(found -> known.put(service, found))
                .onErrorMap(failure -> {
                    log.warn("{} does not describe itself: {}", service, failure.toString());
                    return Refusal.until(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", Duration.ofSeconds(5));
                });
    }

    @GetMapping(path = "/api/openapi/style.css", produces = "text/css")
    Mono<String> style() {
        return Mono.just("""
                :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
                body{max-width:70rem;margin:2rem auto;padding:0 1rem}
                h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}
                table{border-collapse:collapse;width:100%}
                td,th{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #8886}
                code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
                """);
    }

    @GetMapping(path = "/api/openapi", produces = "text/html;charset=UTF-8")
    Mono<String> page() {
        return Flux.fromIterable(upstreams.names()).concatMap(service -> description(service).map(bytes -> section(service, bytes))
                .onErrorReturn(Refusal.class, heading(service) + "<p>Not available at the moment.</p>"))
                .collectList().map(sections -> """
                        <!DOCTYPE html>
                        <html lang="en"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>API</title><link rel="stylesheet" href="/api/openapi/style.css"></head><body><main>
                        <h1>API</h1>
                        <p>Every change in a browser session needs the header <code>X-XSRF-TOKEN</code> with the value of the cookie
                        <code>XSRF-TOKEN</code>; scripts send <code>Authorization: Bearer</code> instead. Errors are problems (RFC 9457).</p>
                        """ + String.join("\n", sections) + "</main></body></html>");
    }

    private static String heading(String service) {
        return "<h2 id=\"" + service + "\">" + service + "</h2><p><a href=\"/api/openapi/" + service + "\">OpenAPI description as JSON</a></p>";
    }

    private String section(String service, byte[] description) {
        JsonNode document;
        try {
            document = json.readTree(description);
        } catch (JacksonException e) {
            return heading(service) + "<p>Not available at the moment.</p>";
        }
        var rows = new ArrayList<String>();
        for (var path : document.path("paths").properties()) {
            for (var method : METHODS) {
                var operation = path.getValue().path(method);
                if (!operation.isMissingNode()) {
                    var summary = operation.path("summary").asString(operation.path("operationId").asString(""));
                    rows.add("<tr><td><code>" + method.toUpperCase(java.util.Locale.ROOT) + "</code></td><td><code>"
                            + HtmlUtils.htmlEscape(path.getKey()) + "</code></td><td>" + HtmlUtils.htmlEscape(summary) + "</td></tr>");
                }
            }
        }
        return heading(service) + "<table><thead><tr><th scope=\"col\">Method</th><th scope=\"col\">Address</th><th scope=\"col\">What</th></tr></thead><tbody>"
                + String.join("\n", rows) + "</tbody></table>";
    }
}
