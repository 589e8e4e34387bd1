package org.civikos.notification.text;

import java.util.Locale;

/** A language in which we write to people. */
public enum Language {
    SQ("sq", Locale.forLanguageTag("sq")),
    SR("sr", Locale.forLanguageTag("sr-Latn")),
    EN("en", Locale.ENGLISH);

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    /** The code in records and in {@code lang} attributes. */
    public String code() {
        return code;
    }

    public Locale locale() {
        return locale;
    }

    /** The language of a code; Albanian for anything else, since it is what most people here read. */
    public static Language of(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return language;
            }
        }
        return SQ;
    }

    /** The language of a locale, however it is written; Albanian for any other. */
    public static Language of(Locale locale) {
        return of(locale.getLanguage());
    }
}
