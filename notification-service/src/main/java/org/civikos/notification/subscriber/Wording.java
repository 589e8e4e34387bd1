package org.civikos.notification.subscriber;

import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/**
 * The words to which somebody agrees.
 *
 * @param version follows from the words: other words, another version
 */
record Wording(String version, String language, String text) {

    private static final int VERSION = 12;

    static Wording of(Language language, Phrases phrases) {
        String text = phrases.say(language, "consent.words");
        return new Wording(Pseudonyms.token(text).substring(0, VERSION), language.code(), text);
    }
}
