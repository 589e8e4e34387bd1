package org.civikos.notification;

import org.springframework.boot.SpringApplication;

/** A second instance of the service in a process of its own, on the clock of the tests. */
final class InstanceProcess {

    /** What it says when it works. */
    static final String STARTED = "The second instance has started";

    private InstanceProcess() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {NotificationServiceApplication.class, ServiceIT.At.class}, arguments);
        System.out.println(STARTED);
    }
}
