package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.receipt.CallbackReader.Reply;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against jSMPP's own server side as the provider. */
class SmppTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Sms SMS = new Sms("+38343900123", "Projektligji. http://localhost:8080/x", "reference-1");

    private final SmppPeer peer = new SmppPeer("smsc");
    private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private int port = peer.port();
    private final Smpp smpp = smpp(SmppPeer.PASSWORD);

    private Smpp smpp(String password) {
        return new Smpp(new Smpp.Account("smsc", "127.0.0.1", port, "civikos", password, "CiviKos", Duration.ofSeconds(2)),
                receipts::add, replies::add, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        smpp.close();
        peer.close();
    }

    @Test
    void handsOverInTheBaseAlphabetAndAsksForAReceipt() {
        assertThat(smpp.send(SMS)).isEqualTo(new Outcome.Accepted("smsc-1"));
        assertThat(smpp.send(SMS)).as("over the same session").isEqualTo(new Outcome.Accepted("smsc-2"));
        assertThat(peer.taken.element()).satisfies(message -> {
            assertThat(message.getDestAddress()).isEqualTo("38343900123");
            assertThat(message.getSourceAddr()).isEqualTo("CiviKos");
            assertThat(message.getSourceAddrTon()).isEqualTo(TypeOfNumber.ALPHANUMERIC.value());
            assertThat(Gsm.decode(message.getShortMessage())).isEqualTo(SMS.text());
            assertThat(message.getRegisteredDelivery()).isEqualTo((byte) 1);
        });
    }

    @Test
    void lettersOutsideGoAsUcs2() {
        smpp.send(new Sms(SMS.to(), "Vërejtje", "reference-2"));
        assertThat(peer.taken.element().getDataCoding()).isEqualTo(Alphabet.ALPHA_UCS2.value());
        assertThat(new String(peer.taken.element().getShortMessage(), StandardCharsets.UTF_16BE)).isEqualTo("Vërejtje");
    }

    @Test
    void statusesSayWhoseFaultItIs() {
        peer.refusal = 0x0b;
        assertThat(smpp.send(SMS)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.ADDRESS_INVALID);
            assertThat(refused.detail()).isEqualTo("SMPP status 0x000B");
        });
        peer.refusal = 0x58;
        assertThat(smpp.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
        peer.refusal = 0x45;
        assertThat(smpp.send(SMS)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void noAnswerIsDoubtForGood() {
        peer.pauseMillis = 3_000;
        assertThat(smpp.send(SMS)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.IN_DOUBT));
    }

    @Test
    void noServerOrAWrongPasswordIsUnavailable() {
        try (Smpp wrong = smpp("wrong")) {
            assertThat(wrong.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
        }
        port = 1;
        try (Smpp nobody = smpp("secret")) {
            assertThat(nobody.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
        }
    }

    @Test
    void aSessionThatWasClosedIsMadeAnew() {
        smpp.send(SMS);
        peer.breakSessions();
        await().until(() -> smpp.send(SMS) instanceof Outcome.Accepted);
    }

    @Test
    void receiptsAndAnswersComeOverTheSameSession() throws Exception {
        smpp.send(SMS);
        await().until(() -> peer.session != null);
        DeliveryReceipt said = new DeliveryReceipt("smsc-1", 1, 1, Date.from(NOW), Date.from(NOW), DeliveryReceiptState.DELIVRD, "000", "Projektligji");
        peer.deliver(new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT), said.toString().getBytes(StandardCharsets.US_ASCII));
        await().until(() -> !receipts.isEmpty());
        assertThat(receipts.element()).satisfies(receipt -> {
            assertThat(receipt.reference()).isEqualTo("smsc-1");
            assertThat(receipt.kind()).isEqualTo(Receipt.Kind.DELIVERED);
        });
        peer.deliver(new ESMClass(), Gsm.encode("STOP"));
        await().until(() -> !replies.isEmpty());
        assertThat(replies.element().from()).isEqualTo("+38343900123");
        assertThat(replies.element().text()).isEqualTo("STOP");
        peer.deliver(new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT), "nonsense".getBytes(StandardCharsets.US_ASCII));
        assertThat(smpp.send(SMS)).as("what cannot be read does no harm").isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whatTheProviderHasToTellComesWithoutAnythingSent() throws Exception {
        assertThat(smpp.isBound()).isFalse();
        smpp.start();
        await().until(() -> peer.session != null && smpp.isBound());
        peer.deliver(new ESMClass(), Gsm.encode("STOP"));
        await().until(() -> !replies.isEmpty());
        assertThat(replies.element()).satisfies(reply -> {
            assertThat(reply.from()).isEqualTo("+" + SmppPeer.NUMBER);
            assertThat(reply.text()).isEqualTo("STOP");
        });
        assertThat(peer.taken).isEmpty();
    }

    @Test
    void aSessionThatBreaksIsMadeAnewWithoutAnythingSent() throws Exception {
        smpp.start();
        await().until(() -> smpp.isBound() && peer.binds.get() == 1);
        peer.breakSessions();
        await().until(() -> !smpp.isBound());
        await().atMost(Duration.ofSeconds(10)).until(() -> smpp.isBound() && peer.binds.get() == 2);
        peer.deliver(new ESMClass(), Gsm.encode("JO"));
        await().until(() -> replies.stream().anyMatch(reply -> reply.text().equals("JO")));
        assertThat(smpp.send(SMS)).isInstanceOf(Outcome.Accepted.class);
        assertThat(peer.binds).as("over the same session").hasValue(2);
    }

    @Test
    void aProviderThatIsAwayAtTheStartIsTriedAgainAndNotTooOften() throws Exception {
        peer.die();
        smpp.start();
        Thread.sleep(1_500);
        assertThat(smpp.isBound()).isFalse();
        peer.start();
        await().atMost(Duration.ofSeconds(10)).until(smpp::isBound);
        assertThat(peer.binds).hasValue(1);
    }

    @Test
    void whoIsClosedBindsNoMore() {
        smpp.start();
        await().until(smpp::isBound);
        smpp.close();
        assertThat(smpp.isBound()).isFalse();
        assertThat(smpp.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
    }
}
