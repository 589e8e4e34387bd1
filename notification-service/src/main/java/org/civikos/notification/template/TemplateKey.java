package org.civikos.notification.template;

import org.civikos.notification.text.Language;

/** One text: of a kind of message, in a language, for a channel. */
public record TemplateKey(String kind, Language language, TemplateChannel channel) {

    /** The id in records, as {@code reminder:sq:email}. */
    public String id() {
        return kind + ":" + language.code() + ":" + channel.code();
    }

    /** The part of the id that tells texts of one kind apart, as {@code sq-email}. */
    String within() {
        return language.code() + "-" + channel.code();
    }
}
