package org.civikos.membership.input;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while an input is read, so that a person hears of everything at once. */
public final class Faults {

    private static final List<DateTimeFormatter> DATES = List.of(DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT));

    private final List<Fault> found = new ArrayList<>();

    public void add(String field, String code, Object... arguments) {
        found.add(Fault.of(field, code, arguments));
    }

    /** The text without outer and doubled spaces; a fault if there is none or more than {@code most} characters. */
    public String text(String field, @Nullable String value, int most) {
        String text = optionalText(field, value, most);
        if (text == null) {
            add(field, "required");
            return "";
        }
        return text;
    }

    /** As {@link #text}, but nothing is allowed and answered with {@code null}. */
    public @Nullable String optionalText(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip().replaceAll("\\s+", " ");
        if (text.length() > most) {
            add(field, "too-long", most);
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            add(field, "control-character");
        }
        return text;
    }

    /** A date as 2026-01-31 or 31.1.2026; {@code null} if there is none, or it is none (then with a fault). */
    public @Nullable LocalDate date(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        for (DateTimeFormatter form : DATES) {
            try {
                return LocalDate.parse(value.strip(), form);
            } catch (DateTimeParseException notThisForm) {
                // The next form, or the fault below.
            }
        }
        add(field, "not-a-date", value.strip());
        return null;
    }

    public List<Fault> found() {
        return List.copyOf(found);
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInput(found);
        }
    }
}
