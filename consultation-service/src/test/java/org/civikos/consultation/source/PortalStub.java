package org.civikos.consultation.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A portal that does what a test tells it to, the worst included. */
public final class PortalStub implements AutoCloseable {

    /** What to do with a request. */
    public interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final HttpServer http;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public PortalStub() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
            requests.add(path + (condition == null ? "" : " if-none-match " + condition));
            Answer answer = answers.getOrDefault(path, answers.get("*"));
            try (exchange) {
                if (answer == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    answer.give(exchange);
                }
            }
        });
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Every request so far: path and query, and the condition where there was one. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public PortalStub on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** For every path that has no answer of its own. */
    public PortalStub always(Answer answer) {
        return on("*", answer);
    }

    public void onlyAnswersByPath() {
        answers.remove("*");
    }

    public PortalStub page(int number, String html) {
        String tag = "\"" + Integer.toHexString(html.hashCode()) + "\"";
        return on("/viewConsult.php?ConsultationID=" + number, exchange -> {
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                send(exchange, 200, "text/html; charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    public PortalStub file(String path, String mediaType, byte[] content) {
        return on(path, exchange -> send(exchange, 200, mediaType, content));
    }

    public static Answer status(int status) {
        return exchange -> send(exchange, status, "text/html", "<h1>Internal Server Error</h1>".getBytes(StandardCharsets.UTF_8));
    }

    public static Answer garbage() {
        byte[] bytes = new byte[4_096];
        new java.util.Random(1).nextBytes(bytes);
        return exchange -> send(exchange, 200, "text/html", bytes);
    }

    public static Answer redirect(String to) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** A body that goes on until the reader hangs up or the stub is closed. */
    public Answer endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] line = "<p>Data e fillimit:</p>\n".getBytes(StandardCharsets.UTF_8);
            try {
                while (!closed) {
                    exchange.getResponseBody().write(line);
                    exchange.getResponseBody().flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            } catch (IOException hungUp) {
                // What the test is about.
            }
        };
    }

    public static void send(HttpExchange exchange, int status, String mediaType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        closed = true;
        http.stop(0);
    }
}
