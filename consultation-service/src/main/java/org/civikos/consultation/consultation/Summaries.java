package org.civikos.consultation.consultation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.institution.Institution;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.rules.Rule;
import org.civikos.consultation.rules.RuleCheck;
import org.civikos.consultation.rules.Rules;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person sees of a consultation at this moment. */
@Component
class Summaries {

    private final Consultations consultations;
    private final Institutions institutions;
    private final Rules rules;
    private final Clock clock;

    Summaries(Consultations consultations, Institutions institutions, Rules rules, Clock clock) {
        this.consultations = consultations;
        this.institutions = institutions;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @param validTo    last day on which there was an institution of this name
     * @param successors those that took over its work, by their names today
     */
    record InstitutionView(String id, Map<String, String> names, @Nullable String validTo, List<Map<String, String>> successors) {
    }

    /**
     * @param step            draft, review, sign-off, network-position
     * @param workingDaysLeft 0 on its day and afterwards
     * @param byHand          whether it was set by hand
     */
    record InternalView(String step, String deadline, Instant deadlineAt, int workingDaysLeft, boolean over, boolean byHand) {
    }

    /**
     * @param by     secretariat, time, source
     * @param person who of the secretariat, for the secretariat alone
     * @param corrected what was put right, with what it was before
     */
    record StepView(String act, String stage, Instant at, String by, @Nullable String person, @Nullable String reason, @Nullable String on, @Nullable String link, @Nullable String deadline,
            List<StageStep.Correction> corrected) {
    }

    /**
     * @param due     last day for the report with answers
     * @param overdue whether it has passed without answers being noted
     */
    record ReportView(LocalDate due, boolean overdue, @Nullable Integer days, String unit, String act, @Nullable String article, boolean confirmed) {
    }

    /**
     * @param accepts what may be commented now: everything, general, late, nothing
     */
    record Summary(String id, String reference, String title, String language, InstitutionView institution, String actKind, List<String> fields, String stage,
            Instant openedAt, String deadline, Instant deadlineAt, int workingDaysLeft, int calendarDaysLeft, int articleCount, int commentCount,
            int organisationCount, @Nullable String sourceUrl, long version, String owner, String accepts, List<InternalView> internalDeadlines) {
    }

    Summary of(Versioned<Consultation> found, CommentCounts.Counts figures) {
        Consultation c = found.state();
        Instant now = clock.instant();
        LocalDateTime deadline = LocalDateTime.parse(c.deadline());
        boolean over = !c.accepts(now).inTime();
        int calendarDays = over ? 0 : (int) ChronoUnit.DAYS.between(now.atZone(WorkingDays.ZONE).toLocalDate(), deadline.toLocalDate());
        return new Summary(found.id(), c.reference(), c.title(), c.language(), institution(c.institution()), c.actKind(), c.fields(),
                c.stageAt(now).code(), c.openedAt(), c.deadline(), c.deadlineAt(),
                over ? 0 : WorkingDays.daysLeft(now.atZone(WorkingDays.ZONE), deadline), calendarDays, c.articleCount(), figures.total(), figures.organisations(),
                c.sourceUrl(), found.version(), c.life().owner(), c.accepts(now).code(), internal(c, now));
    }

    private InstitutionView institution(String id) {
        Institution institution = institutions.orOther(id);
        return new InstitutionView(institution.id(), institution.names(), institution.validTo(), institutions.successors(id).stream().map(Institution::names).toList());
    }

    private List<InternalView> internal(Consultation c, Instant now) {
        return consultations.internalDeadlines(c).stream().map(one -> {
            LocalDateTime deadline = LocalDateTime.parse(one.deadline());
            Instant at = Consultation.at(deadline);
            return new InternalView(one.step().code(), one.deadline(), at, WorkingDays.daysLeft(now.atZone(WorkingDays.ZONE), deadline), !now.isBefore(at), one.byHand());
        }).toList();
    }

    List<StepView> steps(Consultation c) {
        boolean named = Actor.current().has("secretariat");
        return c.life().steps().stream().map(step -> {
            boolean person = !step.by().equals(StageStep.TIME) && !step.by().equals(StageStep.SOURCE);
            return new StepView(step.act(), step.stage().code(), step.at(), person ? "secretariat" : step.by(), person && named ? step.by() : null, step.reason(), step.on(), step.link(),
                    step.deadline(), step.corrected() == null ? List.of() : step.corrected());
        }).toList();
    }

    /** The rule binds public bodies, and only their official consultations. */
    @Nullable RuleCheck period(Consultation c) {
        return c.life().owner().equals(Consultation.NETWORK) || c.stage() == Stage.EARLY ? null
                : RuleCheck.ofPeriod(rules, c.firstDay(), LocalDateTime.parse(c.deadline()).toLocalDate());
    }

    @Nullable ReportView report(Consultation c) {
        Instant now = clock.instant();
        Stage stage = c.stageAt(now);
        if (c.life().owner().equals(Consultation.NETWORK) || stage != Stage.CLOSED && stage != Stage.ANSWERED) {
            return null;
        }
        LocalDate closed = LocalDateTime.parse(c.deadline()).toLocalDate();
        Rule rule = rules.on(Rules.REPORT, closed).orElse(null);
        LocalDate due = rule == null ? null : rule.lastDay(closed);
        return due == null ? null : new ReportView(due, stage == Stage.CLOSED && now.atZone(WorkingDays.ZONE).toLocalDate().isAfter(due), rule.value(), rule.unit(), rule.act(),
                rule.article(), rule.confirmed());
    }
}
