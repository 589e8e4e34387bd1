package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.Map;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class HttpSmsProviderTest {

    private static final Sms SMS = new Sms("+38343900123", "Projektligji. http://localhost:8080/x", "reference-1");

    private final SmsPeer peer = new SmsPeer();
    private final HttpSmsProvider provider = provider("test-sms-key", Duration.ofSeconds(5));

    private HttpSmsProvider provider(String key, Duration limit) {
        return new HttpSmsProvider(peer.url(), key, "CiviKos",
                TimeLimiter.of(TimeLimiterConfig.custom().timeoutDuration(limit).build()), JsonMapper.shared());
    }

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void handsOverWithItsReference() {
        assertThat(provider.send(SMS)).isEqualTo(new Outcome.Accepted("sms-reference-1"));
        assertThat(peer.messages.get("reference-1").toString())
                .isEqualToIgnoringWhitespace(peer.requests.element().toString()).contains("+38343900123", "CiviKos");
    }

    @Test
    void aTimeOutIsInDoubtAndTheRepetitionIsNoSecondMessage() {
        // Long enough that the request has arrived on a busy machine too; what is cut short is the answer.
        peer.pause(4_000);
        assertThat(provider("test-sms-key", Duration.ofMillis(1_500)).send(SMS)).isInstanceOf(Outcome.Interrupted.class);
        peer.pause(0);
        assertThat(provider.send(SMS)).isEqualTo(new Outcome.Accepted("sms-reference-1"));
        assertThat(peer.requests).hasSize(2);
        assertThat(peer.messages).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void whatTheProviderWillNeverTakeIsRefused(int status) {
        peer.answer(status);
        assertThat(provider.send(SMS)).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429})
    void ourKeyOrOurHasteIsNotTheMessagesFault(int status) {
        peer.answer(status);
        assertThat(provider.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 302})
    void aProviderThatFallsOverLeavesUsInDoubt(int status) {
        peer.answer(status);
        assertThat(provider.send(SMS)).isInstanceOf(Outcome.Interrupted.class);
    }

    @Test
    void aWrongKeyIsSaidToBeUnavailable() {
        assertThat(provider("wrong", Duration.ofSeconds(5)).send(SMS)).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void noProviderIsUnavailable() {
        peer.close();
        assertThat(provider.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "{\"id\":7}", "[]"})
    void anAnswerThatCannotBeReadIsStillAnAcceptance(String words) {
        peer.answerWords(words);
        assertThat(provider.send(SMS)).isEqualTo(new Outcome.Accepted(null));
    }

    @Test
    void anotherProviderIsAMatterOfSettings() {
        HttpSmsProvider other = new HttpSmsProvider(new HttpSmsProvider.Shape(peer.url(), Map.of("Authorization", "Bearer test-sms-key"),
                "{\"reference\":\"{reference}\",\"messages\":[{\"destinations\":[{\"to\":\"{to}\"}],\"from\":\"{sender}\",\"text\":\"{text} {other}\"}]}",
                "/messages/0/messageId", "CiviKos", false),
                TimeLimiter.of(TimeLimiterConfig.custom().timeoutDuration(Duration.ofSeconds(5)).build()), JsonMapper.shared());
        peer.answerWords("{\"messages\":[{\"messageId\":\"theirs-1\"}]}");
        Sms hostile = new Sms("+38343900123", "\",\"to\":\"{sender}\" {to} \\", "reference-2");
        assertThat(other.send(hostile)).isEqualTo(new Outcome.Accepted("theirs-1"));
        assertThat(peer.requests.element().at("/messages/0/text").stringValue()).as("a text stays a text").isEqualTo(hostile.text() + " {other}");
        assertThat(peer.requests.element().at("/messages/0/destinations/0/to").stringValue()).isEqualTo("+38343900123");
        peer.answer(503);
        assertThat(other.send(hostile)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).as("it knows no repetition").isEqualTo(Reason.IN_DOUBT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json {to} {text}", "{\"to\":\"{to}\"}"})
    void aBodyThatCannotDoIsRefusedAtStart(String body) {
        assertThatThrownBy(() -> new HttpSmsProvider(new HttpSmsProvider.Shape(peer.url(), Map.of(), body, "/id", "CiviKos", true),
                TimeLimiter.ofDefaults(), JsonMapper.shared())).isInstanceOf(IllegalArgumentException.class);
    }
}
