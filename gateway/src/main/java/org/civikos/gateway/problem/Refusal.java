package org.civikos.gateway.problem;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The gateway's own refusal of a request; carries no stack trace, as it is an answer and not a defect. */
public final class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final @Nullable Duration retryAfter;

    private Refusal(HttpStatus status, String code, @Nullable Duration retryAfter) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** @param code key of {@code problem.<code>.title} and {@code .detail} in i18n/messages */
    public static Refusal of(HttpStatus status, String code) {
        return new Refusal(status, code, null);
    }

    /** A refusal that passes by itself. @param retryAfter told in whole seconds, at least one */
    public static Refusal until(HttpStatus status, String code, Duration retryAfter) {
        return new Refusal(status, code, retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
