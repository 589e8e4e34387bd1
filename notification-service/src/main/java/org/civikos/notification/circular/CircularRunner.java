package org.civikos.notification.circular;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.sweep.Sweeping;
import org.civikos.notification.text.Language;

/**
 * Looks every few seconds which circulars are due and makes their alerts, under one id whoever looks. One that missed its time by
 * too much is not sent but asked about.
 */
final class CircularRunner extends Sweeping {

    private final Circulars circulars;
    private final Alerts alerts;
    private final Clock clock;
    private final Duration tooLate;

    /** @param tooLate how far behind its time a circular may be sent without asking */
    CircularRunner(Circulars circulars, Alerts alerts, Clock clock, Duration sweep, Duration tooLate) {
        super("circulars", circulars::prepare, sweep, AFTER_PLANNER);
        this.circulars = circulars;
        this.alerts = alerts;
        this.clock = clock;
        this.tooLate = tooLate;
    }

    /** One look; may be done by several at once. */
    @Override
    protected void look() {
        Instant now = clock.instant();
        for (Circular due : circulars.in(Circular.Status.SCHEDULED, now)) {
            boolean late = due.sendAt().plus(tooLate).isBefore(now);
            circulars.step(due.id(), Circular.Status.SCHEDULED, late ? Circular.Status.ASKS : Circular.Status.STARTING, null);
        }
        // Also those that a crash left between the step and the alert; the alert comes about once all the same.
        for (Circular started : circulars.in(Circular.Status.STARTING, Instant.ofEpochMilli(Long.MAX_VALUE / 2))) {
            alerts.start(alert(started, now));
            circulars.step(started.id(), Circular.Status.STARTING, Circular.Status.BEGUN, null);
        }
    }

    private static Alert alert(Circular one, Instant now) {
        Language language = one.languageFor(Language.SQ);
        return Circular.alert(Circular.causeId(one.id()), one.texts().get(language).subject(), language, now);
    }
}
