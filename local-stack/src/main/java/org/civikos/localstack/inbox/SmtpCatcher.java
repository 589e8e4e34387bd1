package org.civikos.localstack.inbox;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on 127.0.0.1 that delivers nothing: every mail goes into the inbox, once for each recipient. */
final class SmtpCatcher implements AutoCloseable {

    private static final int MAX_BYTES = 20 << 20;
    private static final Session SESSION = Session.getInstance(new Properties());

    private final SMTPServer server;

    private SmtpCatcher(SMTPServer server) {
        this.server = server;
    }

    static SmtpCatcher start(int port, Inbox inbox, Supplier<Faults> faults) {
        try {
            SMTPServer server = SMTPServer.port(port)
                    .bindAddress(InetAddress.getByName("127.0.0.1"))
                    .hostName("localhost")
                    .maxConnections(200)
                    .backlog(200)
                    .maxMessageSize(MAX_BYTES)
                    .executorService(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("smtp-", 0).factory()))
                    .messageHandlerFactory(context -> new Handler(inbox, faults))
                    .build();
            server.start();
            return new SmtpCatcher(server);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class Handler implements MessageHandler {

        private final Inbox inbox;
        private final Supplier<Faults> faults;
        private final List<String> recipients = new ArrayList<>();
        private String from = "";

        Handler(Inbox inbox, Supplier<Faults> faults) {
            this.inbox = inbox;
            this.faults = faults;
        }

        @Override
        public void from(String from) {
            this.from = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] raw = data.readAllBytes();
            int refuse = Faults.apply(faults.get().smtp());
            if (refuse > 0) {
                throw new RejectException(refuse, "a fault was asked for");
            }
            Inbox.Arrived parsed = parse(from, raw);
            for (String to : recipients) {
                inbox.add(new Inbox.Arrived(parsed.channel(), to, from, parsed.subject(), parsed.messageId(), parsed.headers(),
                        parsed.text(), parsed.html(), parsed.attachments()));
            }
            return "kept";
        }

        @Override
        public void done() {
            // The next mail on this connection gets a handler of its own.
        }
    }

    /** A mail that cannot be parsed is kept as plain text: hiding it would hide the mistake. */
    static Inbox.Arrived parse(String from, byte[] raw) {
        try {
            MimeMessage mail = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            Map<String, String> headers = new LinkedHashMap<>();
            for (Enumeration<Header> e = mail.getAllHeaders(); e.hasMoreElements();) {
                Header header = e.nextElement();
                headers.merge(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())), (a, b) -> a + "\n" + b);
            }
            Body body = new Body();
            body.add(mail);
            String id = mail.getMessageID();
            return new Inbox.Arrived("email", "", from, mail.getSubject() == null ? "" : mail.getSubject(), id == null ? "" : id,
                    headers, body.text.toString(), body.html.toString(), body.attachments);
        } catch (MessagingException | IOException e) {
            return new Inbox.Arrived("email", "", from, "", "", Map.of(), new String(raw, java.nio.charset.StandardCharsets.UTF_8), "",
                    List.of());
        }
    }

    private static final class Body {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<Message.Attachment> attachments = new ArrayList<>();

        void add(Part part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*")) {
                Multipart parts = (Multipart) part.getContent();
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart child = parts.getBodyPart(i);
                    add(child);
                }
            } else if (part.getFileName() != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                int bytes = part.getInputStream().readAllBytes().length;
                attachments.add(new Message.Attachment(String.valueOf(part.getFileName()), part.getContentType(), bytes));
            } else if (part.isMimeType("text/html")) {
                html.append(part.getContent());
            } else if (part.isMimeType("text/*")) {
                text.append(part.getContent());
            } else {
                attachments.add(new Message.Attachment("", part.getContentType(), part.getInputStream().readAllBytes().length));
            }
        }
    }
}
