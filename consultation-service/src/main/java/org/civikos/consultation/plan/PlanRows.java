package org.civikos.consultation.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.civikos.consultation.institution.Institution;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.plan.PlanSheet.Fault;
import org.civikos.consultation.plan.PlanSheet.Line;
import org.civikos.consultation.text.Letters;
import org.jspecify.annotations.Nullable;

/** Makes entries of rows: institution by identifier, name or initials, kind and fields by code or guessed from the title. */
final class PlanRows {

    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_REFERENCE = 100;
    /** 3, Q3, T3 (tremujori), K3 (kvartal), TM3, III, with or without a dot. */
    private static final Pattern QUARTER = Pattern.compile("(?:Q|T|K|TM)?\\s?([1-4]|I{1,3}|IV)\\.?");

    private final Institutions institutions;
    private final Map<String, String> byName = new HashMap<>();

    PlanRows(Institutions institutions) {
        this.institutions = institutions;
        List<Institution> all = institutions.all();
        List<Institution> lastingFirst = all.stream().sorted(Comparator.comparing(one -> one.validTo() != null)).toList();
        all.forEach(one -> byName.put(one.id(), one.id()));
        // What an institution is called now says more than what another was called once.
        lastingFirst.forEach(one -> one.names().values().forEach(name -> know(name, one)));
        lastingFirst.forEach(one -> one.initials().forEach(initials -> know(initials, one)));
        lastingFirst.forEach(one -> one.formerNames().forEach(former -> {
            former.names().values().forEach(name -> know(name, one));
            former.initials().forEach(initials -> know(initials, one));
        }));
    }

    private void know(String name, Institution institution) {
        byName.putIfAbsent(Letters.fold(name), institution.id());
    }

    /** An entry and the row that it comes from. */
    record Wanted(int row, PlanEntry.Facts facts) {
    }

    /** Reads all rows; whatever is wrong with one is added to the faults, and it is left out. */
    List<Wanted> read(int year, List<Line> lines, List<Fault> faults) {
        List<Wanted> wanted = new ArrayList<>();
        Map<String, Integer> references = new HashMap<>();
        Map<String, Integer> titles = new HashMap<>();
        for (Line line : lines) {
            int before = faults.size();
            PlanEntry.Facts facts = row(year, line, faults);
            if (facts == null || faults.size() > before) {
                continue;
            }
            Integer sameTitle = titles.putIfAbsent(facts.titleKey(), line.number());
            Integer sameReference = facts.reference() == null ? null : references.putIfAbsent(Letters.fold(facts.reference()), line.number());
            if (sameReference != null) {
                faults.add(Fault.of(line.number(), "reference", "doubled-reference", facts.reference(), sameReference));
            } else if (sameTitle != null) {
                faults.add(Fault.of(line.number(), "title", "doubled-entry", sameTitle));
            } else {
                wanted.add(new Wanted(line.number(), facts));
            }
        }
        return wanted;
    }

    private PlanEntry.@Nullable Facts row(int year, Line line, List<Fault> faults) {
        int row = line.number();
        String title = text(line, "title", LONGEST_TITLE, true, faults);
        String reference = text(line, "reference", LONGEST_REFERENCE, false, faults);
        String institution = institution(year, line, faults);
        int quarter = quarter(line, faults);
        String kind = kind(line, title, faults);
        List<String> fields = new ArrayList<>();
        String given = line.cell("fields");
        if (given != null) {
            for (String part : given.split("[|,;]")) {
                String field = part.strip().toLowerCase(Locale.ROOT);
                if (field.isEmpty() || fields.contains(field)) {
                    continue;
                }
                if (!institutions.fields().contains(field)) {
                    faults.add(Fault.of(row, "fields", "unknown-field", part.strip()));
                }
                fields.add(field);
            }
        }
        if (title == null || institution == null || quarter == 0 || kind == null) {
            return null;
        }
        return new PlanEntry.Facts(year, quarter, title, kind, institution, fields.isEmpty() ? institutions.guessFields(title, "", institution) : fields, reference);
    }

    private static @Nullable String text(Line line, String column, int most, boolean required, List<Fault> faults) {
        String text = line.cell(column);
        if (text == null) {
            if (required) {
                faults.add(Fault.of(line.number(), column, "not-blank"));
            }
            return null;
        }
        if (text.length() > most) {
            faults.add(Fault.of(line.number(), column, "longer-than", most));
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            faults.add(Fault.of(line.number(), column, "control-character"));
        }
        return text;
    }

    private @Nullable String institution(int year, Line line, List<Fault> faults) {
        String given = line.cell("institution");
        if (given == null) {
            faults.add(Fault.of(line.number(), "institution", "not-blank"));
            return null;
        }
        String id = byName.get(Letters.fold(given));
        if (id == null) {
            faults.add(Fault.of(line.number(), "institution", "unknown-institution", given));
            return null;
        }
        Institution institution = institutions.find(id).orElseThrow();
        if (institution.endedBefore(LocalDate.of(year, 1, 1))) {
            faults.add(Fault.of(line.number(), "institution", "institution-ended", given, String.valueOf(institution.validTo())));
        }
        return id;
    }

    private static int quarter(Line line, List<Fault> faults) {
        String given = line.cell("quarter");
        if (given == null) {
            faults.add(Fault.of(line.number(), "quarter", "not-blank"));
            return 0;
        }
        var match = QUARTER.matcher(given.toUpperCase(Locale.ROOT));
        if (!match.matches()) {
            faults.add(Fault.of(line.number(), "quarter", "not-a-quarter", given));
            return 0;
        }
        return switch (match.group(1)) {
            case "1", "I" -> 1;
            case "2", "II" -> 2;
            case "3", "III" -> 3;
            default -> 4;
        };
    }

    private @Nullable String kind(Line line, @Nullable String title, List<Fault> faults) {
        String given = line.cell("kind");
        if (given == null) {
            return title == null ? null : institutions.guessActKind(title);
        }
        String code = given.toLowerCase(Locale.ROOT).replace(' ', '-');
        if (Institutions.ACT_KINDS.contains(code)) {
            return code;
        }
        String guessed = institutions.guessActKind(given);
        if (guessed.equals(Institutions.OTHER)) {
            faults.add(Fault.of(line.number(), "kind", "unknown-kind", given, String.join(", ", Institutions.ACT_KINDS.stream().sorted().toList())));
            return null;
        }
        return guessed;
    }
}
