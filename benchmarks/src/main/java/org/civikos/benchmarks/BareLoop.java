package org.civikos.benchmarks;

import java.util.Date;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** What the same mails cost without a system around them: a Jakarta Mail loop over four kept connections, one message built per mail. */
final class BareLoop {

    private static final int CONNECTIONS = 4;

    private BareLoop() {
    }

    /** Messages per second. */
    static double run(int port, int recipients, int textBytes, int htmlBytes) throws Exception {
        send(port, recipients / 5, textBytes, htmlBytes);
        var started = System.nanoTime();
        send(port, recipients, textBytes, htmlBytes);
        return recipients / ((System.nanoTime() - started) / 1e9);
    }

    private static void send(int port, int recipients, int textBytes, int htmlBytes) throws Exception {
        var done = new CountDownLatch(CONNECTIONS);
        var failure = new AtomicReference<Exception>();
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            var first = connection;
            Thread.ofPlatform().start(() -> {
                try {
                    sendOverOneConnection(port, first, recipients, textBytes, htmlBytes);
                } catch (Exception e) {
                    failure.set(e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private static void sendOverOneConnection(int port, int first, int recipients, int textBytes, int htmlBytes) throws Exception {
        var session = Session.getInstance(new Properties());
        var text = "Një projektligj i ri është hapur për konsultim. ".repeat(textBytes / 48 + 1);
        var html = "<p>Një projektligj i ri është hapur për konsultim.</p>\n".repeat(htmlBytes / 55 + 1);
        try (var transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", port, null, null);
            for (var i = first; i < recipients; i += CONNECTIONS) {
                var message = new MimeMessage(session);
                message.setFrom(new InternetAddress("alerts@example.org", "Rrjeti"));
                message.setRecipient(Message.RecipientType.TO, new InternetAddress("person" + i + "@example.org"));
                message.setSubject("[5 ditë] Projektligji për shoqatat", "UTF-8");
                message.setHeader("List-Unsubscribe", "<https://example.org/unsubscribe/" + i + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
                message.setSentDate(new Date());
                var plainPart = new MimeBodyPart();
                plainPart.setText("Përshëndetje Person " + i + ",\n" + text, "UTF-8");
                var htmlPart = new MimeBodyPart();
                htmlPart.setContent("<p>Përshëndetje Person " + i + ",</p>" + html, "text/html; charset=UTF-8");
                var parts = new MimeMultipart("alternative");
                parts.addBodyPart(plainPart);
                parts.addBodyPart(htmlPart);
                message.setContent(parts);
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
    }
}
