package org.civikos.platform.web;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.civikos.platform.security.Actor;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Honours {@code Idempotency-Key} on {@code POST /api/**}: the same actor with the same key and the same body gets the
 * stored answer; with another body 422; while the first is still at work 409. Answers of 500 and above, and refusals for
 * want of rights, are not kept, so that trying again means something.
 *
 * <p>A multipart body is told by its length alone, since every client draws another boundary for the same content. After
 * {@value #ABANDONED_SECONDS} seconds a request without an answer counts as lost with its process, and the next one goes ahead.
 */
class IdempotencyKeys extends OncePerRequestFilter {

    static final String COLLECTION = "idempotencyKeys";
    static final String HEADER = "Idempotency-Key";
    private static final int KEY_LIMIT = 255;
    private static final int ANSWER_LIMIT = 1024 * 1024;
    private static final int ABANDONED_SECONDS = 60;
    private static final List<String> KEPT_HEADERS = List.of("Location", "ETag", "Content-Language", "Retry-After");

    private final MongoTemplate mongo;
    private final ProblemWriter writer;
    private final WebProperties properties;
    private final Clock clock;
    private volatile Instant nextPurge = Instant.EPOCH;

    IdempotencyKeys(MongoTemplate mongo, ProblemWriter writer, WebProperties properties, Clock clock) {
        this.mongo = mongo;
        this.writer = writer;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod()) || !request.getRequestURI().startsWith("/api/")
                || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (key.isBlank() || key.length() > KEY_LIMIT) {
            writer.write(request, response, HttpStatus.BAD_REQUEST, "invalid-idempotency-key");
            return;
        }
        try {
            String type = request.getContentType();
            HttpServletRequest readable = request;
            byte[] body = {};
            if (type == null || !type.startsWith("multipart/")) {
                body = request.getInputStream().readAllBytes();
                readable = new Replayed(request, body);
            }
            handle(readable, response, chain, key, fingerprint(request, body));
        } catch (BodyLimitFilter.BodyTooLargeException tooLarge) {
            writer.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "body-too-large");
        }
    }

    private void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String key,
            String fingerprint) throws ServletException, IOException {
        String id = sha256(Actor.current().id() + "\n" + key);
        Date now = Date.from(clock.instant());
        purge();
        Document claim = new Document("_id", id).append("fingerprint", fingerprint).append("startedAt", now);
        try {
            mongo.execute(COLLECTION, keys -> keys.insertOne(claim));
        } catch (DuplicateKeyException known) {
            Document stored = mongo.execute(COLLECTION, keys -> keys.find(Filters.eq("_id", id)).first());
            if (stored != null && !fingerprint.equals(stored.getString("fingerprint"))) {
                writer.write(request, response, HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused");
                return;
            }
            if (stored != null && stored.containsKey("status")) {
                replay(stored, response);
                return;
            }
            if (stored == null || !takeOver(id, stored, now)) {
                response.setHeader("Retry-After", "1");
                writer.write(request, response, HttpStatus.CONFLICT, "request-in-progress");
                return;
            }
        }
        run(request, response, chain, id, now);
    }

    private boolean takeOver(String id, Document stored, Date now) {
        Date started = stored.getDate("startedAt");
        if (now.getTime() - started.getTime() < Duration.ofSeconds(ABANDONED_SECONDS).toMillis()) {
            return false;
        }
        return mongo.execute(COLLECTION, keys -> keys.updateOne(Filters.and(Filters.eq("_id", id),
                Filters.eq("startedAt", started)), Updates.set("startedAt", now)).getMatchedCount()) == 1;
    }

    private void run(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String id, Date started)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean kept = false;
        try {
            chain.doFilter(request, answer);
            kept = keep(id, started, answer);
            answer.copyBodyToResponse();
        } finally {
            if (!kept) {
                mongo.execute(COLLECTION, keys -> keys.deleteOne(Filters.and(Filters.eq("_id", id),
                        Filters.eq("startedAt", started), Filters.exists("status", false))));
            }
        }
    }

    private boolean keep(String id, Date started, ContentCachingResponseWrapper answer) {
        int status = answer.getStatus();
        byte[] body = answer.getContentAsByteArray();
        if (status >= 500 || status == 401 || status == 403 || status == 429 || body.length > ANSWER_LIMIT) {
            return false;
        }
        Document headers = new Document();
        for (String name : KEPT_HEADERS) {
            String value = answer.getHeader(name);
            if (value != null) {
                headers.append(name, value);
            }
        }
        Date expires = Date.from(clock.instant().plus(properties.keepAnswers()));
        mongo.execute(COLLECTION, keys -> keys.updateOne(Filters.and(Filters.eq("_id", id), Filters.eq("startedAt", started)),
                Updates.combine(Updates.set("status", status), Updates.set("contentType", answer.getContentType()),
                        Updates.set("headers", headers), Updates.set("body", new Binary(body)),
                        Updates.set("expiresAt", expires))));
        return true;
    }

    private static void replay(Document stored, HttpServletResponse response) throws IOException {
        response.setStatus(stored.getInteger("status"));
        response.setContentType(stored.getString("contentType"));
        stored.get("headers", Document.class).forEach((name, value) -> response.setHeader(name, value.toString()));
        response.setHeader("Idempotency-Replayed", "true");
        byte[] body = stored.get("body", Binary.class).getData();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Once an hour what has expired is deleted, by whoever comes along: no server's own expiry is relied on. */
    private void purge() {
        Instant now = clock.instant();
        if (now.isBefore(nextPurge)) {
            return;
        }
        nextPurge = now.plus(Duration.ofHours(1));
        Thread.ofVirtual().name("idempotency-purge").start(() -> mongo.execute(COLLECTION, keys -> keys.deleteMany(
                Filters.or(Filters.lt("expiresAt", Date.from(now)),
                        Filters.lt("startedAt", Date.from(now.minus(properties.keepAnswers().multipliedBy(2))))))));
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        return sha256(request.getRequestURI() + "?" + request.getQueryString() + "\n" + request.getContentLengthLong() + "\n"
                + HexFormat.of().formatHex(digest(body)));
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** The same request with a body that has been read already. */
    private static final class Replayed extends HttpServletRequestWrapper {

        private final byte[] body;

        Replayed(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body is read at once");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
