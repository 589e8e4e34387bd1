package org.civikos.consultation.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.civikos.consultation.institution.Institution;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.text.Titles;
import org.civikos.platform.time.WorkingDays;

/** Whether something that was published is what was planned: by title, institution and kind of act. */
final class PlanMatch {

    /** A title so alike is a likely one where institution and kind are the same, and where the kind is another. */
    private static final double LIKELY = 0.6;
    private static final double LIKELY_OF_ANOTHER_KIND = 0.75;
    /** Before a year so long ago its plan did not exist: what was published then was another time. */
    private static final Duration BEFORE_ITS_YEAR = Duration.ofDays(183);

    private final PlanEntry.Facts planned;
    private final Set<String> bodies;
    private final Instant from;
    private final Instant sureUntil;

    PlanMatch(PlanEntry.Facts planned, Institutions institutions) {
        this.planned = planned;
        this.bodies = bodies(planned.institution(), institutions);
        this.from = LocalDate.of(planned.year(), 1, 1).atStartOfDay(WorkingDays.ZONE).toInstant().minus(BEFORE_ITS_YEAR);
        this.sureUntil = LocalDate.of(planned.year() + 2, 1, 1).atStartOfDay(WorkingDays.ZONE).toInstant();
    }

    /** How sure it is. */
    enum Sureness { NONE, LIKELY, SURE }

    /** @param likeness of what the titles tell, from 0 to 1 */
    record Result(Sureness sureness, double likeness) {
    }

    /** An institution and those before and after it. */
    static Set<String> bodies(String institution, Institutions institutions) {
        Set<String> bodies = new LinkedHashSet<>(institutions.withPredecessors(institution));
        institutions.successors(institution).stream().map(Institution::id).forEach(bodies::add);
        return bodies;
    }

    Result with(Published published) {
        double likeness = Titles.alike(planned.title(), published.title());
        if (published.at().isBefore(from) || published.institution().equals(Institutions.NETWORK.id())) {
            return new Result(Sureness.NONE, likeness);
        }
        boolean same = Titles.isSame(planned.title(), published.title());
        boolean body = bodies.contains(published.institution());
        boolean kind = planned.actKind().equals(published.actKind());
        if (same && body && kind && published.at().isBefore(sureUntil)) {
            return new Result(Sureness.SURE, likeness);
        }
        boolean unknownBody = published.institution().equals(Institutions.OTHER) || planned.institution().equals(Institutions.OTHER);
        boolean likely = same && (body || unknownBody) || body && likeness >= (kind ? LIKELY : LIKELY_OF_ANOTHER_KIND);
        return new Result(likely ? Sureness.LIKELY : Sureness.NONE, likeness);
    }
}
