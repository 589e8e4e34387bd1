package org.civikos.localstack.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.civikos.localstack.Http;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mail catcher, the SMS provider stub and the page that shows both.
 *
 * <p>JSON: {@code GET /api/messages?to=&channel=&after=&newest=} (oldest first), {@code DELETE /api/messages},
 * {@code GET /api/summary} (counts and doubles by channel), {@code GET|POST /api/faults}. SMS:
 * {@code POST /sms/v1/messages} with a Bearer key, {@code GET /sms/v1/messages/{id}} for its state.
 */
public final class InboxServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_SMS_BYTES = 64 << 10;
    private static final int PAGE_MESSAGES = 200;

    private final Inbox inbox;
    private final byte[] smsKey;
    private final SmtpCatcher smtp;
    private final HttpServer http;
    private volatile Faults faults = Faults.NONE;

    private InboxServer(Inbox inbox, int httpPort, int smtpPort, String smsKey) {
        this.inbox = inbox;
        this.smsKey = ("Bearer " + smsKey).getBytes(StandardCharsets.UTF_8);
        this.smtp = SmtpCatcher.start(smtpPort, inbox, () -> faults);
        this.http = Http.start(httpPort, this::handle);
    }

    /**
     * @param file where the messages lie
     * @param httpPort the page, the JSON and the SMS provider; 0 takes a free one
     * @param smtpPort 0 takes a free one
     * @param smsKey what a sender of SMS must show
     */
    public static InboxServer start(Path file, int httpPort, int smtpPort, String smsKey) {
        return new InboxServer(Inbox.open(file), httpPort, smtpPort, smsKey);
    }

    public int httpPort() {
        return http.getAddress().getPort();
    }

    public int smtpPort() {
        return smtp.port();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String call = exchange.getRequestMethod() + " " + path;
        switch (call) {
            case "GET /api/messages" -> messages(exchange);
            case "DELETE /api/messages" -> {
                inbox.clear();
                Http.send(exchange, 204, "application/json", new byte[0]);
            }
            case "GET /api/summary" -> Http.json(exchange, 200, inbox.summary());
            case "GET /api/faults" -> Http.json(exchange, 200, faults);
            case "POST /api/faults" -> {
                faults = JSON.readValue(exchange.getRequestBody().readNBytes(MAX_SMS_BYTES), Faults.class);
                Http.json(exchange, 200, faults);
            }
            case "POST /sms/v1/messages" -> takeSms(exchange);
            case "GET /" -> page(exchange);
            default -> {
                if (call.startsWith("GET /sms/v1/messages/")) {
                    smsState(exchange, path.substring("/sms/v1/messages/".length()));
                } else if (call.startsWith("GET /messages/")) {
                    message(exchange, path.substring("/messages/".length()));
                } else {
                    throw new Http.Refused(404, "there is nothing at " + path);
                }
            }
        }
    }

    private void messages(HttpExchange exchange) throws IOException {
        Map<String, String> query = Http.query(exchange);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        int newest = query.containsKey("newest") ? Integer.parseInt(query.get("newest")) : Integer.MAX_VALUE;
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            inbox.writeJson(filter(query), newest, out);
        }
    }

    private static Inbox.Filter filter(Map<String, String> query) {
        long after = query.getOrDefault("after", "").isEmpty() ? 0 : Long.parseLong(query.get("after"));
        return new Inbox.Filter(orNull(query.get("channel")), orNull(query.get("to")), after);
    }

    private static @Nullable String orNull(@Nullable String value) {
        // An unencoded + of a telephone number arrives as a space.
        return value == null || value.isBlank() ? null : value.replaceFirst("^ ", "+").trim();
    }

    /** What a sender of an SMS says. */
    private record Sms(String to, String text, String reference, @Nullable String sender) {
    }

    private void takeSms(HttpExchange exchange) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body = exchange.getRequestBody().readNBytes(MAX_SMS_BYTES);
        if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), smsKey)) {
            throw new Http.Refused(401, "the key is missing or wrong");
        }
        int refuse = Faults.apply(faults.sms());
        if (refuse > 0) {
            throw new Http.Refused(refuse, "a fault was asked for");
        }
        Sms sms = JSON.readValue(body, Sms.class);
        if (sms.to() == null || !sms.to().matches("\\+[1-9]\\d{7,14}") || sms.text() == null || sms.text().isBlank()
                || sms.reference() == null || sms.reference().isBlank()) {
            throw new Http.Refused(422, "to (a number as +383…), text and reference are needed");
        }
        long seq;
        synchronized (this) {
            seq = inbox.smsWithReference(sms.reference()).orElseGet(() -> inbox.add(new Inbox.Arrived("sms", sms.to(),
                    sms.sender() == null ? "" : sms.sender(), "", sms.reference(), Map.of(), sms.text(), "", List.of())));
        }
        Http.json(exchange, 202, Map.of("id", "sms-" + seq, "status", "accepted"));
    }

    private void smsState(HttpExchange exchange, String id) throws IOException {
        Message sms = id.matches("sms-\\d{1,18}") ? inbox.find(Long.parseLong(id.substring(4))).orElse(null) : null;
        if (sms == null) {
            throw new Http.Refused(404, "there is no SMS " + id);
        }
        Http.json(exchange, 200, Map.of("id", id, "status", "delivered", "reference", sms.messageId(), "deliveredAt", sms.receivedAt()));
    }

    private void page(HttpExchange exchange) throws IOException {
        Map<String, String> query = Http.query(exchange);
        InboxPage page = InboxPage.in(query.get("lang"), exchange.getRequestHeaders().getFirst("Accept-Language"));
        secure(exchange, "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + InboxPage.scriptHash()
                + "'; connect-src 'self'; form-action 'self'");
        Inbox.Filter filter = filter(query);
        Http.html(exchange, 200, page.list(inbox.newest(filter, PAGE_MESSAGES), inbox.summary(), filter));
    }

    private void message(HttpExchange exchange, String rest) throws IOException {
        boolean html = rest.endsWith("/html");
        String number = html ? rest.substring(0, rest.length() - "/html".length()) : rest;
        Message message = number.matches("\\d{1,18}") ? inbox.find(Long.parseLong(number)).orElse(null) : null;
        if (message == null) {
            throw new Http.Refused(404, "there is no message " + number);
        }
        if (html) {
            // A mail's HTML runs nothing and fetches nothing; its links open in a window of their own.
            secure(exchange, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                    + "sandbox allow-popups allow-popups-to-escape-sandbox");
            Http.html(exchange, 200, "<base target=\"_blank\">" + message.html());
        } else {
            secure(exchange, "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'");
            InboxPage page = InboxPage.in(Http.query(exchange).get("lang"), exchange.getRequestHeaders().getFirst("Accept-Language"));
            Http.html(exchange, 200, page.message(message));
        }
    }

    private static void secure(HttpExchange exchange, String policy) {
        exchange.getResponseHeaders().set("Content-Security-Policy", policy);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
    }

    @Override
    public void close() {
        http.stop(0);
        smtp.close();
        inbox.close();
    }
}
