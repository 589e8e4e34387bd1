package org.civikos.notification.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.holiday.DayTables;
import org.civikos.notification.sweep.Sweeping;

/**
 * Looks every few seconds which reminders are due and makes their alerts, which everybody who looks makes under the same id.
 * One that missed its time by too much is not sent but asked about. What is not sent yet moves with the table of days off.
 */
final class ReminderRunner extends Sweeping {

    private static final int REMEMBERED = 10_000;

    private final Watch watch;
    private final Alerts alerts;
    private final Supplier<DayTables> days;
    private final Clock clock;
    private final Duration tooLate;
    /** What was made or asked about before, for not looking each time. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * @param days    by which working days are counted, asked anew at each look
     * @param tooLate how far behind its time a reminder may be sent without asking
     */
    ReminderRunner(Watch watch, Alerts alerts, Supplier<DayTables> days, Runnable prepare, Clock clock, Duration sweep, Duration tooLate) {
        super("reminders", prepare, sweep, AFTER_PLANNER);
        this.watch = watch;
        this.alerts = alerts;
        this.days = days;
        this.clock = clock;
        this.tooLate = tooLate;
    }

    /** The alert of a step before one deadline: a moved deadline has other ones. */
    static Alert alert(Watched one, Step step, Instant due, Instant now) {
        return Alert.of(new Alert.Cause(AlertKind.REMINDER, "reminder\n" + one.consultationId() + "\n" + step + "\n" + one.deadlineAt(), "reminder-" + step.code(), due),
                new Alert.Subject(one.consultationId(), one.title(), one.language(), one.institution(), one.fields(), one.actKind(), one.deadline(),
                        one.deadlineAt(), one.articleCount()), now);
    }

    /** One look; may be done by several at once. */
    @Override
    protected void look() {
        DayTables tables = days.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Watched one : watch.open(now)) {
            for (Map.Entry<Step, Instant> planned : one.due(tables).entrySet()) {
                Step step = planned.getKey();
                Instant due = planned.getValue();
                if (due.isAfter(now) || !due.isAfter(one.since())) {
                    continue;
                }
                Alert alert = alert(one, step, due, now);
                String id = Alert.idOf(alert.causeId());
                if (known.contains(id)) {
                    continue;
                }
                if (alerts.status(id).isEmpty()) {
                    if (due.plus(tooLate).isBefore(now)) {
                        watch.missed(new Watch.Missed(id, one.consultationId(), one.title(), step, due, one.deadlineAt(), Watch.Missed.ASKS));
                    } else if (!watch.asked(id)) {
                        alerts.start(alert);
                    }
                }
                if (known.size() >= REMEMBERED) {
                    known.clear();
                }
                known.add(id);
            }
        }
    }
}
