package org.civikos.platform.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * Why a request is refused, in the form of RFC 9457. Title and detail are looked up by the code, in the asker's language:
 * {@code problem.<code>.title} and {@code problem.<code>.detail} in the service's {@code i18n/messages_{sq,sr,en}}, then in
 * the platform's own. The message of the exception itself never leaves the service.
 */
public class Problem extends RuntimeException {

    /**
     * What is wrong with one member of the request.
     *
     * @param pointer JSON pointer into the body, as {@code /fields/0}, or a parameter's name
     * @param code    looked up as {@code problem.<code>.detail}, then {@code field.<code>}
     */
    public record Field(String pointer, String code, List<Object> args) {
    }

    private final HttpStatus status;
    private final String code;
    private final transient Object[] args;
    private final transient List<Field> fields = new ArrayList<>();

    private Problem(HttpStatus status, String code, Object[] args) {
        super(status.value() + " " + code, null, false, status.is5xxServerError());
        this.status = status;
        this.code = code;
        this.args = args.clone();
    }

    /**
     * @param code kebab-case, for programs: {@code deadline-passed}
     * @param args for the placeholders {@code {0}} … of title and detail
     */
    public static Problem of(HttpStatus status, String code, Object... args) {
        return new Problem(status, code, args);
    }

    /** Adds what is wrong with one member. */
    public Problem field(String pointer, String fieldCode, Object... fieldArgs) {
        fields.add(new Field(pointer, fieldCode, List.of(fieldArgs)));
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Object[] args() {
        return args.clone();
    }

    public List<Field> fields() {
        return Collections.unmodifiableList(fields);
    }
}
