package org.civikos.consultation.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.civikos.consultation.text.Letters;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * An act that a public body has promised to consult on in a quarter: a consultation at the stage "planned".
 *
 * @param facts         what the plan says
 * @param quarterEndsAt first moment after the quarter, by the clocks of Kosovo
 * @param consultation  what it became; {@code null} as long as nothing is published
 * @param linkedBy      who said so; {@link #BY_LIKENESS} where nobody had to
 * @param overdueAt     when it was told that the quarter had ended without a consultation; told once, whatever comes later
 * @param dropped       why it left the plan
 * @param titleKey      what a list without references knows it by
 * @param likely        what has been published and may be it, until somebody says so or says no
 * @param refused       what somebody has said that it is not: drafts and consultations by identifier
 */
record PlanEntry(Facts facts, Instant quarterEndsAt, @Nullable String consultation, @Nullable String linkedBy, @Nullable Instant overdueAt, @Nullable String dropped,
        String titleKey, String searchText, @Nullable Likely likely, @Nullable List<String> refused) {

    /** Who has linked it where title, institution and kind are the same. */
    static final String BY_LIKENESS = "likeness";

    PlanEntry {
        refused = refused == null ? List.of() : List.copyOf(refused);
    }

    /**
     * What has been published and may be it.
     *
     * @param published identifier of the draft, which is that of its consultation once it is opened
     * @param likeness  of the titles, from 0 to 1
     */
    record Likely(String published, String title, double likeness) {
    }

    /**
     * What the plan says.
     *
     * @param quarter   1 to 4
     * @param reference what the plan itself calls it
     */
    record Facts(int year, int quarter, String title, String actKind, String institution, List<String> fields, @Nullable String reference) {

        Facts {
            fields = List.copyOf(fields);
        }

        String titleKey() {
            return year + "|" + institution + "|" + Letters.fold(title);
        }

        LocalDate lastDay() {
            return LocalDate.of(year, quarter * 3, 1).plusMonths(1).minusDays(1);
        }

        Instant quarterEndsAt() {
            return lastDay().plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant();
        }
    }

    static PlanEntry of(Facts facts) {
        return new PlanEntry(facts, facts.quarterEndsAt(), null, null, null, null, facts.titleKey(), Letters.fold(facts.title()), null, List.of());
    }

    PlanEntry with(Facts other) {
        return new PlanEntry(other, other.quarterEndsAt(), consultation, linkedBy, overdueAt, dropped, other.titleKey(), Letters.fold(other.title()), likely, refused);
    }

    PlanEntry linked(String to, String by) {
        return new PlanEntry(facts, quarterEndsAt, to, by, overdueAt, dropped, titleKey, searchText, null, refused.stream().filter(one -> !one.equals(to)).toList());
    }

    /** Not that one, and not again by itself. */
    PlanEntry unlinked() {
        return consultation == null ? this : new PlanEntry(facts, quarterEndsAt, null, null, overdueAt, dropped, titleKey, searchText, null, refused).refusing(consultation);
    }

    PlanEntry perhaps(@Nullable Likely published) {
        return new PlanEntry(facts, quarterEndsAt, consultation, linkedBy, overdueAt, dropped, titleKey, searchText, published, refused);
    }

    /** Somebody says that it is not that one. */
    PlanEntry refusing(String published) {
        List<String> all = new ArrayList<>(refused);
        if (!all.contains(published)) {
            all.add(published);
        }
        return new PlanEntry(facts, quarterEndsAt, consultation, linkedBy, overdueAt, dropped, titleKey, searchText,
                likely != null && likely.published().equals(published) ? null : likely, all);
    }

    PlanEntry told(Instant at) {
        return new PlanEntry(facts, quarterEndsAt, consultation, linkedBy, at, dropped, titleKey, searchText, likely, refused);
    }

    PlanEntry dropped(@Nullable String why) {
        return new PlanEntry(facts, quarterEndsAt, consultation, linkedBy, overdueAt, why, titleKey, searchText, likely, refused);
    }

    /** Whether it waits for a consultation. */
    boolean waits() {
        return consultation == null && dropped == null;
    }

    /** Whether something that was published may be it and nobody has said yet. */
    boolean isPerhapsPublished() {
        return waits() && likely != null;
    }

    /** Whether its quarter has ended, nothing was published, and nothing that was may be it. */
    boolean overdueAt(Instant now) {
        return waits() && likely == null && !now.isBefore(quarterEndsAt);
    }
}
