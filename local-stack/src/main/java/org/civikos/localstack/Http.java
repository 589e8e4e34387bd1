package org.civikos.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the small HTTP servers of the local stack share: the JDK's server on virtual threads, bound to 127.0.0.1. */
public final class Http {

    private static final Logger log = LoggerFactory.getLogger(Http.class);

    private Http() {
    }

    /** A request that is answered with 4xx and its message. */
    public static final class Refused extends RuntimeException {

        private final int status;

        public Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /** Starts a server; handlers may throw {@link Refused}, and anything else is logged and answered with 500. */
    public static HttpServer start(int port, HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
            server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-" + port + "-", 0).factory()));
            server.createContext("/", exchange -> handle(exchange, handler));
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void handle(HttpExchange exchange, HttpHandler handler) throws IOException {
        try (exchange) {
            try {
                handler.handle(exchange);
            } catch (Refused e) {
                send(exchange, e.status, "application/json", JsonMapper.shared().writeValueAsBytes(Map.of("error", e.getMessage())));
            } catch (JacksonException | IllegalArgumentException e) {
                send(exchange, 400, "application/json",
                        JsonMapper.shared().writeValueAsBytes(Map.of("error", String.valueOf(e.getMessage()))));
            } catch (RuntimeException e) {
                log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                send(exchange, 500, "text/plain", "error".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    public static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    public static void json(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json", JsonMapper.shared().writeValueAsBytes(body));
    }

    public static void html(HttpExchange exchange, int status, String page) throws IOException {
        send(exchange, status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    public static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int eq = pair.indexOf('=');
                String value = eq < 0 ? "" : pair.substring(eq + 1);
                query.put(URLDecoder.decode(eq < 0 ? pair : pair.substring(0, eq), StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** Text made safe for an HTML text node or a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
