package org.civikos.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

/**
 * All services in one: answers what it was asked, as JSON. Without a token, paths that end in {@code /me} answer 401, as a
 * service would.
 */
final class StubUpstream implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    final StubProvider provider = new StubProvider();
    final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    StubUpstream() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            if (!provider.handle(exchange)) {
                echo(exchange);
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void echo(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        var path = exchange.getRequestURI().getPath();
        var token = exchange.getRequestHeaders().getFirst("Authorization");
        long length = 0;
        var buffer = new byte[65_536];
        for (int n; (n = exchange.getRequestBody().read(buffer)) >= 0;) {
            length += n;
        }
        if (path.equals("/v3/api-docs")) {
            send(exchange, 200, "{\"openapi\":\"3.1.0\",\"paths\":{\"/api/campaigns\":{\"get\":{\"summary\":\"Campaigns <all>\"}}}}");
            return;
        }
        if (path.endsWith("/slow")) {
            try {
                Thread.sleep(4_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (path.endsWith("/me") && token == null) {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            sendRaw(exchange, 401, "{\"title\":\"Sign in first\",\"status\":401,\"code\":\"sign-in-required\"}");
            return;
        }
        var headers = new LinkedHashMap<String, Object>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), String.join(", ", values)));
        exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src *");
        exchange.getResponseHeaders().set("Server", "stub");
        exchange.getResponseHeaders().add("Set-Cookie", "FROM_UPSTREAM=1; Path=/");
        send(exchange, 200, JSON.writeValueAsString(Map.of("method", exchange.getRequestMethod(), "path", exchange.getRequestURI().toString(),
                "bytes", length, "headers", headers)));
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        sendRaw(exchange, status, json);
    }

    private static void sendRaw(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
