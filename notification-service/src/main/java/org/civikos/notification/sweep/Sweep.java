package org.civikos.notification.sweep;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through something every few moments on a thread of its own, from its start to its stop; a look that fails is made again. */
public final class Sweep {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final String name;
    private final Runnable prepare;
    private final Runnable look;
    private final Duration pause;
    private Thread thread = Thread.currentThread();
    private volatile boolean running;

    /**
     * @param name of the thread, and what logs call it
     * @param prepare what has to be done in the store once, as soon as it can be reached
     */
    public Sweep(String name, Runnable prepare, Runnable look, Duration pause) {
        this.name = name;
        this.prepare = prepare;
        this.look = look;
        this.pause = pause;
    }

    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Does not wait for a look that is under way. */
    public synchronized void stop() {
        running = false;
        thread.interrupt();
    }

    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean prepared = false;
        while (running) {
            try {
                if (!prepared) {
                    prepare.run();
                    prepared = true;
                }
                look.run();
            } catch (RuntimeException e) {
                log.warn("The look through {} is made again: {}", name, e.toString());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
