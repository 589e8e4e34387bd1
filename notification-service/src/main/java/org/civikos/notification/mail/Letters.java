package org.civikos.notification.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.template.Markup;
import org.civikos.notification.template.Placeholder;
import org.civikos.notification.text.Language;
import org.jspecify.annotations.Nullable;

/** Gives what stands in a mail whose content differs from reader to reader. */
public interface Letters {

    /** A member of a letter's values, whatever it holds: the mail answers one of its reader's. */
    String ANSWERS = "answers";

    /**
     * A mail for one reader.
     *
     * @param template a file of this room, without its ending: digest
     * @param values for the template; without those that every mail has (greeting, why, stop)
     */
    record Letter(String template, String subject, Map<String, Object> values, @Nullable Filled filled) {

        /** One whose words nobody can change. */
        public Letter(String template, String subject, Map<String, Object> values) {
            this(template, subject, values, null);
        }
    }

    /**
     * What the same mail puts into the placeholders of a text that the secretariat wrote instead; without greeting and the links that every
     * mail has.
     */
    record Filled(Map<Placeholder, String> values, Map<Placeholder, List<Markup.Item>> lists) {}

    /** Asks others where this one has no letter. */
    default Letters or(Letters others) {
        Letters first = this;
        return new Letters() {
            @Override
            public Optional<Letter> of(Delivery delivery) {
                return first.of(delivery).or(() -> others.of(delivery));
            }

            @Override
            public Optional<Letter> sample(String kind, Language language) {
                return first.sample(kind, language).or(() -> others.sample(kind, language));
            }
        };
    }

    /** An invented letter of a kind of message, to try texts on; empty where it is not this one's kind. */
    default Optional<Letter> sample(String kind, Language language) {
        return Optional.empty();
    }

    /** The letter of a delivery; empty if the mail is written once for all its readers. */
    Optional<Letter> of(Delivery delivery);
}
