package org.civikos.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.messaging.MessagingException;

class FailuresTest {

    @Test
    void waitsForWhatPassesByItself() {
        for (RuntimeException failure : List.of(new TemporaryFailure("x"), new DataAccessResourceFailureException("x"),
                new OptimisticLockingFailureException("x"))) {
            assertThat(Failures.isTemporary(wrap(failure))).as(failure.toString()).isTrue();
        }
    }

    @Test
    void givesUpWhatDoesNot() {
        for (RuntimeException failure : List.of(new PermanentFailure("x", new TemporaryFailure("y")), new DuplicateKeyException("x"),
                new IllegalStateException("x"), new NullPointerException("x"))) {
            assertThat(Failures.isTemporary(wrap(failure))).as(failure.toString()).isFalse();
            assertThat(Failures.cause(wrap(failure))).isSameAs(failure);
        }
    }

    private static Exception wrap(RuntimeException failure) {
        return new ListenerExecutionFailedException("listener", new MessagingException("handler", failure));
    }
}
