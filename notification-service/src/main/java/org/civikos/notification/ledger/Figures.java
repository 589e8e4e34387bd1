package org.civikos.notification.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.civikos.notification.delivery.Channel;

/**
 * How everybody stands, by what. A person with several organisations stands in each, and in all channels and alerts by which they were
 * to know; in the whole they stand once. Filled while counting and not changed afterwards.
 */
final class Figures {

    final Instant countedAt;
    final Count all = new Count();
    final Map<Channel, Count> channels = new EnumMap<>(Channel.class);
    final Map<String, Count> alerts = new HashMap<>();
    final TreeMap<Group, Count> groups = new TreeMap<>();
    /** Latest messages that failed and may be sent again, and how many people have one. */
    int failed;
    int failedPeople;

    Figures(Instant countedAt) {
        this.countedAt = countedAt;
    }

    void add(Listed person, int mayGoAgain) {
        Listed.Verdict verdict = person.verdict();
        all.add(verdict);
        person.groups().forEach(group -> groups.computeIfAbsent(group, _ -> new Count()).add(verdict));
        for (Channel channel : Channel.values()) {
            person.verdict(one -> one.sent().channel() == channel).ifPresent(found -> channels.computeIfAbsent(channel, _ -> new Count()).add(found));
        }
        person.messages().stream().map(Message::alertId).distinct()
                .forEach(alert -> person.verdict(one -> one.alertId().equals(alert)).ifPresent(found -> alerts.computeIfAbsent(alert, _ -> new Count()).add(found)));
        failed += mayGoAgain;
        failedPeople += mayGoAgain > 0 ? 1 : 0;
    }
}
