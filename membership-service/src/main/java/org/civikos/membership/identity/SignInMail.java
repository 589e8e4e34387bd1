package org.civikos.membership.identity;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.civikos.membership.person.Contact;
import org.civikos.membership.person.People;
import org.civikos.membership.person.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Sends the link. Sent from here and not through the broker, since whoever reads the secret can sign in with it; and after
 * the page was answered, so that the time it takes does not tell whether anybody has the address.
 */
@Component
class SignInMail {

    private static final Logger LOG = LoggerFactory.getLogger(SignInMail.class);
    private static final Duration[] PAUSES = {Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15)};

    private final People people;
    private final SignInLinks links;
    private final JavaMailSender sender;
    private final Templates templates;
    private final IdentityProperties properties;
    private final MeterRegistry meters;
    private final AsyncTaskExecutor background;

    SignInMail(People people, SignInLinks links, JavaMailSender sender, Templates templates, IdentityProperties properties,
            MeterRegistry meters) {
        this.people = people;
        this.links = links;
        this.sender = sender;
        this.templates = templates;
        this.properties = properties;
        this.meters = meters;
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("sign-in-mail-");
        executor.setVirtualThreads(true);
        this.background = executor;
    }

    /** Sends a link to whoever has this address; to nobody if nobody has. */
    void sendTo(String email) {
        background.execute(() -> {
            try {
                people.findByEmail(email).filter(person -> !person.isErased()).ifPresentOrElse(this::send,
                        () -> meters.counter("civikos.sign.ins", "result", "address-unknown").increment());
            } catch (RuntimeException failed) {
                meters.counter("civikos.sign.ins", "result", "mail-failed").increment();
                LOG.error("A sign-in link could not be made or sent", failed);
            }
        });
    }

    private void send(Person person) {
        Contact contact = Objects.requireNonNull(person.contact());
        String secret = links.create(person.id());
        for (int attempt = 0;; attempt++) {
            try {
                sender.send(message(contact, secret));
                meters.counter("civikos.sign.ins", "result", "link-sent").increment();
                return;
            } catch (MailException | MessagingException failed) {
                if (attempt == PAUSES.length) {
                    throw new IllegalStateException("The mail server took no sign-in mail in " + (attempt + 1) + " attempts", failed);
                }
                LOG.warn("The mail server did not take a sign-in mail, attempt {}: {}", attempt + 1, failed.getMessage());
                try {
                    Thread.sleep(PAUSES[attempt]);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private MimeMessage message(Contact contact, String secret) throws MessagingException {
        Locale language = Locale.of(contact.language());
        String minutes = String.valueOf(properties.linkValidity().toMinutes());
        Map<String, String> values = Map.of(
                "name", contact.name(),
                "greeting", templates.text("mail.greeting", language, contact.name()),
                "validity", templates.text("mail.validity", language, minutes),
                "link", properties.issuer() + "/sign-in/link?token=" + secret + "&lang=" + language.getLanguage(),
                "home", properties.publicUrl());
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(properties.mailFrom());
        helper.setTo(contact.email());
        helper.setSubject(templates.text("mail.subject", language));
        helper.setText(templates.render("mail.txt", language, values), templates.render("mail.html", language, values));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", language.getLanguage());
        return message;
    }
}
