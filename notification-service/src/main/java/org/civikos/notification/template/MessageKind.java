package org.civikos.notification.template;

import java.util.List;
import java.util.Set;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;

/**
 * A kind of message with its delivered texts.
 *
 * @param code as in the keys of the texts
 * @param placeholders what its texts can use
 * @param channels by which it goes
 * @param delivered gives what the system says until somebody writes something else
 */
public record MessageKind(String code, Set<Placeholder> placeholders, List<TemplateChannel> channels, Delivered delivered) {

    /** The texts that come with the system, read as templates. */
    public interface Delivered {
        Source of(Phrases phrases, Language language, TemplateChannel channel);
    }
}
