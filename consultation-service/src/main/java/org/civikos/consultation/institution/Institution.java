package org.civikos.consultation.institution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An institution that publishes drafts.
 *
 * @param id           stable identifier: a new name changes nothing in what was found under an old one
 * @param names        its name by language: sq, sr, en, one of them at least
 * @param initials     what titles of drafts call it, in capitals
 * @param stems        how its names that came with the system begin word by word, folded, connecting words left out
 * @param fields       what its drafts are about when their own words say nothing
 * @param validFrom    first day on which there is this institution, ISO; {@code null} where nobody has looked it up
 * @param validTo      last day of it, ISO; {@code null} while there is
 * @param predecessors those whose work it took over
 * @param region       where it governs, for a municipality; {@code null} for the whole country
 * @param formerNames  the oldest first
 * @param revision     1 as it was added or came with the system, and one more each time that it is written
 */
public record Institution(String id, Map<String, String> names, List<String> initials, List<String> stems, List<String> fields,
        @Nullable String validFrom, @Nullable String validTo, @Nullable List<String> predecessors, @Nullable String region, List<FormerName> formerNames, long revision) {

    private static final List<String> FALLBACK = List.of("sq", "sr", "en");

    public Institution {
        names = Map.copyOf(names);
        initials = List.copyOf(initials);
        stems = List.copyOf(stems);
        fields = List.copyOf(fields);
        predecessors = predecessors == null ? List.of() : List.copyOf(predecessors);
        formerNames = List.copyOf(formerNames);
    }

    /** One of the whole country that nobody has renamed. */
    public Institution(String id, Map<String, String> names, List<String> initials, List<String> stems, List<String> fields,
            @Nullable String validFrom, @Nullable String validTo, @Nullable List<String> predecessors) {
        this(id, names, initials, stems, fields, validFrom, validTo, predecessors, null, List.of(), 1);
    }

    /** In a language, or in another rather than not at all. */
    public String name(String language) {
        return names.getOrDefault(language, FALLBACK.stream().filter(names::containsKey).findFirst().map(names::get).orElse(id));
    }

    /** Whether there was none any more on a day. */
    public boolean endedBefore(LocalDate day) {
        return validTo != null && LocalDate.parse(validTo).isBefore(day);
    }

    /** The day from which it has its present name; {@code null} where nobody knows. */
    @Nullable String namedSince() {
        return formerNames.isEmpty() ? validFrom : LocalDate.parse(formerNames.getLast().until()).plusDays(1).toString();
    }

    /** Whether there are both on some day, as far as anybody has looked up when there are. */
    boolean besides(Institution other) {
        return !over(validTo, other.validFrom) && !over(other.validTo, validFrom);
    }

    private static boolean over(@Nullable String end, @Nullable String begin) {
        return end != null && begin != null && end.compareTo(begin) < 0;
    }

    /** With another name from a day on; the one before stays in its history. */
    Institution renamed(Map<String, String> others, List<String> otherInitials, LocalDate from) {
        List<FormerName> former = new ArrayList<>(formerNames);
        former.add(new FormerName(names, initials, namedSince(), from.minusDays(1).toString()));
        return new Institution(id, others, otherInitials, stems, fields, validFrom, validTo, predecessors, region, former, revision);
    }

    /** Without an end where the day is {@code null}. */
    Institution ended(@Nullable LocalDate lastDay) {
        return new Institution(id, names, initials, stems, fields, validFrom, lastDay == null ? null : lastDay.toString(), predecessors, region, formerNames, revision);
    }

    Institution after(List<String> others) {
        return new Institution(id, names, initials, stems, fields, validFrom, validTo, others, region, formerNames, revision);
    }

    Institution written(long times) {
        return new Institution(id, names, initials, stems, fields, validFrom, validTo, predecessors, region, formerNames, times);
    }

    /** With the words that came with the system, which nobody sees and nobody loses. */
    Institution knownBy(List<String> words) {
        return new Institution(id, names, initials, words, fields, validFrom, validTo, predecessors, region, formerNames, revision);
    }

    /** Whether it says the same, however often it was written. */
    boolean says(Institution other) {
        return written(0).equals(other.written(0));
    }
}
