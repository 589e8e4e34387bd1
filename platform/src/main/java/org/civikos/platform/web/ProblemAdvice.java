package org.civikos.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.civikos.platform.messaging.UnknownAggregateException;
import org.civikos.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/**
 * Every exception as a problem. What an exception says stays in the log: an answer carries texts of ours alone, so that
 * neither a stack trace nor a query, a path or somebody's data leaves by accident.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    /** Attributes of a constraint that its text may need, in the order of the placeholders. */
    private static final List<String> CONSTRAINT_ARGS = List.of("min", "max", "value", "integer", "fraction");

    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler(Exception.class)
    void handle(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (failure instanceof AsyncRequestNotUsableException) {
            return;
        }
        Problem problem = problem(failure, response);
        if (problem.status().is5xxServerError()) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        } else {
            LOG.debug("{} {} refused: {}", request.getMethod(), request.getRequestURI(), problem.code());
        }
        writer.write(request, response, problem);
    }

    static Problem problem(Throwable failure, HttpServletResponse response) {
        return switch (failure) {
            case Problem problem -> problem;
            case MethodArgumentNotValidException invalid -> fields(invalid.getAllErrors());
            case HandlerMethodValidationException invalid -> parameters(invalid);
            case ConstraintViolationException invalid -> violations(invalid);
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MissingServletRequestParameterException missing -> Problem.of(HttpStatus.BAD_REQUEST, "validation")
                    .field(missing.getParameterName(), "not-null");
            case MissingServletRequestPartException missing -> Problem.of(HttpStatus.BAD_REQUEST, "validation")
                    .field(missing.getRequestPartName(), "not-null");
            case MissingRequestHeaderException missing -> Problem.of(HttpStatus.BAD_REQUEST, "validation")
                    .field(missing.getHeaderName(), "not-null");
            case MethodArgumentTypeMismatchException mismatch -> Problem.of(HttpStatus.BAD_REQUEST, "validation")
                    .field(mismatch.getName(), "invalid");
            case TypeMismatchException mismatch -> Problem.of(HttpStatus.BAD_REQUEST, "validation")
                    .field(mismatch.getPropertyName() == null ? "" : mismatch.getPropertyName(), "invalid");
            case MaxUploadSizeExceededException tooLarge -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large");
            case MultipartException multipart -> BodyLimitFilter.isTooLarge(multipart)
                    ? Problem.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large")
                    : Problem.of(HttpStatus.BAD_REQUEST, "malformed-body");
            case HttpRequestMethodNotSupportedException method -> {
                Set<HttpMethod> allowed = method.getSupportedHttpMethods();
                if (allowed != null) {
                    response.setHeader("Allow", String.join(", ", allowed.stream().map(HttpMethod::name).toList()));
                }
                yield Problem.of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", method.getMethod());
            }
            case HttpMediaTypeNotSupportedException type -> {
                List<MediaType> supported = type.getSupportedMediaTypes();
                if (!supported.isEmpty()) {
                    response.setHeader("Accept", MediaType.toString(supported));
                }
                yield Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "media-type-not-supported");
            }
            case HttpMediaTypeNotAcceptableException type -> Problem.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable");
            case NoResourceFoundException none -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
            case NoHandlerFoundException none -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
            case UnknownAggregateException unknown -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
            case DuplicateKeyException duplicate -> Problem.of(HttpStatus.CONFLICT, "already-exists");
            case OptimisticLockingFailureException conflict -> Problem.of(HttpStatus.CONFLICT, "changed-meanwhile");
            case DataAccessResourceFailureException away -> storeAway(response);
            case QueryTimeoutException away -> storeAway(response);
            case AccessDeniedException denied -> Actor.current().isAnonymous()
                    ? Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-required") : Problem.of(HttpStatus.FORBIDDEN, "forbidden");
            case AuthenticationException anonymous -> Problem.of(HttpStatus.UNAUTHORIZED, "sign-in-required");
            case ErrorResponse answer -> {
                HttpStatus status = HttpStatus.resolve(answer.getStatusCode().value());
                yield status == null ? internal() : Problem.of(status, "http-" + status.value());
            }
            default -> internal();
        };
    }

    private static Problem internal() {
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal");
    }

    private static Problem storeAway(HttpServletResponse response) {
        response.setHeader("Retry-After", "5");
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "store-away");
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        if (BodyLimitFilter.isTooLarge(unreadable)) {
            return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large");
        }
        Problem problem = Problem.of(HttpStatus.BAD_REQUEST, "malformed-body");
        // Readable JSON of the wrong shape: tell where.
        if (unreadable.getCause() instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
            StringBuilder pointer = new StringBuilder();
            for (JacksonException.Reference step : wrong.getPath()) {
                pointer.append('/').append(step.getPropertyName() == null ? String.valueOf(step.getIndex())
                        : step.getPropertyName().replace("~", "~0").replace("/", "~1"));
            }
            problem.field(pointer.toString(), "invalid");
        }
        return problem;
    }

    private static Problem fields(List<ObjectError> errors) {
        Problem problem = Problem.of(HttpStatus.BAD_REQUEST, "validation");
        for (ObjectError error : errors) {
            problem.field(error instanceof FieldError field ? pointer(field.getField()) : "", code(error), args(error));
        }
        return problem;
    }

    private static Problem parameters(HandlerMethodValidationException invalid) {
        Problem problem = Problem.of(HttpStatus.BAD_REQUEST, "validation");
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors errors) {
                errors.getAllErrors().forEach(error -> problem.field(
                        error instanceof FieldError field ? pointer(field.getField()) : "", code(error), args(error)));
            } else {
                String name = result.getMethodParameter().getParameterName();
                result.getResolvableErrors().forEach(error -> problem.field(name == null ? "" : name, code(error), args(error)));
            }
        }
        return problem;
    }

    private static Problem violations(ConstraintViolationException invalid) {
        Problem problem = Problem.of(HttpStatus.BAD_REQUEST, "validation");
        for (ConstraintViolation<?> violation : invalid.getConstraintViolations()) {
            problem.field(pointer(violation.getPropertyPath().toString()),
                    kebab(violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName()),
                    args(violation.getConstraintDescriptor().getAttributes()));
        }
        return problem;
    }

    private static String code(MessageSourceResolvable error) {
        String[] codes = error.getCodes();
        return codes == null || codes.length == 0 ? "invalid" : kebab(codes[codes.length - 1]);
    }

    private static Object[] args(MessageSourceResolvable error) {
        try {
            if (error instanceof ObjectError object && object.contains(ConstraintViolation.class)) {
                return args(object.unwrap(ConstraintViolation.class).getConstraintDescriptor().getAttributes());
            }
        } catch (IllegalArgumentException notFromValidation) {
            return new Object[0];
        }
        return new Object[0];
    }

    private static Object[] args(Map<String, @Nullable Object> attributes) {
        List<Object> args = new ArrayList<>();
        for (String name : CONSTRAINT_ARGS) {
            Object value = attributes.get(name);
            if (value != null) {
                args.add(value);
            }
        }
        return args.toArray();
    }

    /** {@code fields[0].name} → {@code /fields/0/name}. */
    static String pointer(String path) {
        return path.isEmpty() ? "" : "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
    }

    /** {@code NotBlank} → {@code not-blank}; {@code typeMismatch} → {@code type-mismatch}. */
    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
