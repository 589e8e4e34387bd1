package org.civikos.platform.messaging;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.messaging.MessagingException;
import org.springframework.web.client.ResourceAccessException;

/** Tells a failure that passes by itself from one of the record. */
final class Failures {

    private Failures() {
    }

    /**
     * Whether waiting helps: {@link TemporaryFailure}, an outage of the store, another service that does not answer, or
     * somebody else's write at the same time.
     */
    static boolean isTemporary(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof PermanentFailure) {
                return false;
            }
            if (cause instanceof TemporaryFailure || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException || cause instanceof DataAccessResourceFailureException
                    || cause instanceof MongoSocketException || cause instanceof MongoTimeoutException
                    || cause instanceof MongoNotPrimaryException || cause instanceof MongoNodeIsRecoveringException
                    || cause instanceof MongoWriteConcernException || cause instanceof ResourceAccessException) {
                return true;
            }
        }
        return false;
    }

    /** What the handler threw, without the wrapping of those who called it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ListenerExecutionFailedException || cause instanceof MessagingException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
