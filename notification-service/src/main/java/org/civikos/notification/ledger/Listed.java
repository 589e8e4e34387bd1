package org.civikos.notification.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was to know of a draft, with all messages about it, the latest alert first and mail before SMS.
 *
 * @param name null for readers outside the network, and once it is forgotten
 * @param organisations for which the person was told; none for readers outside the network, and once they are forgotten
 */
record Listed(String personId, @Nullable String name, Set<Group> groups, List<String> organisations, List<Message> messages) {

    /** Tried and failed before never tried; then what was last. */
    private static final Comparator<Message> MOST_TELLING = Comparator.comparing(Message::failed).reversed();

    /** @param since since when they know; @param dueAt when they will at the earliest */
    record Verdict(Standing standing, @Nullable Instant since, @Nullable Instant dueAt, @Nullable Reason reason) {}

    Verdict verdict() {
        return verdict(messages).orElseThrow();
    }

    /** What some messages come to; empty where there are none. */
    Optional<Verdict> verdict(Predicate<Message> which) {
        return verdict(messages.stream().filter(which).toList());
    }

    private static Optional<Verdict> verdict(List<Message> some) {
        return some.stream().map(Message::standing).min(Comparator.naturalOrder()).map(best -> {
            List<Message> those = some.stream().filter(one -> one.standing() == best).toList();
            return new Verdict(best, earliest(those.stream().map(Message::since).toList()), earliest(those.stream().map(Message::dueAt).toList()),
                    those.stream().sorted(MOST_TELLING).map(Message::reason).filter(Objects::nonNull).findFirst().orElse(null));
        });
    }

    private static @Nullable Instant earliest(Collection<@Nullable Instant> moments) {
        return moments.stream().filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
    }

    /** By each channel the latest message: what was told before it is out of date. */
    List<Message> latest() {
        Map<Channel, Message> latest = new HashMap<>();
        messages.forEach(one -> latest.putIfAbsent(one.sent().channel(), one));
        return new ArrayList<>(latest.values());
    }
}
