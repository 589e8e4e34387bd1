package org.civikos.notification.text;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.civikos.platform.place.Municipality;

/** The sentences of mails, SMS and pages, by ICU message format: each language has its own plural forms and its own order. */
public final class Phrases {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Map<Language, Properties> texts = new EnumMap<>(Language.class);
    private final InstitutionNames institutions;

    /** With the institutions that came with the system. */
    public Phrases() {
        this((_, _) -> Optional.empty());
    }

    /** @param institutions goes before those that came with the system */
    public Phrases(InstitutionNames institutions) {
        this.institutions = institutions;
        for (Language language : Language.values()) {
            Properties all = load("/text/phrases_" + language.code() + ".properties");
            all.putAll(load("/text/templates_" + language.code() + ".properties"));
            texts.put(language, all);
        }
    }

    private static Properties load(String name) {
        try (InputStream in = Phrases.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A phrase in a language, filled in.
     *
     * @throws IllegalArgumentException if there is no such phrase
     */
    public String say(Language language, String key, Map<String, ?> values) {
        String pattern = find(language, key).orElseThrow(() -> new IllegalArgumentException("No phrase " + key));
        return new MessageFormat(pattern, language.locale()).format(values);
    }

    public String say(Language language, String key) {
        return say(language, key, Map.of());
    }

    public Optional<String> find(Language language, String key) {
        return Optional.ofNullable(texts.get(language).getProperty(key));
    }

    /** The name of an institution; empty for one that is not known here. */
    public Optional<String> institution(Language language, String id) {
        return institutions.name(language, id).or(() -> find(language, "institution." + id)).or(() -> Municipality.ofInstitution(id).map(one -> say(language, "institution.municipality",
                Map.of("name", switch (language) {
                    case SQ -> one.names().sq();
                    case SR -> one.names().sr();
                    case EN -> one.names().en();
                }))));
    }

    /** A deadline in words, such as "Friday, 11 December 2026 at 23:59". */
    public String moment(Language language, LocalDateTime moment) {
        String day = DateTimeFormatter.ofPattern(find(language, "date.pattern").orElse("d MMMM yyyy"), language.locale()).format(moment);
        return say(language, "date.at", Map.of("day", day, "time", TIME.format(moment)));
    }

    /** When something ends, in words that follow a verb, such as "on Friday, 11 December 2026 at 23:59". */
    public String on(Language language, LocalDateTime moment) {
        return say(language, "date.on", Map.of("weekday", String.valueOf(moment.getDayOfWeek().getValue()), "day", day(language, moment.toLocalDate()), "time", TIME.format(moment)));
    }

    /** A day in words that follow "from" and "until", such as "27 November 2026"; in Serbian in the genitive. */
    public String day(Language language, LocalDate day) {
        return say(language, "date.day", Map.of("day", String.valueOf(day.getDayOfMonth()), "month", String.valueOf(day.getMonthValue()), "year", String.valueOf(day.getYear())));
    }

    Set<String> keys(Language language) {
        return new TreeSet<>(texts.get(language).stringPropertyNames());
    }
}
