package org.civikos.notification.receipt;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.civikos.notification.delivery.Receipt;
import org.civikos.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where providers tell what became of messages. Nobody signs in here; each call proves by a secret or a signature that it is the
 * provider's. A failure of ours is answered with 503, so that the provider says it again.
 */
@RestController
@RequestMapping("/callbacks")
class CallbackController {

    private static final Logger log = LoggerFactory.getLogger(CallbackController.class);
    private static final int LONGEST = 1_000_000;

    private final Map<String, CallbackReader> readers = new HashMap<>();
    private final Receipts receipts;
    private final SmsReplies replies;
    private final String publicUrl;
    private final MeterRegistry meters;

    CallbackController(CallbackReaders readers, Receipts receipts, SmsReplies replies, ReceiptSettings settings, MeterRegistry meters) {
        this.meters = meters;
        readers.all().forEach(reader -> this.readers.put(reader.provider(), reader));
        this.receipts = receipts;
        this.replies = replies;
        this.publicUrl = settings.publicUrl();
    }

    @PostMapping("/{provider}")
    ResponseEntity<Void> take(@PathVariable String provider, HttpServletRequest request) throws IOException {
        CallbackReader reader = readers.get(provider);
        if (reader == null) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown-provider");
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "callback-too-large");
        }
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        CallbackReader.Call call;
        CallbackReader.Said said;
        try {
            call = new CallbackReader.Call(URI.create(publicUrl + "/callbacks/" + provider + query), request::getHeader, body);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "callback-unreadable");
        }
        try {
            if (!reader.authentic(call)) {
                throw Problem.of(HttpStatus.FORBIDDEN, "callback-not-authentic");
            }
            said = reader.read(call);
        } catch (UncheckedIOException e) {
            log.warn("A call of provider {} cannot be checked now: {}", provider, e.toString());
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "callback-later");
        } catch (IllegalArgumentException e) {
            log.warn("A call of provider {} cannot be read: {}", provider, e.toString());
            throw Problem.of(HttpStatus.BAD_REQUEST, "callback-unreadable");
        }
        if (said.unreadable() > 0) {
            log.warn("{} reports in a call of provider {} cannot be read; the others are taken", said.unreadable(), provider);
            meters.counter("civikos.callbacks.unreadable", "provider", provider).increment(said.unreadable());
        }
        try {
            for (Receipt receipt : said.receipts()) {
                receipts.take(reader.channel(), receipt);
            }
            for (CallbackReader.Reply reply : said.replies()) {
                replies.take(provider, reply);
            }
        } catch (DataAccessException | MongoException e) {
            log.warn("What provider {} says cannot be written down now: {}", provider, e.toString());
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "callback-later");
        }
        return ResponseEntity.noContent().build();
    }
}
