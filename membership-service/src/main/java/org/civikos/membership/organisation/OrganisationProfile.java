package org.civikos.membership.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civikos.membership.input.Faults;
import org.civikos.membership.input.InvalidInput;
import org.civikos.membership.reference.Field;
import org.civikos.membership.reference.Folding;
import org.civikos.membership.reference.MunicipalityNames;
import org.civikos.platform.place.Municipality;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation says of itself. Can only be made valid: by {@link #of}.
 *
 * @param name         at most {@value #NAME} characters; unique among members when folded
 * @param shortName    at most {@value #SHORT_NAME} characters
 * @param municipality the Albanian name of one of the 38
 * @param fields       known fields of activity, each once
 * @param memberSince  not before {@link #FIRST_YEAR}
 */
public record OrganisationProfile(String name, @Nullable String shortName, String municipality, List<String> fields,
        @Nullable LocalDate memberSince) {

    static final int NAME = 200;
    static final int SHORT_NAME = 40;
    /** Kosovo's first associations registered after this; an earlier date is a slip of the finger. */
    static final int FIRST_YEAR = 1980;

    public OrganisationProfile {
        fields = List.copyOf(fields);
    }

    /**
     * Reads what was typed.
     *
     * @throws InvalidInput naming every member that is wrong, by the names of the API
     */
    public static OrganisationProfile of(@Nullable String name, @Nullable String shortName, @Nullable String municipality,
            @Nullable List<String> fields, @Nullable String memberSince) {
        Faults faults = new Faults();
        String readName = faults.text("name", name, NAME);
        if (!readName.isEmpty() && Folding.fold(readName).length() < 2) {
            faults.add("name", "too-short");
        }
        String readShortName = faults.optionalText("shortName", shortName, SHORT_NAME);
        Optional<Municipality> found = MunicipalityNames.find(municipality);
        if (municipality == null || municipality.isBlank()) {
            faults.add("municipality", "required");
        } else if (found.isEmpty()) {
            faults.add("municipality", "unknown-municipality", municipality.strip());
        }
        Set<String> readFields = new LinkedHashSet<>();
        for (String field : fields == null ? List.<String>of() : fields) {
            String code = field.strip();
            if (Field.exists(code)) {
                readFields.add(code);
            } else {
                faults.add("fields", "unknown-field", code);
            }
        }
        if (readFields.isEmpty() && faults.found().stream().noneMatch(fault -> fault.field().equals("fields"))) {
            faults.add("fields", "field-required");
        }
        LocalDate since = faults.date("memberSince", memberSince);
        if (since != null && since.getYear() < FIRST_YEAR) {
            faults.add("memberSince", "too-early", FIRST_YEAR);
        }
        faults.throwIfAny();
        return new OrganisationProfile(readName, readShortName, found.orElseThrow().name(), new ArrayList<>(readFields), since);
    }

    /** The form under which two names are the same organisation. */
    public String nameKey() {
        return Folding.fold(name);
    }

    /** Everything that a search looks in, folded. */
    String searchText() {
        return Folding.fold(name + " " + (shortName == null ? "" : shortName));
    }

    /** The region of the municipality, by its Albanian name. */
    public String region() {
        return MunicipalityNames.find(municipality).orElseThrow().regionNames().sq();
    }
}
