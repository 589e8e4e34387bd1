package org.civikos.notification.ledger;

import java.util.List;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.subscription.Words;
import org.jspecify.annotations.Nullable;

/**
 * Whom to show. Channel and kind say which messages count at all; the rest then chooses among the people.
 *
 * @param standing how they stand by the messages that count
 * @param organisation a name as it stands in the ledger
 * @param words of a name or an organisation, folded; none for everybody
 */
record Filter(
        @Nullable Standing standing, @Nullable Channel channel, @Nullable AlertKind kind, @Nullable String organisation, Group.@Nullable Kind group,
        List<String> words) {

    static final Filter NONE = new Filter(null, null, null, null, null, List.of());

    boolean fits(Listed person) {
        return (standing == null || person.verdict().standing() == standing)
                && (organisation == null || person.organisations().contains(organisation))
                && (group == null || person.groups().stream().anyMatch(one -> one.kind() == group))
                && (words.isEmpty() || Words.contains(Words.of((person.name() == null ? "" : person.name()) + " · " + String.join(" · ", person.organisations())), words));
    }
}
