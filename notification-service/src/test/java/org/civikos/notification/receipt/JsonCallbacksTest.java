package org.civikos.notification.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonCallbacksTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String SECRET = "a-secret-for-receipts";
    private static final JsonCallbacks.Shape SHAPE = new JsonCallbacks.Shape(SECRET, null, "/results", "/callbackData", "/messageId",
            "/status/name", "/error/text", "/doneAt", "/from", "/text",
            Map.of("DELIVERED", "delivered", "NO_USER", "address-unknown", "PENDING", "ignored", "SPAM", "complaint"));

    private static JsonCallbacks reader(JsonCallbacks.Shape shape) {
        return new JsonCallbacks("provider", Channel.SMS, shape, JsonMapper.shared(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static CallbackReader.Call call(String body, Map<String, String> headers) {
        return new CallbackReader.Call(URI.create("https://civikos.example.org/callbacks/provider"), headers::get,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static CallbackReader.Said read(String body) {
        return reader(SHAPE).read(call(body, Map.of()));
    }

    @Test
    void readsByTheMapping() {
        assertThat(read("""
                {"results":[{"callbackData":"d-1","messageId":"m-1","status":{"name":"DELIVERED"},"doneAt":"2026-11-20T07:59:00+00:00"},
                {"messageId":"m-2","status":{"name":"NO_USER"},"error":{"text":"absent"}},
                {"messageId":"m-3","status":{"name":"PENDING"}},{"messageId":"m-4","status":{"name":"NEVER_HEARD_OF"}}]}""").receipts())
                .containsExactly(
                        new Receipt("provider", "d-1", "m-1", Receipt.Kind.DELIVERED, null, "DELIVERED", Instant.parse("2026-11-20T07:59:00Z")),
                        new Receipt("provider", null, "m-2", Receipt.Kind.FAILED, Reason.ADDRESS_UNKNOWN, "NO_USER: absent", NOW));
    }

    @Test
    void aMessageIdHoldsOurReference() {
        JsonCallbacks.Shape shape = new JsonCallbacks.Shape(SECRET, null, "", "/message-id", "/id", "/event", null, null, null, null,
                Map.of("bounced", "address-unknown", "spam", "complaint"));
        JsonCallbacks mail = new JsonCallbacks("relay", Channel.EMAIL, shape, JsonMapper.shared(), Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(mail.read(call("[{\"message-id\":\"<d-1@civikos.example.org>\",\"event\":\"spam\"}]", Map.of())).receipts())
                .containsExactly(new Receipt("relay", "d-1", null, Receipt.Kind.COMPLAINT, null, "spam", NOW));
    }

    @Test
    void readsWhatPeopleWrite() {
        assertThat(read("{\"results\":[{\"from\":\"+38343900123\",\"text\":\"STOP\",\"messageId\":\"in-1\"}]}").replies())
                .containsExactly(new CallbackReader.Reply("in-1", "+38343900123", "STOP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1763625540", "1763625540000"})
    void timesInSecondsOrMillisecondsAreRead(String at) {
        assertThat(read("{\"results\":[{\"messageId\":\"m\",\"status\":{\"name\":\"DELIVERED\"},\"doneAt\":" + at + "}]}").receipts())
                .extracting(Receipt::at).containsExactly(Instant.ofEpochSecond(1_763_625_540));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2027-01-01T00:00:00Z", "99999999999999"})
    void aTimeThatCannotBeIsNow(String at) {
        assertThat(read("{\"results\":[{\"messageId\":\"m\",\"status\":{\"name\":\"DELIVERED\"},\"doneAt\":\"" + at + "\"}]}").receipts())
                .extracting(Receipt::at).containsExactly(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{}", "{\"results\":7}", "{\"results\":[{}]}", "{\"results\":[{\"status\":{\"name\":\"DELIVERED\"}}]}"})
    void whatIsNotInTheAgreedFormIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhoKnowsTheSecretIsHeard() {
        JsonCallbacks reader = reader(SHAPE);
        assertThat(reader.authentic(call("{}", Map.of("X-Callback-Secret", SECRET)))).isTrue();
        assertThat(reader.authentic(call("{}", Map.of("X-Callback-Secret", "another")))).isFalse();
        String basic = Base64.getEncoder().encodeToString(("any:" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(reader.authentic(call("{}", Map.of("Authorization", "Basic " + basic)))).isTrue();
        assertThat(reader.authentic(call("{}", Map.of("Authorization", "Basic !!")))).isFalse();
        assertThat(reader.authentic(call("{}", Map.of()))).isFalse();
    }

    @Test
    void aSignatureCoversTheBody() throws Exception {
        JsonCallbacks reader = reader(new JsonCallbacks.Shape(SECRET, "X-Signature", "", null, "/id", "/status", null, null, null, null, Map.of()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal("{\"id\":1}".getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.authentic(call("{\"id\":1}", Map.of("X-Signature", signature)))).isTrue();
        assertThat(reader.authentic(call("{\"id\":1}", Map.of("X-Signature", "sha256=" + signature)))).isTrue();
        assertThat(reader.authentic(call("{\"id\":2}", Map.of("X-Signature", signature)))).isFalse();
        assertThat(reader.authentic(call("{\"id\":1}", Map.of("X-Callback-Secret", SECRET)))).isFalse();
    }

    @Test
    void aMappingToAnUnknownMeaningIsRefusedAtStart() {
        assertThatThrownBy(() -> new JsonCallbacks.Shape(SECRET, null, "", null, "/id", "/status", null, null, null, null,
                Map.of("X", "no-such-meaning"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JsonCallbacks.Shape("short", null, "", null, "/id", "/status", null, null, null, null, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop.", " Stop please", "NDAL", "ndalo!", "Prekini", "\"STOP\""})
    void stopIsUnderstood(String text) {
        assertThat(SmsReplies.meaning(text)).isEqualTo(SmsReplies.Meaning.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"po", "PO!", " Pó. ", "\"Po\"", "po po", "Po, faleminderit", "Da", "DA, hvala", "Да", "yes", "Yes thank you"})
    void yesIsUnderstoodInEachLanguage(String text) {
        assertThat(SmsReplies.meaning(text)).isEqualTo(SmsReplies.Meaning.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jo", "JO!!!", "jó", "(jo)", "jo jo jo", "Jo flm", "NE, hvala", "ne.", "НЕ", "Не, хвала", "no", "No, thanks", "\u2022 NO"})
    void noIsUnderstoodInEachLanguage(String text) {
        assertThat(SmsReplies.meaning(text)).isEqualTo(SmsReplies.Meaning.NO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?", "Faleminderit", "nonstop", "po jo", "jo po", "Ne znam", "Në cilin nen?", "No idea", "Jo tani", "Po kur?", "nein", "podne"})
    void moreThanTheWordIsForPeopleToRead(String text) {
        assertThat(SmsReplies.meaning(text)).isEqualTo(SmsReplies.Meaning.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start.", "Fillo", "FILLO faleminderit", "Kreni!", "КРЕНИ", "počni", "vazhdo"})
    void takesAStopBackByAWordAlone(String text) {
        assertThat(SmsReplies.meaning(text)).isEqualTo(SmsReplies.Meaning.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start sending me the law", "fillo nga neni 5", "kreni od člana 3", "restart", "stop start"})
    void takesNothingBackByAWordInASentence(String text) {
        assertThat(SmsReplies.meaning(text)).isNotEqualTo(SmsReplies.Meaning.START);
    }

    @Test
    void oneReportThatCannotBeReadCostsTheOthersNothing() {
        CallbackReader.Said said = read("""
                {"results":[{"callbackData":"d-1","status":{"name":"DELIVERED"}},{"status":{"name":"DELIVERED"}},{"callbackData":"d-2"},
                {"callbackData":"d-3","status":{"name":"NO_USER"}},"nonsense",{"from":"+38343900123","text":"STOP","messageId":"in-1"}]}""");
        assertThat(said.receipts()).extracting(Receipt::deliveryId).containsExactly("d-1", "d-3");
        assertThat(said.replies()).hasSize(1);
        assertThat(said.unreadable()).isEqualTo(3);
        assertThatThrownBy(() -> read("{\"results\":[{\"status\":{\"name\":\"DELIVERED\"}},{\"callbackData\":\"d-2\"}]}"))
                .as("the mapping is wrong, and the provider is to know").isInstanceOf(IllegalArgumentException.class);
        assertThat(read("{\"results\":[]}").receipts()).isEmpty();
    }
}
