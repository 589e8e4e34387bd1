package org.civikos.notification.reach;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.DeliveryState;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.message.StaffNotices;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.sweep.Sweeping;

/**
 * Looks every few minutes at each alert that has been due for a while: has it reached anybody? If not, the secretariat is told, once,
 * and the figure of such alerts stays up until they have, or the secretariat has marked the notice as done. Nobody is missed who chose not to be told, or to be told later.
 * GOV.UK's email-alert-api does so for its critical alerts every 15 minutes.
 */
final class ReachWatch extends Sweeping {

    /** Those whose readers asked for them at that moment notice by themselves, and a text that is tried out is seen by who tries it. */
    private static final List<AlertKind> WATCHED = Stream.of(AlertKind.values()).filter(kind -> kind != AlertKind.NOTICE && kind != AlertKind.TEST).toList();
    /** Those that concern somebody as long as the network has organisations in the draft's field: if nobody, nobody knows of it. */
    private static final Set<AlertKind> FOR_SOMEBODY = Set.of(AlertKind.CONSULTATION_OPENED, AlertKind.DEADLINE_MOVED, AlertKind.DRAFT_CHANGED);
    private static final Duration BACK = Duration.ofHours(48);
    /** Not sent by the reader's own choice or that of whoever wrote, or since there was no longer a reason to. */
    private static final Set<Reason> CHOSEN = Set.of(Reason.UNSUBSCRIBED, Reason.IN_DIGEST, Reason.INBOX_ONLY, Reason.ANSWERED, Reason.SUPERSEDED, Reason.ERASED, Reason.TEAM_ONLY);
    private static final int PAGE = 500;

    private final Alerts alerts;
    private final MongoDeliveries deliveries;
    private final StaffNotices notices;
    private final String page;
    private final Duration after;
    private final Clock clock;
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private volatile int unreached;

    /**
     * @param page where an alert is looked at, without its id
     * @param after how long after it came about an alert is expected to have reached somebody
     */
    ReachWatch(
            Alerts alerts, MongoDeliveries deliveries, StaffNotices notices, String page, Duration after, Duration pause, Runnable prepare, MeterRegistry meters,
            Clock clock) {
        super("reach", prepare, pause, AFTER_SENDERS);
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.notices = notices;
        this.page = page;
        this.after = after;
        this.clock = clock;
        Gauge.builder("civikos.alerts.unreached", this, watch -> watch.unreached)
                .description("Alerts of the last two days that were due and have reached nobody").register(meters);
    }

    @Override
    protected void look() {
        Instant now = clock.instant();
        int found = 0;
        Set<String> current = new HashSet<>();
        for (AlertKind kind : WATCHED) {
            for (Map.Entry<String, Alert> one : alerts.unreached(kind, now.minus(BACK), now.minus(after)).entrySet()) {
                String id = one.getKey();
                current.add(id);
                if (settled.contains(id)) {
                    continue;
                }
                Alert alert = one.getValue();
                boolean nobody = FOR_SOMEBODY.contains(kind) && alert.status() != Alert.Status.PLANNING && alert.concerned() == 0;
                if (!nobody && well(id, alert, now) || alert.simulated() || StaffNotices.carriedBy(alert) || notices.done(noticeOf(id, alert))) {
                    settled.add(id);
                } else {
                    found++;
                    notices.tell(noticeOf(id, alert), nobody ? "concerns-nobody" : kind.aboutDraft() || kind == AlertKind.CIRCULAR ? "unreached"
                            : "unreached-" + kind.code(), Map.of("title", alert.title(), "concerned", alert.concerned(), "minutes",
                            Duration.between(alert.createdAt(), now).toMinutes(), "link", page + (kind == AlertKind.MESSAGE ? "" : id)));
                }
            }
        }
        unreached = found;
        settled.retainAll(current);
    }

    /** Programs may send thousands: of theirs the secretariat hears once a day, and their senders of each. */
    private static String noticeOf(String id, Alert alert) {
        return "unreached\n" + (alert.kind() == AlertKind.MESSAGE ? "messages\n" + alert.createdAt().atZone(AlertSettings.KOSOVO).toLocalDate() : id);
    }

    /** Whether somebody has it, or nobody was to have it by now. */
    private boolean well(String id, Alert alert, Instant now) {
        if (alert.status() == Alert.Status.PLANNING) {
            return false;
        }
        Map<String, Map<String, Integer>> totals = deliveries.totals(id);
        if (totals.values().stream().anyMatch(channel -> channel.getOrDefault(DeliveryState.HANDED_OVER.code(), 0)
                + channel.getOrDefault(DeliveryState.DELIVERED.code(), 0) > 0)) {
            return true;
        }
        String from = null;
        while (true) {
            List<Delivery> some = deliveries.ofAlert(id, Set.of(), Set.of(), from, PAGE);
            if (some.stream().anyMatch(one -> missed(one, now))) {
                return false;
            }
            if (some.size() < PAGE) {
                return true;
            }
            from = some.getLast().id();
        }
    }

    private boolean missed(Delivery one, Instant now) {
        return switch (one.state()) {
            // What waits for the end of quiet hours is not due.
            case WAITING, SENDING -> !one.dueAt().isAfter(now) || one.attempts() > 0 || one.createdAt().plus(after).isBefore(now) && one.reason() != null;
            case FAILED -> true;
            case NOT_SENT -> one.reason() == null || !CHOSEN.contains(one.reason());
            case HANDED_OVER, DELIVERED -> false;
        };
    }
}
