package org.civikos.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, within Spring MVC and in filters before it, in the asker's language. */
public class ProblemWriter {

    private final JsonMapper json;
    private final MessageSource texts;
    private final ResourceBundleMessageSource own;
    private final Locale otherwise;

    ProblemWriter(JsonMapper json, MessageSource texts, WebProperties properties) {
        this.json = json;
        this.texts = texts;
        this.otherwise = Locale.forLanguageTag(properties.defaultLanguage());
        own = new ResourceBundleMessageSource();
        own.setBasename("i18n/platform");
        own.setDefaultEncoding(StandardCharsets.UTF_8.name());
        own.setFallbackToSystemLocale(false);
        own.setBundleClassLoader(ProblemWriter.class.getClassLoader());
    }

    /** Writes a problem that has nothing to say but its code. */
    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        write(request, response, Problem.of(status, code));
    }

    /** Writes the whole answer, unless it has begun already. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Locale language = language(request);
        byte[] body = json.writeValueAsBytes(body(request, problem, language));
        response.resetBuffer();
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Content-Language", language.getLanguage());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    Locale language(HttpServletRequest request) {
        return Languages.of(request, otherwise);
    }

    ProblemBody body(HttpServletRequest request, Problem problem, Locale language) {
        String code = problem.code();
        String title = text("problem." + code + ".title", problem.args(), language);
        if (title == null) {
            title = text("problem.http-" + problem.status().value() + ".title", problem.args(), language);
        }
        List<ProblemBody.FieldError> errors = problem.fields().stream().map(field -> new ProblemBody.FieldError(field.pointer(),
                field.code(), fieldText(field, language))).toList();
        Object uri = request.getAttribute("jakarta.servlet.error.request_uri");
        return new ProblemBody("/problems/" + code, title == null ? problem.status().getReasonPhrase() : title,
                problem.status().value(), text("problem." + code + ".detail", problem.args(), language),
                uri == null ? request.getRequestURI() : uri.toString(), code, errors);
    }

    private String fieldText(Problem.Field field, Locale language) {
        Object[] args = field.args().toArray();
        for (String key : List.of("problem." + field.code() + ".detail", "field." + field.code(), "field.invalid")) {
            String text = text(key, args, language);
            if (text != null) {
                return text;
            }
        }
        return field.code();
    }

    private @Nullable String text(String key, Object[] args, Locale language) {
        String text = texts.getMessage(key, args, null, language);
        return text != null ? text : own.getMessage(key, args, null, language);
    }
}
