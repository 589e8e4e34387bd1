package org.civikos.gateway.relay;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.edge.ClientAddress;
import org.civikos.gateway.edge.SecurityHeaders;
import org.civikos.gateway.session.SessionCookie;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers that cross the gateway. Towards a service only those of a short list go on, so that nobody can claim an identity,
 * a host or a proxy by a header; the forwarding headers say what PUBLIC_URL says.
 */
@Component
class RelayHeaders {

    /** Exchange attribute: the access token to relay. */
    static final String TOKEN = RelayHeaders.class.getName() + ".token";

    private static final List<String> ONWARDS = List.of("Accept", "Accept-Language", "Content-Type", "Content-Length", "Content-Language",
            "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range", "Idempotency-Key", "Prefer",
            "User-Agent", "traceparent");
    private static final List<String> ONWARDS_TO_PROVIDER = List.of("Origin", "Referer", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest");
    /** What never goes on with a provider's call: what holds for one connection, what only a proxy may say, and our own cookies. */
    private static final Set<String> NOT_WITH_A_CALL = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private static final Set<String> NOT_BACK = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NOT_WITH_A_CALL.addAll(List.of("Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Proxy-Authenticate",
                "Proxy-Authorization", "Forwarded", "Cookie", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL"));
        NOT_BACK.addAll(List.of("Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Proxy-Authenticate",
                "Proxy-Authorization", "Pragma", "Expires"));
    }

    private final ClientAddress client;
    private final String proto;
    private final String host;
    private final String port;

    RelayHeaders(GatewaySettings settings, ClientAddress client) {
        this.client = client;
        var publicUrl = settings.publicUrl();
        proto = publicUrl.getScheme();
        host = publicUrl.getRawAuthority();
        port = Integer.toString(publicUrl.getPort() > 0 ? publicUrl.getPort() : settings.secure() ? 443 : 80);
    }

    /** Both directions as the gateway's routing filter wants them. */
    List<HttpHeadersFilter> filters() {
        return List.of(this::onwards, new HttpHeadersFilter() {
            @Override
            public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
                return back(input, exchange);
            }

            @Override
            public boolean supports(Type type) {
                return type == Type.RESPONSE;
            }
        });
    }

    private HttpHeaders onwards(HttpHeaders in, ServerWebExchange exchange) {
        var out = new HttpHeaders();
        if (isCall(exchange)) {
            // Each provider proves its calls by a header of its own name; the service knows which and holds it against the body.
            in.forEach((name, values) -> {
                if (!NOT_WITH_A_CALL.contains(name) && !name.regionMatches(true, 0, "X-Forwarded-", 0, "X-Forwarded-".length())) {
                    out.put(name, values);
                }
            });
        }
        for (var name : ONWARDS) {
            copy(in, out, name);
        }
        var toProvider = toProvider(exchange);
        if (toProvider) {
            for (var name : ONWARDS_TO_PROVIDER) {
                copy(in, out, name);
            }
            // The provider's own session, and a script's client credentials, but never the gateway's session.
            var cookies = otherCookies(in.getFirst(HttpHeaders.COOKIE));
            if (cookies != null) {
                out.set(HttpHeaders.COOKIE, cookies);
            }
            copy(in, out, HttpHeaders.AUTHORIZATION);
        } else {
            var token = (String) exchange.getAttribute(TOKEN);
            if (token != null) {
                out.set(HttpHeaders.AUTHORIZATION, token);
            }
        }
        if (!out.containsHeader("traceparent")) {
            out.set("traceparent", traceparent());
        }
        out.set("X-Forwarded-For", client.of(exchange.getRequest()));
        out.set("X-Forwarded-Proto", proto);
        out.set("X-Forwarded-Host", host);
        out.set("X-Forwarded-Port", port);
        return out;
    }

    private static HttpHeaders back(HttpHeaders in, ServerWebExchange exchange) {
        var out = new HttpHeaders();
        var toProvider = toProvider(exchange);
        in.forEach((name, values) -> {
            if (!NOT_BACK.contains(name) && !SecurityHeaders.decides(name) && (toProvider || !name.equalsIgnoreCase(HttpHeaders.SET_COOKIE))) {
                out.put(name, values);
            }
        });
        if (!out.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            out.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return out;
    }

    private static boolean isCall(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value().startsWith("/callbacks/");
    }

    private static boolean toProvider(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value().startsWith("/id");
    }

    private static void copy(HttpHeaders in, HttpHeaders out, String name) {
        var values = in.get(name);
        if (values != null) {
            out.put(name, values);
        }
    }

    private static @Nullable String otherCookies(@Nullable String header) {
        if (header == null || !header.contains(SessionCookie.NAME)) {
            return header;
        }
        var kept = new StringBuilder();
        for (var cookie : header.split(";")) {
            var pair = cookie.strip();
            if (!pair.startsWith(SessionCookie.NAME + "=")) {
                kept.append(kept.isEmpty() ? "" : "; ").append(pair);
            }
        }
        return kept.isEmpty() ? null : kept.toString();
    }

    /** A new trace, sampled: version 00, 16 and 8 random bytes (W3C Trace Context). */
    private static String traceparent() {
        var random = ThreadLocalRandom.current();
        return "00-" + hex(random.nextLong()) + hex(random.nextLong() | 1) + "-" + hex(random.nextLong() | 1) + "-01";
    }

    private static String hex(long value) {
        return java.util.HexFormat.of().toHexDigits(value);
    }
}
