package org.civikos.notification.editor;

import java.time.Duration;
import org.civikos.notification.sweep.Sweep;
import org.civikos.notification.template.Templates;
import org.springframework.context.SmartLifecycle;

/** Makes the indexes as soon as the store can be reached. */
final class Upkeep implements SmartLifecycle {

    private final Sweep sweeping;

    Upkeep(Templates templates, TestPlan tests) {
        this.sweeping = new Sweep("templates", () -> {
            templates.prepare();
            tests.prepare();
        }, () -> { }, Duration.ofMinutes(1));
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
}
