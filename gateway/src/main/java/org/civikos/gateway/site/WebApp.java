package org.civikos.gateway.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The built web app from {@code classpath:/web/}, from memory, compressed once. Files under {@code /assets/} carry a hash in
 * their names and never change; everything else is asked for again each time. An address of the app that is no file is answered
 * with its page, so that links and reloads work.
 */
final class WebApp implements WebHandler {

    private static final int WORTH_COMPRESSING = 1_000;
    private static final Set<String> NOT_PAGES = Set.of("api", "id", "oauth2", "login", "logout", "unsubscribe", "callbacks", "actuator", "assets");
    private static final String PAGE = "/index.html";

    /** One file ready to send. @param gzip null where compressing gains nothing */
    private record Entry(byte[] plain, byte @Nullable [] gzip, MediaType type, String etag, boolean immutable) {
        int weight() {
            return plain.length + (gzip == null ? 0 : gzip.length);
        }
    }

    private final Cache<String, Entry> entries = Caffeine.newBuilder().maximumWeight(32L << 20)
            .<String, Entry>weigher((path, entry) -> entry.weight()).build();

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        var path = request.getPath().value();
        var known = entries.getIfPresent(path);
        if (known != null) {
            return send(exchange, known);
        }
        Callable<Entry> load = () -> find(path, accepts(exchange, MediaType.TEXT_HTML_VALUE));
        return Mono.fromCallable(load).subscribeOn(Schedulers.boundedElastic())
                .switchIfEmpty(Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .flatMap(entry -> send(exchange, entry));
    }

    private static boolean accepts(ServerWebExchange exchange, String type) {
        var accept = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(type);
    }

    private @Nullable Entry find(String path, boolean wantsPage) throws IOException {
        // Names of the build only: no dots that climb, no escapes, nothing that is not a plain file name.
        if (path.matches("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+") && path.lastIndexOf('.') > path.lastIndexOf('/')) {
            var file = load(path);
            if (file != null) {
                return file;
            }
        }
        var end = path.indexOf('/', 1);
        var first = end < 0 ? path.substring(1) : path.substring(1, end);
        return (wantsPage || path.equals("/")) && !NOT_PAGES.contains(first) ? load(PAGE) : null;
    }

    private @Nullable Entry load(String path) throws IOException {
        var resource = new ClassPathResource("web" + path);
        if (!resource.exists()) {
            return null;
        }
        var plain = resource.getContentAsByteArray();
        var type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        if (type.getType().equals("text") || type.getSubtype().contains("javascript") || type.getSubtype().contains("json")) {
            type = new MediaType(type, java.nio.charset.StandardCharsets.UTF_8);
        }
        var entry = new Entry(plain, compressed(plain, type), type, etag(plain), path.startsWith("/assets/"));
        entries.put(path, entry);
        return entry;
    }

    private static byte @Nullable [] compressed(byte[] plain, MediaType type) throws IOException {
        var text = type.getType().equals("text") || type.getSubtype().matches(".*(javascript|json|xml|wasm|manifest).*");
        if (!text || plain.length < WORTH_COMPRESSING) {
            return null;
        }
        var out = new ByteArrayOutputStream(plain.length / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.size() < plain.length ? out.toByteArray() : null;
    }

    private static String etag(byte[] content) {
        try {
            return "\"" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mono<Void> send(ServerWebExchange exchange, Entry entry) {
        var response = exchange.getResponse();
        var headers = response.getHeaders();
        headers.setCacheControl(entry.immutable() ? "public, max-age=31536000, immutable" : "no-cache");
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        headers.setETag(entry.etag());
        if (entry.etag().equals(exchange.getRequest().getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return response.setComplete();
        }
        headers.setContentType(entry.type());
        var bytes = entry.plain();
        var encodings = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING);
        if (entry.gzip() != null && encodings != null && encodings.contains("gzip")) {
            bytes = entry.gzip();
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        headers.setContentLength(bytes.length);
        var body = response.bufferFactory().wrap(bytes);
        // The page brings the CSRF cookie along, so that the app's first change needs no extra round.
        Mono<CsrfToken> csrf = entry.type().isCompatibleWith(MediaType.TEXT_HTML) ? exchange.getAttribute(CsrfToken.class.getName()) : null;
        var send = exchange.getRequest().getMethod() == HttpMethod.HEAD ? response.setComplete() : response.writeWith(Mono.just(body));
        return csrf == null ? send : csrf.then(send);
    }
}
