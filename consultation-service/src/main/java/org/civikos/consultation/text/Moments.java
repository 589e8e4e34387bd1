package org.civikos.consultation.text;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and times in words. */
public final class Moments {

    private Moments() {
    }

    /** A deadline by the clocks of Kosovo, such as "Friday, 11 December 2026, 23:59"; Serbian in Latin letters. */
    public static String deadline(LocalDateTime deadline, Locale language) {
        Locale written = language.getLanguage().equals("sr") ? Locale.forLanguageTag("sr-Latn") : language;
        return DateTimeFormatter.ofPattern(language.getLanguage().equals("sr") ? "EEEE, d. MMMM uuuu. HH:mm" : "EEEE, d MMMM uuuu, HH:mm", written).format(deadline);
    }
}
