package org.civikos.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which of the three languages a request is answered: {@code ?lang}, then {@code Accept-Language}, then the default. */
public final class Languages {

    /** Albanian, Serbian in Latin letters, English. */
    public static final List<Locale> SUPPORTED = List.of(Locale.of("sq"), Locale.of("sr"), Locale.ENGLISH);
    /** Languages whose readers are best served by one of ours. */
    private static final Map<String, String> CLOSE = Map.of("bs", "sr", "hr", "sr", "sh", "sr", "cnr", "sr", "als", "sq", "aln", "sq");
    private static final int HEADER_LIMIT = 200;

    private Languages() {
    }

    /** The language of the answer. */
    public static Locale of(HttpServletRequest request, Locale otherwise) {
        Locale asked = supported(asked(request.getQueryString()));
        if (asked != null) {
            return asked;
        }
        String header = request.getHeader("Accept-Language");
        if (header == null || header.length() > HEADER_LIMIT) {
            return otherwise;
        }
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
                Locale accepted = range.getWeight() == 0 ? null : supported(range.getRange());
                if (accepted != null) {
                    return accepted;
                }
            }
        } catch (IllegalArgumentException malformed) {
            return otherwise;
        }
        return otherwise;
    }

    /** Read from the query alone: to ask the server for a parameter would make it read the body, which may be too large. */
    private static @Nullable String asked(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("lang=")) {
                return parameter.substring("lang=".length());
            }
        }
        return null;
    }

    private static @Nullable Locale supported(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return null;
        }
        String language = Locale.forLanguageTag(tag.strip()).getLanguage();
        String ours = CLOSE.getOrDefault(language, language);
        return SUPPORTED.stream().filter(locale -> locale.getLanguage().equals(ours)).findFirst().orElse(null);
    }
}
