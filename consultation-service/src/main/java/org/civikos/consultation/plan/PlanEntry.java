package org.civikos.consultation.plan;

import java.time.Instant;
import java.time.LocalDate;
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
 * @param linkedBy      who said so
 * @param overdueAt     when it was told that the quarter had ended without a consultation; told once, whatever comes later
 * @param dropped       why it left the plan
 * @param titleKey      what a list without references knows it by
 */
record PlanEntry(Facts facts, Instant quarterEndsAt, @Nullable String consultation, @Nullable String linkedBy, @Nullable Instant overdueAt, @Nullable String dropped,
        String titleKey, String searchText) {

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
        return new PlanEntry(facts, facts.quarterEndsAt(), null, null, null, null, facts.titleKey(), Letters.fold(facts.title()));
    }

    PlanEntry with(Facts other) {
        return new PlanEntry(other, other.quarterEndsAt(), consultation, linkedBy, overdueAt, dropped, other.titleKey(), Letters.fold(other.title()));
    }

    PlanEntry linked(@Nullable String to, @Nullable String by) {
        return new PlanEntry(facts, quarterEndsAt, to, by, overdueAt, dropped, titleKey, searchText);
    }

    PlanEntry told(Instant at) {
        return new PlanEntry(facts, quarterEndsAt, consultation, linkedBy, at, dropped, titleKey, searchText);
    }

    PlanEntry dropped(@Nullable String why) {
        return new PlanEntry(facts, quarterEndsAt, consultation, linkedBy, overdueAt, why, titleKey, searchText);
    }

    /** Whether its quarter has ended and nothing was published. */
    boolean overdueAt(Instant now) {
        return consultation == null && dropped == null && !now.isBefore(quarterEndsAt);
    }
}
