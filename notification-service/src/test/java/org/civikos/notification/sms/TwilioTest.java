package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.receipt.CallbackReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Against a server that answers as the documentation says. */
class TwilioTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Sms SMS = new Sms("+38343900123", "Projektligji & afati. http://localhost:8080/x", "reference-1");

    private HttpServer server;
    private volatile int status = 201;
    private volatile String answer = "{\"sid\":\"SM1\",\"status\":\"queued\"}";
    private volatile long pauseMillis;
    private volatile String path = "";
    private volatile String authorization = "";
    private volatile String form = "";
    private Twilio twilio;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            path = exchange.getRequestURI().getPath();
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (pauseMillis > 0) {
                try {
                    Thread.sleep(pauseMillis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        twilio = new Twilio(new Twilio.Account("twilio", URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "AC1", "a-token",
                "CiviKos", URI.create("https://civikos.example.org/callbacks/twilio")),
                TimeLimiter.of(TimeLimiterConfig.custom().timeoutDuration(Duration.ofMillis(800)).build()), JsonMapper.shared(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void handsOverAsTheMessagesResourceWantsIt() {
        assertThat(twilio.send(SMS)).isEqualTo(new Outcome.Accepted("SM1"));
        assertThat(path).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)).isEqualTo("AC1:a-token");
        assertThat(URLDecoder.decode(form, StandardCharsets.UTF_8)).contains("To=+38343900123", "Body=" + SMS.text(), "From=CiviKos",
                "StatusCallback=https://civikos.example.org/callbacks/twilio?reference=reference-1");
    }

    @ParameterizedTest
    @CsvSource({"21211, ADDRESS_INVALID", "21408, COUNTRY_NOT_ALLOWED", "21610, UNSUBSCRIBED", "21606, REFUSED"})
    void refusalsSayWhy(int code, Reason reason) {
        status = 400;
        answer = "{\"code\":" + code + ",\"message\":\"words\",\"status\":400}";
        assertThat(twilio.send(SMS)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void tooMuchAtOnceIsNotTheMessagesFault() {
        for (int none : new int[] {429, 503, 402}) {
            status = none;
            assertThat(twilio.send(SMS)).as("%d", none).isInstanceOf(Outcome.Unavailable.class);
        }
    }

    @Test
    void whatIsInDoubtIsNotAskedAgainSinceItKnowsNoRepetition() {
        pauseMillis = 3_000;
        assertThat(twilio.send(SMS)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.IN_DOUBT));
        pauseMillis = 0;
        status = 500;
        assertThat(twilio.send(SMS)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.IN_DOUBT));
    }

    @Test
    void noServerIsUnavailable() {
        server.stop(0);
        assertThat(twilio.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
    }

    private static CallbackReader.Call call(String query, String body, Map<String, String> headers) {
        return new CallbackReader.Call(URI.create("https://civikos.example.org/callbacks/twilio" + query), headers::get,
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void receiptsTellByOurReferenceWhatBecameOfAMessage() {
        assertThat(twilio.read(call("?reference=reference-1", "MessageSid=SM1&MessageStatus=delivered", Map.of())).receipts())
                .containsExactly(new Receipt("twilio", "reference-1", "SM1", Receipt.Kind.DELIVERED, null, null, NOW));
        assertThat(twilio.read(call("?reference=reference-1", "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30003", Map.of())).receipts())
                .singleElement().satisfies(said -> assertThat(said.reason()).isEqualTo(Reason.PHONE_OFF));
        assertThat(twilio.read(call("?reference=reference-1", "MessageSid=SM1&MessageStatus=sent", Map.of())).receipts())
                .as("handed on is not delivered").isEmpty();
        assertThat(twilio.read(call("", "MessageSid=SM2&From=%2B38343900123&Body=NDAL", Map.of())).replies())
                .containsExactly(new CallbackReader.Reply("SM2", "+38343900123", "NDAL"));
    }

    @Test
    void theSignatureIsThatOfTheDocumentation() throws Exception {
        String body = "MessageStatus=delivered&MessageSid=SM1";
        String signed = "https://civikos.example.org/callbacks/twilio?reference=r" + "MessageSidSM1" + "MessageStatusdelivered";
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("a-token".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        assertThat(twilio.authentic(call("?reference=r", body, Map.of("X-Twilio-Signature", signature)))).isTrue();
        assertThat(twilio.authentic(call("?reference=another", body, Map.of("X-Twilio-Signature", signature)))).isFalse();
        assertThat(twilio.authentic(call("?reference=r", body + "&X=1", Map.of("X-Twilio-Signature", signature)))).isFalse();
        assertThat(twilio.authentic(call("?reference=r", body, Map.of()))).isFalse();
    }
}
