package org.civikos.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of an {@code application/problem+json} answer. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemBody(String type, String title, int status, @Nullable String detail, String instance, String code,
        List<FieldError> errors) {

    /** One entry of {@code errors}. */
    record FieldError(String pointer, String code, String detail) {
    }
}
