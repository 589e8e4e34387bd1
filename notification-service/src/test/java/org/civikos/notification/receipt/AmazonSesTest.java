package org.civikos.notification.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.mail.Certificates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Payloads in the form of the Developer Guides of SES and SNS, signed as SNS signs, by a key of our own. */
class AmazonSesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:civikos-mail";
    private static final String CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem";
    private static final String SUBSCRIBE = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f37";
    private static final KeyStore.PrivateKeyEntry SNS = Certificates.entry("sns.amazonaws.com", "RSA");
    private static final KeyStore.PrivateKeyEntry STRANGER = Certificates.entry("mail.example.org", "RSA");

    private final List<URI> fetched = new ArrayList<>();
    private KeyStore.PrivateKeyEntry shown = SNS;
    private boolean away;
    private final AmazonSes ses = new AmazonSes("ses", List.of(TOPIC), this::get, JSON, Clock.systemUTC());

    private byte[] get(URI address) throws IOException {
        fetched.add(address);
        if (away) {
            throw new IOException("away");
        }
        try {
            return address.toString().endsWith(".pem") ? ("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(shown.getCertificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII) : new byte[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fixture(String name) {
        try (InputStream in = AmazonSesTest.class.getResourceAsStream("/ses/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> notification(String message) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Type", "Notification");
        all.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        all.put("TopicArn", TOPIC);
        all.put("Subject", "Amazon SES Email Event Notification");
        all.put("Message", message);
        all.put("Timestamp", "2026-11-20T07:45:07.000Z");
        all.put("SignatureVersion", "2");
        all.put("SigningCertURL", CERTIFICATE);
        all.put("UnsubscribeURL", "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=" + TOPIC + ":c9135db0");
        return all;
    }

    private static Map<String, String> confirmation(String subscribe) {
        Map<String, String> all = notification("You have chosen to subscribe to the topic " + TOPIC + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        all.put("Type", "SubscriptionConfirmation");
        all.remove("Subject");
        all.remove("UnsubscribeURL");
        all.put("Token", "2336412f37");
        all.put("SubscribeURL", subscribe);
        return all;
    }

    /** The parts that are signed, in the order of the guide. */
    private static CallbackReader.Call signed(Map<String, String> message, KeyStore.PrivateKeyEntry by) {
        List<String> parts = message.get("Type").equals("Notification") ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        StringBuilder text = new StringBuilder();
        parts.stream().filter(message::containsKey).forEach(part -> text.append(part).append('\n').append(message.get(part)).append('\n'));
        try {
            Signature signature = Signature.getInstance(message.get("SignatureVersion").equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(by.getPrivateKey());
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return call(message);
    }

    private static CallbackReader.Call call(Map<String, String> message) {
        return new CallbackReader.Call(URI.create("https://civikos.example.org/callbacks/ses"), _ -> null, JSON.writeValueAsBytes(message));
    }

    private boolean authentic(Map<String, String> message) {
        return ses.authentic(signed(message, SNS));
    }

    private @Nullable Receipt read(String fixture) {
        CallbackReader.Call call = signed(notification(fixture(fixture)), SNS);
        assertThat(ses.authentic(call)).isTrue();
        return ses.read(call).receipts().stream().findFirst().orElse(null);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            bounce, 1, FAILED, ADDRESS_UNKNOWN, 2026-11-20T07:40:03.237Z
            bounce-without-dsn, 2, FAILED, ADDRESS_UNKNOWN, 2026-11-20T07:40:03.237Z
            bounce-mailbox-full, 3, FAILED, MAILBOX_FULL, 2026-11-20T07:40:03.237Z
            complaint, 4, COMPLAINT, , 2026-11-20T07:50:01Z
            delivery, 5, DELIVERED, , 2026-11-20T07:40:04.300Z
            delivery-delay, 6, DELAYED, DELAYED, 2026-11-20T07:45:00Z
            """)
    void saysOfWhichMailWhatBecame(String fixture, int number, Receipt.Kind kind, @Nullable Reason reason, Instant at) {
        assertThat(read(fixture)).satisfies(receipt -> {
            assertThat(receipt.provider()).isEqualTo("ses");
            assertThat(receipt.deliveryId()).as("by our own Message-ID, which SES replaces").isEqualTo("0199a000-0000-8000-8000-00000000000" + number);
            assertThat(receipt.kind()).isEqualTo(kind);
            assertThat(receipt.reason()).isEqualTo(reason);
            assertThat(receipt.at()).isEqualTo(Instant.now().isBefore(at) ? receipt.at() : at);
        });
    }

    @Test
    void theWordsOfTheServerAreKeptSinceTheyDecideWhetherAnAddressIsStopped() {
        assertThat(read("bounce").detail()).isEqualTo("Permanent/General 5.1.1 smtp; 550 5.1.1 <reader@example.org>... User unknown");
        assertThat(read("bounce-without-dsn").detail()).as("nobody's word that it does not exist").isEqualTo("Permanent/OnAccountSuppressionList");
    }

    @Test
    void whatConcernsNobodyIsLeftOut() {
        assertThat(read("open")).isNull();
        CallbackReader.Call trial = signed(notification("{\"notificationType\":\"AmazonSnsSubscriptionSucceeded\",\"message\":\"You have successfully subscribed\"}"), SNS);
        assertThat(ses.read(trial).receipts()).isEmpty();
    }

    @Test
    void withoutTheOriginalHeadersNobodyCanTellWhichMailItIsAbout() {
        CallbackReader.Call call = signed(notification("{\"notificationType\":\"Delivery\",\"mail\":{\"messageId\":\"of-ses\"},\"delivery\":{}}"), SNS);
        assertThatThrownBy(() -> ses.read(call)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("original headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void bothVersionsOfTheSignatureAreChecked(String version) {
        Map<String, String> message = notification(fixture("delivery"));
        message.put("SignatureVersion", version);
        CallbackReader.Call right = signed(message, SNS);
        assertThat(ses.authentic(right)).isTrue();
        assertThat(ses.authentic(right)).isTrue();
        assertThat(fetched).as("a certificate is fetched once").containsExactly(URI.create(CERTIFICATE));
        message.put("Message", fixture("bounce"));
        assertThat(ses.authentic(call(message))).as("other words under the same signature").isFalse();
        assertThat(ses.authentic(signed(message, STRANGER))).as("another's signature").isFalse();
        message.put("SignatureVersion", "3");
        assertThat(ses.authentic(call(message))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://sns.eu-central-1.amazonaws.com.example.org/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
        "https://example.org/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
        "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
        "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
        "https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
        "https://x@sns.eu-central-1.amazonaws.com/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem",
        "https://sns.eu-central-1.amazonaws.com/other.pem", "::"})
    void nothingIsFetchedFromElsewhere(String certificate) {
        Map<String, String> message = notification(fixture("delivery"));
        message.put("SigningCertURL", certificate);
        assertThat(authentic(message)).isFalse();
        assertThat(fetched).isEmpty();
    }

    @Test
    void topicsThatAreNotSetAreNotBelieved() {
        Map<String, String> message = notification(fixture("delivery"));
        message.put("TopicArn", "arn:aws:sns:eu-central-1:999999999999:civikos-mail");
        assertThat(authentic(message)).isFalse();
        Map<String, String> asking = confirmation(SUBSCRIBE);
        asking.put("TopicArn", "arn:aws:sns:eu-central-1:999999999999:civikos-mail");
        assertThat(authentic(asking)).isFalse();
        assertThat(fetched).isEmpty();
        assertThatThrownBy(() -> new AmazonSes("ses", List.of("my-topic"), JSON, Clock.systemUTC())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCertificateOfSomebodyElseIsNone() {
        shown = STRANGER;
        assertThat(ses.authentic(signed(notification(fixture("delivery")), STRANGER))).isFalse();
    }

    @Test
    void aCertificateThatCannotBeHadNowIsAskedForAgain() {
        away = true;
        assertThatThrownBy(() -> authentic(notification(fixture("delivery")))).isInstanceOf(UncheckedIOException.class);
        away = false;
        assertThat(authentic(notification(fixture("delivery")))).isTrue();
    }

    @Test
    void aTopicThatIsSetIsConfirmed() {
        CallbackReader.Call call = signed(confirmation(SUBSCRIBE), SNS);
        assertThat(ses.authentic(call)).isTrue();
        assertThat(ses.read(call).receipts()).isEmpty();
        assertThat(fetched).containsExactly(URI.create(CERTIFICATE), URI.create(SUBSCRIBE));
        away = true;
        assertThatThrownBy(() -> ses.read(call)).as("SNS asks again").isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void nobodyIsCalledThatIsNotSns() {
        CallbackReader.Call call = signed(confirmation("https://192.0.2.1/latest/meta-data"), SNS);
        assertThatThrownBy(() -> ses.read(call)).isInstanceOf(IllegalArgumentException.class);
        assertThat(fetched).isEmpty();
    }
}
