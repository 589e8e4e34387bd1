package org.civikos.membership.identity;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The provider's pages and mails: templates with the words of a language, everything that is put in escaped. */
@Component
class Templates {

    private final MessageSource messages;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler html = Mustache.compiler().withLoader(Templates::read);
    private final Mustache.Compiler text = html.escapeHTML(false);

    Templates(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * Fills a template; in it {@code {{#t}}key{{/t}}} is a text of the bundles.
     *
     * @param name {@code sign-in.html}; what ends in {@code .txt} is not escaped
     */
    String render(String name, Locale language, Map<String, ?> values) {
        Template template = compiled.computeIfAbsent(name,
                file -> (file.endsWith(".txt") ? text : html).compile(read(file)));
        Map<String, Object> all = new HashMap<>(values);
        all.put("lang", language.getLanguage());
        Mustache.Lambda texts = (fragment, out) -> {
            String found = text(fragment.execute().strip(), language);
            out.write(name.endsWith(".txt") ? found : escape(found));
        };
        all.put("t", texts);
        return template.execute(all);
    }

    String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    private static String escape(String found) {
        return found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static Reader read(String name) {
        return new InputStreamReader(Objects.requireNonNull(Templates.class.getResourceAsStream("/templates/" + name),
                () -> "No template " + name), StandardCharsets.UTF_8);
    }
}
