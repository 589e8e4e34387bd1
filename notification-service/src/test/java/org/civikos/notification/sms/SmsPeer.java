package org.civikos.notification.sms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider over HTTP that knows a repeated reference, and fails as told. */
public final class SmsPeer implements AutoCloseable {

    /** Every request that came, also repeated ones. */
    public final Queue<JsonNode> requests = new ConcurrentLinkedQueue<>();
    /** What went out: one for each reference. */
    public final Map<String, JsonNode> messages = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile int status = 202;
    private volatile long pauseMillis;
    private volatile String body = "";

    public SmsPeer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/sms/v1/messages", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sms/v1/messages");
    }

    public void answer(int with) {
        status = with;
    }

    void answerWords(String words) {
        body = words;
    }

    /** Keeps the message, but answers only after so long. */
    void pause(long millis) {
        pauseMillis = millis;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = JsonMapper.shared().readTree(exchange.getRequestBody());
            requests.add(message);
            if (!"Bearer test-sms-key".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (status == 202) {
                messages.putIfAbsent(message.get("reference").stringValue(), message);
            }
            if (pauseMillis > 0) {
                Thread.sleep(pauseMillis);
            }
            byte[] answer = (body.isEmpty() ? "{\"id\":\"sms-" + message.get("reference").stringValue() + "\",\"status\":\"accepted\"}" : body)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
