package org.civikos.notification.sms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.civikos.notification.receipt.CallbackReader.Reply;
import org.jspecify.annotations.Nullable;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider by SMPP 3.4 (jSMPP), over one kept session as transceiver. The protocol knows no repetition, so a message whose
 * answer did not come is in doubt for good. Receipts know the provider's reference only. What the provider has to tell (receipts, STOP,
 * answers) comes over the session too, so after {@link #start} it is kept whether anything is sent or not: asked for a sign of life when it
 * lies still, and made anew when it is gone.
 */
public final class Smpp implements SmsProvider, AutoCloseable {

    /**
     * @param sender a number, or a name of at most 11 letters
     * @param timeout for binding, and for the answer to a message
     */
    public record Account(String name, String host, int port, String systemId, String password, String sender, Duration timeout) {}

    private static final Logger log = LoggerFactory.getLogger(Smpp.class);
    /** Without a word for so long the other side is asked whether it is there (enquire_link); the session ends if it does not say so. */
    private static final int IDLE_MILLIS = 30_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    /** Providers lock accounts out that try to bind too often. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int INVALID_SOURCE = 0x0a;
    private static final int INVALID_DESTINATION = 0x0b;
    private static final int QUEUE_FULL = 0x14;
    private static final int THROTTLED = 0x58;
    private static final int SYSTEM_ERROR = 0x08;

    private final Account account;
    private final Consumer<Receipt> receipts;
    private final Consumer<Reply> replies;
    private final Clock clock;
    private final Semaphore gone = new Semaphore(0);
    private volatile @Nullable SMPPSession session;
    private volatile boolean closed;
    private @Nullable Thread keeper;

    public Smpp(Account account, Consumer<Receipt> receipts, Consumer<Reply> replies, Clock clock) {
        this.account = account;
        this.receipts = receipts;
        this.replies = replies;
        this.clock = clock;
    }

    /** Begins to keep a session until {@link #close}. Returns at once. */
    public synchronized void start() {
        if (keeper == null && !closed) {
            keeper = Thread.ofVirtual().name("smpp-" + account.name()).start(this::keep);
        }
    }

    String name() {
        return account.name();
    }

    /** Whether there is a session at the moment. */
    public boolean isBound() {
        SMPPSession open = session;
        return open != null && open.getSessionState().isBound();
    }

    private void keep() {
        Duration pause = SHORTEST_PAUSE;
        boolean said = false;
        try {
            while (!closed) {
                long began = System.nanoTime();
                try {
                    bound();
                    log.info("There is a session with {} ({}:{})", account.name(), account.host(), account.port());
                    said = false;
                    awaitEnd();
                } catch (IOException e) {
                    if (!said) {
                        log.warn("No session with {} ({}:{}), so its receipts and answers wait there: {}", account.name(), account.host(), account.port(), e.toString());
                        said = true;
                    }
                }
                // Whoever takes us and throws us out at once is not asked more often than who does not take us.
                boolean lasted = System.nanoTime() - began > LONGEST_PAUSE.toNanos();
                pause = lasted ? SHORTEST_PAUSE : pause;
                if (!closed) {
                    Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4)));
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() throws InterruptedException {
        while (!closed && isBound()) {
            // Told by the session; looked at all the same, since one that was made by a sender tells nobody who came later.
            gone.tryAcquire(1, TimeUnit.SECONDS);
        }
        gone.drainPermits();
    }

    @Override
    public Outcome send(Sms sms) {
        SMPPSession open;
        try {
            open = bound();
        } catch (IOException e) {
            return new Outcome.Unavailable("No session with " + account.host() + ":" + account.port() + ": " + e.getMessage());
        }
        boolean plain = PlainLetters.allFit(sms.text());
        byte[] text = plain ? Gsm.encode(sms.text()) : sms.text().getBytes(StandardCharsets.UTF_16BE);
        boolean whole = text.length <= (plain ? Sms.SEGMENT : 140);
        OptionalParameter[] more = whole ? new OptionalParameter[0]
                : new OptionalParameter[] {new OptionalParameter.OctetString(OptionalParameter.Tag.MESSAGE_PAYLOAD.code(), text)};
        boolean named = !account.sender().matches("\\+?\\d+");
        try {
            String id = open.submitShortMessage("", named ? TypeOfNumber.ALPHANUMERIC : TypeOfNumber.INTERNATIONAL,
                    named ? NumberingPlanIndicator.UNKNOWN : NumberingPlanIndicator.ISDN, account.sender().replace("+", ""),
                    TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, sms.to().replace("+", ""), new ESMClass(), (byte) 0, (byte) 0,
                    null, null, new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE), (byte) 0,
                    new GeneralDataCoding(plain ? Alphabet.ALPHA_DEFAULT : Alphabet.ALPHA_UCS2), (byte) 0, whole ? text : new byte[0], more)
                    .getMessageId();
            return new Outcome.Accepted(id);
        } catch (NegativeResponseException e) {
            return explain(e.getCommandStatus());
        } catch (ResponseTimeoutException | InvalidResponseException e) {
            return new Outcome.Refused(Reason.IN_DOUBT, "No answer that could be understood: " + e.getMessage());
        } catch (PDUException e) {
            return new Outcome.Refused(Reason.REFUSED, "It cannot be sent by SMPP: " + e.getMessage());
        } catch (IOException e) {
            drop();
            return new Outcome.Refused(Reason.IN_DOUBT, "The session broke: " + e.getMessage());
        }
    }

    private static Outcome explain(int status) {
        String words = "SMPP status 0x" + HexFormat.of().withUpperCase().toHexDigits(status).substring(4);
        return switch (status) {
            case INVALID_DESTINATION -> new Outcome.Refused(Reason.ADDRESS_INVALID, words);
            case QUEUE_FULL, THROTTLED, SYSTEM_ERROR, INVALID_SOURCE -> new Outcome.Unavailable(words);
            default -> new Outcome.Refused(Reason.REFUSED, words);
        };
    }

    private synchronized SMPPSession bound() throws IOException {
        SMPPSession open = session;
        if (open != null && open.getSessionState().isBound()) {
            return open;
        }
        if (closed) {
            throw new IOException("closed");
        }
        drop();
        SMPPSession made = new SMPPSession();
        made.setMessageReceiverListener(new Listener());
        made.addSessionStateListener((now, _, _) -> {
            if (now == SessionState.CLOSED) {
                gone.release();
            }
        });
        made.setTransactionTimer(account.timeout().toMillis());
        made.setEnquireLinkTimer(IDLE_MILLIS);
        made.connectAndBind(account.host(), account.port(), new BindParameter(BindType.BIND_TRX, account.systemId(), account.password(), "",
                TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null), account.timeout().toMillis());
        session = made;
        return made;
    }

    private synchronized void drop() {
        SMPPSession open = session;
        session = null;
        if (open != null) {
            open.unbindAndClose();
        }
    }

    private final class Listener implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
            try {
                if (MessageType.SMSC_DEL_RECEIPT.containedIn(pdu.getEsmClass())) {
                    receipt(pdu.getShortMessageAsDeliveryReceipt()).ifPresent(receipts);
                } else {
                    String text = pdu.getDataCoding() == Alphabet.ALPHA_UCS2.value() ? new String(pdu.getShortMessage(), StandardCharsets.UTF_16BE)
                            : Gsm.decode(pdu.getShortMessage());
                    replies.accept(new Reply(pdu.getSourceAddr() + "\n" + clock.instant().getEpochSecond() + "\n" + text,
                            "+" + pdu.getSourceAddr().replace("+", ""), text));
                }
            } catch (InvalidDeliveryReceiptException e) {
                log.warn("A receipt of {} cannot be read: {}", account.name(), e.toString());
            } catch (RuntimeException e) {
                // Not taken: the provider says it again.
                log.warn("What {} says cannot be written down now: {}", account.name(), e.toString());
                throw new ProcessRequestException("later", SYSTEM_ERROR, e);
            }
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            // That a telephone is on again does not concern us.
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("data_sm is not taken", SYSTEM_ERROR);
        }
    }

    private Optional<Receipt> receipt(DeliveryReceipt said) {
        String state = String.valueOf(said.getFinalStatus());
        String words = (state + (said.getError() == null ? "" : " " + said.getError())).strip();
        Receipt.Kind kind = switch (state.toUpperCase(Locale.ROOT)) {
            case "DELIVRD" -> Receipt.Kind.DELIVERED;
            case "EXPIRED", "UNDELIV", "DELETED", "REJECTD" -> Receipt.Kind.FAILED;
            case "ENROUTE" -> Receipt.Kind.DELAYED;
            default -> null;
        };
        if (kind == null || said.getId() == null) {
            return Optional.empty();
        }
        Reason reason = kind == Receipt.Kind.FAILED ? state.equalsIgnoreCase("EXPIRED") ? Reason.PHONE_OFF : Reason.REFUSED
                : kind == Receipt.Kind.DELAYED ? Reason.DELAYED : null;
        return Optional.of(new Receipt(account.name(), null, said.getId(), kind, reason, words, clock.instant()));
    }

    @Override
    public void close() {
        Thread keeping;
        synchronized (this) {
            closed = true;
            keeping = keeper;
        }
        if (keeping != null) {
            keeping.interrupt();
        }
        drop();
    }
}
