package org.civikos.systemtests;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Starts one installation for a test class; nothing is shared between classes, so that a fault in one cannot colour another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InstallationIT {

    Installation installation;

    abstract int portBase();

    Map<String, String> environment() {
        return Map.of();
    }

    @BeforeAll
    void start() {
        installation = Installation.start(portBase(), environment());
    }

    @AfterAll
    void stop() {
        if (installation != null) {
            installation.close();
        }
    }
}
