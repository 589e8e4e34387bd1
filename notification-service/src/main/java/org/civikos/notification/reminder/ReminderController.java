package org.civikos.notification.reminder;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the secretariat has to decide or to do itself: reminders that missed their time, and who has still not answered. */
@RestController
@RequestMapping("/api/reminders")
class ReminderController {

    /** @param step seven-days, three-days, one-day or two-hours (before the deadline) */
    record MissedView(String id, String consultationId, String title, String step, Instant dueAt, Instant deadlineAt) {}

    record MissedPage(List<MissedView> items) {}

    record OrganisationView(String id, String name) {}

    /**
     * A consultation whose last reminder is due, or which closed in the last seven days.
     *
     * @param organisations that it concerns and that have said nothing
     * @param answered those that had said nothing when the last reminder was due, and have answered since
     * @param over whether it takes no comments any more
     */
    record SilentView(
            String consultationId, String title, Instant deadlineAt, List<OrganisationView> organisations, List<OrganisationView> answered, boolean over) {}

    record SilentPage(List<SilentView> items) {}

    private final MongoWatch watch;
    private final Alerts alerts;
    private final Members members;
    private final Clock clock;

    ReminderController(MongoWatch watch, Alerts alerts, Members members, Clock clock) {
        this.watch = watch;
        this.alerts = alerts;
        this.members = members;
        this.clock = clock;
    }

    @GetMapping("/missed")
    MissedPage missed() {
        return new MissedPage(watch.asking().stream().map(one -> new MissedView(one.id(), one.consultationId(), one.title(), one.step().code(),
                one.dueAt(), one.deadlineAt())).toList());
    }

    @PostMapping("/missed/{id}/send")
    ResponseEntity<Void> send(@PathVariable String id) {
        Watch.Missed missed = find(id);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Watched one = watch.find(missed.consultationId())
                .filter(found -> !found.closed() && found.deadlineAt().equals(missed.deadlineAt()) && found.deadlineAt().isAfter(now))
                .orElseThrow(() -> Problem.of(HttpStatus.CONFLICT, "reminder-too-late"));
        decide(id, "sent", now);
        // After the decision: if the process ends in between, nothing is sent, which is the lesser evil of the two.
        alerts.start(ReminderRunner.alert(one, missed.step(), missed.dueAt(), now));
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/missed/{id}/skip")
    ResponseEntity<Void> skip(@PathVariable String id) {
        find(id);
        decide(id, "skipped", clock.instant());
        return ResponseEntity.noContent().build();
    }

    private Watch.Missed find(String id) {
        return watch.findMissed(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-reminder"));
    }

    private void decide(String id, String decision, Instant now) {
        if (!watch.decide(id, decision, Actor.current().id(), now)) {
            throw Problem.of(HttpStatus.CONFLICT, "reminder-decided");
        }
    }

    @GetMapping("/silent")
    SilentPage silent() {
        Instant now = clock.instant();
        Map<String, Organisation> organisations = members.organisations();
        List<MongoWatch.Escalated> before = watch.escalatedSince(now.minus(Escalation.SHOWN));
        List<SilentView> found = new ArrayList<>();
        watch.open(now).stream().filter(one -> !one.deadlineAt().minus(Step.LAST).isAfter(now)).sorted(Comparator.comparing(Watched::deadlineAt))
                .forEach(one -> {
                    Set<String> answered = watch.answered(one.consultationId());
                    List<String> had = before.stream().filter(earlier -> earlier.of(one)).findFirst().map(MongoWatch.Escalated::silent).orElse(List.of());
                    found.add(new SilentView(one.consultationId(), one.title(), one.deadlineAt(), Silent.of(one, answered, organisations).organisations().stream()
                            .map(silent -> new OrganisationView(silent.id(), silent.name())).toList(), named(had, answered::contains, organisations), false));
                });
        for (MongoWatch.Escalated one : before) {
            // A deadline that was moved is no end.
            boolean stands = watch.find(one.consultationId()).filter(known -> one.of(known) && (known.closed() || !known.deadlineAt().isAfter(now))).isPresent();
            if (stands) {
                Set<String> answered = watch.answered(one.consultationId());
                found.add(new SilentView(one.consultationId(), one.title(), one.deadlineAt(), named(one.silent(), id -> !answered.contains(id), organisations),
                        named(one.silent(), answered::contains, organisations), true));
            }
        }
        return new SilentPage(found);
    }

    private static List<OrganisationView> named(List<String> ids, Predicate<String> which, Map<String, Organisation> organisations) {
        return ids.stream().filter(which).filter(organisations::containsKey).map(id -> new OrganisationView(id, organisations.get(id).name()))
                .sorted(Comparator.comparing(OrganisationView::name)).toList();
    }
}
