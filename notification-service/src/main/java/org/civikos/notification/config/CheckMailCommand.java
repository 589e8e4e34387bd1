package org.civikos.notification.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civikos.notification.mail.CheckMail;
import org.civikos.notification.mail.Dkim;
import org.civikos.notification.mail.MailSetup;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/** The command {@code check-mail}, with the settings from where the service takes them: its files, and the variables of the environment. */
final class CheckMailCommand {

    private CheckMailCommand() {}

    public static void main(String[] arguments) {
        CheckMail.run(arguments, () -> setup(new StandardEnvironment()));
    }

    /** @throws IllegalStateException with a sentence, if the settings are not there or cannot be read */
    static MailSetup setup(ConfigurableEnvironment environment) {
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        NotificationProperties.Mail mail;
        try {
            mail = Binder.get(environment).bind("civikos.mail", NotificationProperties.Mail.class).get();
        } catch (BindException e) {
            throw notHere(innermost(e));
        }
        if (mail.host().contains("${")) {
            throw notHere(mail.host());
        }
        String from = domain(mail.from());
        NotificationProperties.Signing signing = mail.dkim();
        return new MailSetup(from, mail.returnPath() == null ? from : domain(mail.returnPath()), hosts(mail), signing == null || signing.domain() == null ? from : signing.domain(),
                signing == null ? "" : signing.selector(), signing == null ? null : publicKey(signing));
    }

    private static IllegalStateException notHere(String what) {
        return new IllegalStateException("The settings of the installation are not here (" + what + "). Run it with the variables of notification-service, or name a domain.");
    }

    private static List<String> hosts(NotificationProperties.Mail mail) {
        return ProviderConfiguration.relays(mail).stream().map(NotificationProperties.Relay::host).distinct().toList();
    }

    private static String publicKey(NotificationProperties.Signing signing) {
        try {
            return Dkim.publicKey(Files.readString(Path.of(signing.keyFile())));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("The DKIM key " + signing.keyFile() + " cannot be read: " + e.getMessage());
        }
    }

    private static String innermost(Throwable e) {
        Throwable inner = e;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage());
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
