package org.civikos.notification.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** A real SMTP server that behaves as the address asks it to: {@code reject-550@…}, {@code later-450@…}, {@code drop@…}. */
public final class SmtpPeer implements AutoCloseable {

    /** One mail that was accepted. @param from the envelope's sender */
    public record Mail(String to, String raw, boolean encrypted, String from) {

        public String header(String name) {
            String head = raw.substring(0, raw.indexOf("\r\n\r\n")).replace("\r\n ", " ").replace("\r\n\t", " ");
            return head.lines().filter(line -> line.startsWith(name + ": ")).findFirst()
                    .map(line -> line.substring(name.length() + 2)).orElse("");
        }
    }

    public final Queue<Mail> accepted = new ConcurrentLinkedQueue<>();
    public final AtomicInteger connections = new AtomicInteger();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final @Nullable SSLContext tls;
    private final boolean fromStart;
    private final int port;
    private @Nullable SMTPServer server;
    private volatile boolean refusesAll;
    private volatile @Nullable RejectException refusal;
    private volatile long pauseMillis;
    private volatile boolean closesInData;

    public SmtpPeer() {
        this(null, false);
    }

    /**
     * One that encrypts.
     *
     * @param tls its certificate; null if it cannot
     * @param fromStart whether from the first byte on, else by STARTTLS
     */
    public SmtpPeer(@Nullable SSLContext tls, boolean fromStart) {
        this.tls = tls;
        this.fromStart = fromStart;
        this.port = start(0);
    }

    public int port() {
        return port;
    }

    /** Answers every sender with 451 from now on, or no longer. */
    public void refuseAll(boolean on) {
        refusesAll = on;
    }

    /** Answers every recipient so from now on; null for no longer. */
    public void refuseRecipients(@Nullable RejectException answer) {
        refusal = answer;
    }

    /** Takes so long over each mail from now on. */
    public void pause(long millis) {
        pauseMillis = millis;
    }

    /** Closes the connection in the middle of each mail from now on, or no longer. */
    public void closeInData(boolean on) {
        closesInData = on;
    }

    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    public void restart() {
        start(port);
    }

    public List<Mail> to(String address) {
        return accepted.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    private int start(int at) {
        SMTPServer.Builder builder = SMTPServer.port(at).bindAddress(InetAddress.getLoopbackAddress()).messageHandlerFactory(Handler::new);
        SMTPServer made = (tls == null ? builder : fromStart ? builder.serverSocketFactory(tls) : builder.enableTLS().startTlsSocketFactory(tls)).build();
        made.start();
        server = made;
        return made.getPortAllocated();
    }

    private final class Handler implements MessageHandler {

        private final Session session;
        private String recipient = "";
        private String sender = "";

        Handler(MessageContext context) {
            session = (Session) context;
            connections.incrementAndGet();
        }

        @Override
        public void from(String from) throws RejectException {
            sender = from;
            if (refusesAll) {
                throw new RejectException(451, "4.3.2 System not accepting messages");
            }
        }

        @Override
        public void recipient(String to) throws RejectException {
            recipient = to;
            RejectException everybody = refusal;
            if (everybody != null) {
                throw everybody;
            }
            int time = asked.computeIfAbsent(to, _ -> new AtomicInteger()).incrementAndGet();
            if (to.startsWith("reject-550")) {
                throw new RejectException(550, "5.1.1 No such user here");
            }
            if (to.startsWith("policy-550")) {
                throw new RejectException(550, "5.7.1 Our system has blocked your address");
            }
            if (to.startsWith("policy-450")) {
                throw new RejectException(450, "4.7.1 Greylisted for your reputation");
            }
            if (to.startsWith("full-552")) {
                throw new RejectException(552, "5.2.2 Mailbox full");
            }
            if (to.startsWith("later-450") || to.startsWith("once-450") && time == 1) {
                throw new RejectException(450, "4.2.1 Come back later");
            }
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            if (closesInData) {
                // Not even the whole mail has come, and nothing is said any more.
                data.readNBytes(200);
                session.getSocket().close();
                throw new IOException("closed in the middle of DATA");
            }
            String raw = new String(data.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (pauseMillis > 0 || recipient.startsWith("slow")) {
                try {
                    Thread.sleep(pauseMillis > 0 ? pauseMillis : 2_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (recipient.startsWith("content-554")) {
                throw new RejectException(554, "5.7.1 Message content rejected");
            }
            if (recipient.startsWith("content-451")) {
                throw new RejectException(451, "4.3.0 Try again");
            }
            if (recipient.startsWith("drop-before")) {
                throw new RejectException(421, "4.4.2 Closing");
            }
            accepted.add(new Mail(recipient, raw, session.getSocket() instanceof SSLSocket, sender));
            if (recipient.startsWith("drop-after")) {
                // Taken, and then gone without a word: nobody can know on the other side.
                session.getSocket().close();
            }
            return "2.0.0 Ok";
        }

        @Override
        public void done() {
            // Nothing is kept per transaction.
        }
    }

    @Override
    public void close() {
        stop();
    }
}
