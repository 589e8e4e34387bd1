package org.civikos.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.receipt.CallbackReader.Reply;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.MessageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against jSMPP's own server side as the provider. */
class SmppTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Sms SMS = new Sms("+38343900123", "Projektligji. http://localhost:8080/x", "reference-1");

    private final Queue<SubmitSm> taken = new ConcurrentLinkedQueue<>();
    private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private volatile int refusal;
    private volatile long pauseMillis;
    private volatile SMPPServerSession session;
    private SMPPServerSessionListener listener;
    private int port;
    private Smpp smpp;

    private final class Peer implements ServerMessageReceiverListener {

        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source) throws ProcessRequestException {
            if (refusal != 0) {
                throw new ProcessRequestException("refused", refusal);
            }
            taken.add(message);
            try {
                Thread.sleep(pauseMillis);
                return new SubmitSmResult(new MessageId("smsc-" + taken.size()), new OptionalParameter[0]);
            } catch (PDUStringException | InterruptedException e) {
                throw new ProcessRequestException("broken", 8, e);
            }
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm replacement, SMPPServerSession source) {
        }

        @Override
        public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source) {
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source) {
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        listener = new SMPPServerSessionListener(port);
        listener.setMessageReceiverListener(new Peer());
        Thread.ofVirtual().start(this::accept);
        smpp = smpp("secret");
    }

    private Smpp smpp(String password) {
        return new Smpp(new Smpp.Account("smsc", "127.0.0.1", port, "civikos", password, "CiviKos", Duration.ofSeconds(2)),
                receipts::add, replies::add, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void accept() {
        while (true) {
            try {
                SMPPServerSession made = listener.accept();
                BindRequest bind = made.waitForBind(5_000);
                if (bind.getPassword().equals("secret")) {
                    bind.accept("smsc");
                    session = made;
                } else {
                    bind.reject(0x0e);
                }
            } catch (TimeoutException | PDUStringException e) {
                // The next one.
            } catch (IOException e) {
                return;
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        smpp.close();
        listener.close();
    }

    @Test
    void handsOverInTheBaseAlphabetAndAsksForAReceipt() {
        assertThat(smpp.send(SMS)).isEqualTo(new Outcome.Accepted("smsc-1"));
        assertThat(smpp.send(SMS)).as("over the same session").isEqualTo(new Outcome.Accepted("smsc-2"));
        assertThat(taken.element()).satisfies(message -> {
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
        assertThat(taken.element().getDataCoding()).isEqualTo(Alphabet.ALPHA_UCS2.value());
        assertThat(new String(taken.element().getShortMessage(), StandardCharsets.UTF_16BE)).isEqualTo("Vërejtje");
    }

    @Test
    void statusesSayWhoseFaultItIs() {
        refusal = 0x0b;
        assertThat(smpp.send(SMS)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.ADDRESS_INVALID);
            assertThat(refused.detail()).isEqualTo("SMPP status 0x000B");
        });
        refusal = 0x58;
        assertThat(smpp.send(SMS)).isInstanceOf(Outcome.Unavailable.class);
        refusal = 0x45;
        assertThat(smpp.send(SMS)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void noAnswerIsDoubtForGood() {
        pauseMillis = 3_000;
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
        session.unbindAndClose();
        await().until(() -> smpp.send(SMS) instanceof Outcome.Accepted);
    }

    @Test
    void receiptsAndAnswersComeOverTheSameSession() throws Exception {
        smpp.send(SMS);
        await().until(() -> session != null);
        DeliveryReceipt said = new DeliveryReceipt("smsc-1", 1, 1, Date.from(NOW), Date.from(NOW), DeliveryReceiptState.DELIVRD, "000", "Projektligji");
        deliver(new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT), said.toString().getBytes(StandardCharsets.US_ASCII));
        await().until(() -> !receipts.isEmpty());
        assertThat(receipts.element()).satisfies(receipt -> {
            assertThat(receipt.reference()).isEqualTo("smsc-1");
            assertThat(receipt.kind()).isEqualTo(Receipt.Kind.DELIVERED);
        });
        deliver(new ESMClass(), Gsm.encode("STOP"));
        await().until(() -> !replies.isEmpty());
        assertThat(replies.element().from()).isEqualTo("+38343900123");
        assertThat(replies.element().text()).isEqualTo("STOP");
        deliver(new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT), "nonsense".getBytes(StandardCharsets.US_ASCII));
        assertThat(smpp.send(SMS)).as("what cannot be read does no harm").isInstanceOf(Outcome.Accepted.class);
    }

    private void deliver(ESMClass esm, byte[] text) throws Exception {
        session.deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, "38343900123", TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN, "CiviKos", esm, (byte) 0, (byte) 0, new RegisteredDelivery(0),
                new GeneralDataCoding(Alphabet.ALPHA_DEFAULT), text);
    }
}
