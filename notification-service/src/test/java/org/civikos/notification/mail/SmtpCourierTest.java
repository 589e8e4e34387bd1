package org.civikos.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmtpCourierTest {

    private final SmtpPeer peer = new SmtpPeer();
    private final SmtpCourier courier = courier(peer.port(), Duration.ofSeconds(5));

    private static SmtpCourier courier(int port, Duration answer) {
        return courier("127.0.0.1", port, SmtpSettings.Tls.OPTIONAL, null, answer);
    }

    private static SmtpCourier courier(String host, int port, SmtpSettings.Tls tls, @Nullable SSLSocketFactory trust, Duration answer) {
        return courier(new SmtpSettings(host, port, ReturnPath.of("alerts@civikos.example.org"), "localhost", null, null, tls, trust, Duration.ofSeconds(2), answer));
    }

    private SmtpCourier courier(ReturnPath returnPath) {
        return courier(new SmtpSettings("127.0.0.1", peer.port(), returnPath, "localhost", null, null, SmtpSettings.Tls.OPTIONAL, null, Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    private static SmtpCourier courier(SmtpSettings settings) {
        Alert alert = SampleAlerts.opened("event-1");
        MailWriter writer = new MailWriter(SampleAlerts.knowing(alert), new Phrases(),
                new UnsubscribeLinks("http://localhost:8080", "a-secret-of-some-length"),
                new MailWriter.Sender("http://localhost:8080", "alerts@civikos.example.org"), WorkingDays::daysLeft,
                Clock.fixed(SampleAlerts.OPENED_AT, ZoneOffset.UTC));
        return new SmtpCourier(writer, settings);
    }

    private static Delivery to(String address) {
        return Delivery.waiting(Alert.idOf("event-1"), address, "Arta Shembulli", Channel.EMAIL, address, "sq", "Shoqata",
                SampleAlerts.OPENED_AT);
    }

    @AfterEach
    void close() {
        courier.close();
        peer.close();
    }

    @Test
    void keepsItsConnectionAndHandsOver() {
        for (int i = 0; i < 20; i++) {
            assertThat(courier.hand(to("reader-" + i + "@example.org"))).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(peer.accepted).hasSize(20).allSatisfy(mail ->
                assertThat(mail.header("Message-ID")).isEqualTo("<" + to(mail.to()).id() + "@civikos.example.org>"));
    }

    @Test
    void eachMailComesFromAnAddressOfItsOwnWhereThatIsWanted() {
        ReturnPath returnPath = new ReturnPath("bounces+{id}@example.org", "a-secret-of-some-length");
        try (SmtpCourier own = courier(returnPath)) {
            own.hand(to("one@example.org"));
            own.hand(to("two@example.org"));
        }
        assertThat(peer.accepted).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.from()).startsWith("bounces+").endsWith("@example.org");
            assertThat(returnPath.deliveryId(mail.from())).contains(to(mail.to()).id());
            assertThat(mail.header("From")).as("what the reader sees").contains("alerts@civikos.example.org");
        });
        courier.hand(to("three@example.org"));
        assertThat(peer.to("three@example.org")).singleElement().extracting(SmtpPeer.Mail::from).isEqualTo("alerts@civikos.example.org");
    }

    @ParameterizedTest
    @CsvSource({"reject-550, ADDRESS_UNKNOWN", "full-552, MAILBOX_FULL", "content-554, POLICY", "policy-550, POLICY"})
    void refusalsForGoodAreOfTheMessage(String mailbox, Reason reason) {
        assertThat(courier.hand(to(mailbox + "@example.org"))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
        assertThat(courier.hand(to("next@example.org"))).as("the connection is still good").isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"later-450", "content-451"})
    void refusalsForNowArePostponements(String mailbox) {
        assertThat(courier.hand(to(mailbox + "@example.org"))).isInstanceOfSatisfying(Outcome.Postponed.class,
                later -> assertThat(later.reason()).isEqualTo(Reason.TRY_LATER));
        assertThat(courier.hand(to("next@example.org"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aPolicyForNowIsKnownAsOne() {
        assertThat(courier.hand(to("policy-450@example.org"))).isInstanceOfSatisfying(Outcome.Postponed.class,
                later -> assertThat(later.reason()).isEqualTo(Reason.POLICY));
    }

    @Test
    void aRelayThatTakesNobodyIsUnavailable() {
        peer.refuseAll(true);
        assertThat(courier.hand(to("reader@example.org"))).isInstanceOf(Outcome.Unavailable.class);
        peer.refuseAll(false);
        assertThat(courier.hand(to("reader@example.org"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void noServerIsUnavailable() {
        peer.stop();
        assertThat(courier.hand(to("reader@example.org"))).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void aBreakAfterTheMailWentOutIsInDoubt() {
        assertThat(courier.hand(to("drop-after@example.org"))).isInstanceOf(Outcome.Interrupted.class);
        assertThat(courier.hand(to("drop-after@example.org"))).isInstanceOf(Outcome.Interrupted.class);
        assertThat(peer.to("drop-after@example.org")).as("doubles of what the protocol leaves open are the same mail").hasSize(2)
                .extracting(mail -> mail.header("Message-ID")).containsOnly("<" + to("drop-after@example.org").id() + "@civikos.example.org>");
    }

    @Test
    void aClosingAnswerIsOfTheRelay() {
        assertThat(courier.hand(to("drop-before@example.org"))).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void anIdleConnectionThatTheRelayClosedIsMadeAnew() {
        assertThat(courier.hand(to("one@example.org"))).isInstanceOf(Outcome.Accepted.class);
        peer.stop();
        peer.restart();
        assertThat(courier.hand(to("two@example.org"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aSilentRelayIsGivenUpAfterTheTimeLimit() {
        try (SmtpCourier impatient = courier(peer.port(), Duration.ofMillis(300))) {
            assertThat(impatient.hand(to("slow@example.org"))).isInstanceOf(Outcome.Interrupted.class);
        }
    }

    @Test
    void whatTakesTooLongIsBrokenOffFromOutside() {
        try (ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
            watch.schedule(courier::abort, 300, TimeUnit.MILLISECONDS);
            assertThat(courier.hand(to("slow@example.org"))).isInstanceOf(Outcome.Interrupted.class);
        }
    }

    @Test
    void anImpossibleAddressNeverReachesTheRelay() {
        assertThat(courier.hand(to("no address"))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.ADDRESS_INVALID));
        assertThat(peer.connections).hasValue(0);
    }

    /** The certificate names localhost and is signed by itself. */
    @ParameterizedTest
    @EnumSource(value = SmtpSettings.Tls.class, names = {"FROM_START", "REQUIRED", "OPTIONAL"})
    void mailsGoOverTlsToWhomTheCertificateNames(SmtpSettings.Tls tls) {
        Certificates own = Certificates.selfSigned("localhost");
        try (SmtpPeer encrypted = new SmtpPeer(own.context(), tls == SmtpSettings.Tls.FROM_START);
             SmtpCourier good = courier("localhost", encrypted.port(), tls, own.trust(), Duration.ofSeconds(5));
             SmtpCourier stranger = courier("localhost", encrypted.port(), tls, null, Duration.ofSeconds(5));
             SmtpCourier otherName = courier("127.0.0.1", encrypted.port(), tls, own.trust(), Duration.ofSeconds(5))) {
            assertThat(good.hand(to("one@example.org"))).isInstanceOf(Outcome.Accepted.class);
            assertThat(good.hand(to("two@example.org"))).as("on the same connection").isInstanceOf(Outcome.Accepted.class);
            assertThat(encrypted.accepted).hasSize(2).allMatch(SmtpPeer.Mail::encrypted);
            assertThat(stranger.hand(to("reader@example.org"))).as("nobody we trust has signed it").isInstanceOf(Outcome.Unavailable.class);
            assertThat(otherName.hand(to("reader@example.org"))).as("it names somebody else").isInstanceOf(Outcome.Unavailable.class);
            assertThat(encrypted.accepted).as("not a word in the open instead").hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(value = SmtpSettings.Tls.class, names = {"FROM_START", "REQUIRED"})
    void nothingGoesInTheOpenWhereTlsIsAskedFor(SmtpSettings.Tls tls) {
        try (SmtpCourier strict = courier("127.0.0.1", peer.port(), tls, null, Duration.ofSeconds(2))) {
            assertThat(strict.hand(to("reader@example.org"))).isInstanceOf(Outcome.Unavailable.class);
            assertThat(peer.accepted).isEmpty();
        }
    }

    @Test
    void aMessageOverTlsCanBeBrokenOffFromOutside() {
        Certificates own = Certificates.selfSigned("localhost");
        try (SmtpPeer encrypted = new SmtpPeer(own.context(), true);
             SmtpCourier stuck = courier("localhost", encrypted.port(), SmtpSettings.Tls.FROM_START, own.trust(), Duration.ofSeconds(20));
             ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
            assertThat(stuck.hand(to("one@example.org"))).isInstanceOf(Outcome.Accepted.class);
            encrypted.pause(8_000);
            watch.schedule(stuck::abort, 300, TimeUnit.MILLISECONDS);
            long began = System.nanoTime();
            assertThat(stuck.hand(to("slow@example.org"))).isInstanceOf(Outcome.Interrupted.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
