package org.civikos.notification.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which subscription a fact fits, and by what of it.
 *
 * @param organisations whether it is one that organisations set for their people
 * @param name what the person calls the subscription; may be empty
 * @param fitting what of it the fact fits, never empty
 */
public record Why(boolean organisations, String name, List<Fitting> fitting) {

    /** One criterion with the value that fits; {@code value} is empty where the criterion says all. */
    public record Fitting(Criterion criterion, String value) {}

    /** What a subscription looks at. */
    public enum Criterion {
        EVERYTHING, WORD, FIELD, INSTITUTION, REGION, ACT_KIND, GROUP, CAMPAIGN, DRAFT,
        /** That nobody has given the draft a field yet. */
        UNSORTED;

        /** The word in keys of texts, as act-kind. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private static final String ORGANISATIONS = "set-by-organisation";
    private static final String NAME = "name:";

    public Why {
        fitting = List.copyOf(fitting);
    }

    Why setByOrganisations() {
        return new Why(true, name, fitting);
    }

    /** The same with other values, as the names of things in the place of their ids. */
    public Why saying(BiFunction<Criterion, String, String> how) {
        return new Why(organisations, name, fitting.stream().map(one -> new Fitting(one.criterion(), how.apply(one.criterion(), one.value()))).toList());
    }

    /** As it is stored. */
    public List<String> written() {
        List<String> written = new ArrayList<>(fitting.size() + 2);
        if (organisations) {
            written.add(ORGANISATIONS);
        }
        if (!name.isEmpty()) {
            written.add(NAME + name);
        }
        fitting.forEach(one -> written.add(one.criterion().code() + ":" + one.value()));
        return written;
    }

    /** What was {@link #written}; null for nothing. Criteria that are not known (any more) are left out. */
    public static @Nullable Why read(@Nullable List<String> written) {
        if (written == null || written.isEmpty()) {
            return null;
        }
        String name = "";
        List<Fitting> fitting = new ArrayList<>();
        for (String one : written) {
            int colon = one.indexOf(':');
            if (one.startsWith(NAME)) {
                name = one.substring(NAME.length());
            } else if (colon > 0) {
                for (Criterion criterion : Criterion.values()) {
                    if (criterion.code().equals(one.substring(0, colon))) {
                        fitting.add(new Fitting(criterion, one.substring(colon + 1)));
                    }
                }
            }
        }
        return fitting.isEmpty() ? null : new Why(written.contains(ORGANISATIONS), name, fitting);
    }
}
