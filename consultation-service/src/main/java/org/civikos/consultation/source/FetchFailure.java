package org.civikos.consultation.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A visit brought nothing that can be used. The code is for health figures and messages. */
final class FetchFailure extends Exception {

    /** Why. */
    enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE("unreachable", false),
        /** Not all there within the time allowed in all. */
        TIMEOUT("timeout", false),
        /** More bytes than allowed. */
        TOO_LARGE("too-large", true),
        /** More redirects than allowed, or one that leads nowhere. */
        REDIRECTS("too-many-redirects", false),
        /** A redirect or a link to another host. */
        OTHER_HOST("other-host", true),
        /** 5xx or 429. */
        SERVER_ERROR("server-error", false),
        /** Any other refusal. */
        REFUSED("refused", true),
        /** 404 or 410 where something was expected. */
        GONE("gone", true),
        /** It answered with something else than a consultation page. */
        NOT_UNDERSTOOD("page-not-understood", false),
        /** A page came where the address promises a PDF or an office file: an error page that calls itself well. */
        WRONG_CONTENT("wrong-content", false),
        /** Nobody has set the password that a mailbox names, or it is for another server. */
        SECRET_MISSING("mail-secret-missing", true),
        /** The mail server offers no encrypted connection. */
        NOT_ENCRYPTED("mail-not-encrypted", true),
        /** robots.txt forbids the address. */
        ROBOTS("robots-disallowed", true),
        /** Too many failures lately: not even asked. */
        CIRCUIT_OPEN("circuit-open", false);

        private final String code;
        private final boolean lasting;

        Reason(String code, boolean lasting) {
            this.code = code;
            this.lasting = lasting;
        }

        String code() {
            return code;
        }

        /** Whether asking again soon is in vain. */
        boolean lasting() {
            return lasting;
        }
    }

    private final Reason reason;
    private final transient @Nullable Duration retryAfter;

    FetchFailure(Reason reason, String message) {
        this(reason, message, null, null);
    }

    FetchFailure(Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    Reason reason() {
        return reason;
    }

    /** How long the server asks to be left alone. */
    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
