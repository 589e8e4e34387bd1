package org.civikos.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GlanceTest {

    private final AtomicInteger counted = new AtomicInteger();
    private final Glance<Integer> glance = new Glance<>();

    private int slowly() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return counted.incrementAndGet();
    }

    @Test
    void whatIsSoonCountedIsExact() {
        assertThat(glance.of("small", counted::incrementAndGet)).isEqualTo(1);
        assertThat(glance.of("small", counted::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void whatTakesLongIsCountedAgainAfterAWhile() {
        assertThat(glance.of("large", this::slowly)).isEqualTo(1);
        assertThat(glance.of("large", this::slowly)).as("at once again").isEqualTo(1);
        assertThat(glance.of("other", counted::incrementAndGet)).as("another one").isEqualTo(2);
        Awaitility.await().until(() -> glance.of("large", this::slowly) > 2);
    }
}
