package org.civikos.consultation.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Sentences of i18n/messages in the language of the current request. */
@Component
public class Phrases {

    private final MessageSource texts;

    Phrases(MessageSource texts) {
        this.texts = texts;
    }

    /** The sentence for a code below a prefix, or the given one where the bundle has none. */
    public @Nullable String say(String prefix, String code, @Nullable String otherwise) {
        Locale locale = LocaleContextHolder.getLocale();
        return texts.getMessage(prefix + "." + code, null, otherwise, locale);
    }

    /** The sentence with its gaps filled; numbers choose their forms by the language's own rules. */
    public String fill(String prefix, String code, Object... values) {
        return texts.getMessage(prefix + "." + code, values, LocaleContextHolder.getLocale());
    }
}
