package org.civikos.notification.template;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place where staff find texts of messages. Says nothing about what is sent.
 *
 * @param name in the words of the secretariat; null for a delivered one that nobody has renamed, which the web app names in the reader's language
 * @param kinds codes, in the order in which they are shown
 */
public record Folder(String id, @Nullable String name, List<String> kinds) {

    /** The most letters of a name. */
    public static final int NAME_LIMIT = 60;
    /** The most folders. */
    public static final int MOST = 30;

    /** Where the kinds lie until somebody arranges them. */
    enum Delivered {
        DRAFTS(MessageKinds.DRAFTS), LETTERS(MessageKinds.LETTERS), NOTICES(MessageKinds.NOTICES), COLLEAGUES(MessageKinds.COLLEAGUES);

        private final List<MessageKind> kinds;

        Delivered(List<MessageKind> kinds) {
            this.kinds = kinds;
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        Folder folder() {
            return new Folder(id(), null, kinds.stream().map(MessageKind::code).toList());
        }

        static Optional<Delivered> of(String id) {
            return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /** Whether it came with the system, and so may go without a name. */
    public boolean delivered() {
        return Delivered.of(id).isPresent();
    }
}
