package org.civikos.notification.template;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a text is read. */
public enum TemplateChannel {
    /** Subject and marked-up text, of which the plain text and the HTML are made. */
    EMAIL,
    SMS,
    /** The line in the inbox of the web app. */
    INBOX;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TemplateChannel> of(String code) {
        return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
