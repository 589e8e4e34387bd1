package org.civikos.notification.circular;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.sweep.Sweep;
import org.civikos.notification.text.Language;
import org.springframework.context.SmartLifecycle;

/**
 * Looks every few seconds which circulars are due and makes their alerts, under one id whoever looks. One that missed its time by
 * too much is not sent but asked about.
 */
final class CircularRunner implements SmartLifecycle {

    /** What could not be handed over for so long is no longer worth sending. */
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final Circulars circulars;
    private final Alerts alerts;
    private final Clock clock;
    private final Duration tooLate;
    private final Sweep sweeping;

    /** @param tooLate how far behind its time a circular may be sent without asking */
    CircularRunner(Circulars circulars, Alerts alerts, Clock clock, Duration sweep, Duration tooLate) {
        this.circulars = circulars;
        this.alerts = alerts;
        this.clock = clock;
        this.tooLate = tooLate;
        this.sweeping = new Sweep("circulars", circulars::prepare, this::look, sweep);
    }

    /** One look; may be done by several at once. */
    void look() {
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
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        Language language = one.languageFor(Language.SQ);
        return Alert.of(new Alert.Cause(AlertKind.CIRCULAR, Circular.causeId(one.id()), "circular", at),
                Alert.Subject.noDraft(one.texts().get(language).subject(), language.code(), List.of(), at.plus(GOOD_FOR)), at);
    }

    @Override
    public void start() {
        sweeping.start();
    }

    @Override
    public void stop() {
        sweeping.stop();
    }

    @Override
    public boolean isRunning() {
        return sweeping.isRunning();
    }

    /** After the planner of alerts. */
    @Override
    public int getPhase() {
        return 1;
    }
}
