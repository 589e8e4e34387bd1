package org.civikos.notification.sweep;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** A {@link Sweep} that begins and ends with the service. */
public abstract class Sweeping implements SmartLifecycle {

    /** After the planner of alerts. */
    protected static final int AFTER_PLANNER = 1;
    /** After those who send. */
    protected static final int AFTER_SENDERS = 3;

    private final Sweep sweep;
    private final int phase;

    /**
     * @param prepare see {@link Sweep}
     * @param phase   see {@link SmartLifecycle#getPhase}
     */
    protected Sweeping(String name, Runnable prepare, Duration pause, int phase) {
        this.sweep = new Sweep(name, prepare, this::look, pause);
        this.phase = phase;
    }

    /** One look through it all. */
    protected abstract void look();

    @Override
    public void start() {
        sweep.start();
    }

    @Override
    public void stop() {
        sweep.stop();
    }

    @Override
    public boolean isRunning() {
        return sweep.isRunning();
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
