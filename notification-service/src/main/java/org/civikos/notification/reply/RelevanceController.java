package org.civikos.notification.reply;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.RelevanceLinks;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether a draft concerns an organisation, for whoever holds the link of a mail about it: seen by GET, which says nothing for
 * anybody, since mail scanners follow every link, and said by POST. Counts as the answer by SMS does, with the same rights.
 */
@RestController
@RequestMapping("/api/relevance")
class RelevanceController {

    /**
     * What is asked.
     *
     * @param deadline local date and time in Kosovo
     * @param over whether the deadline has passed: then nothing is taken any more
     * @param language of the reader's mails
     * @param answered what was said last by this way or by SMS, null if nothing
     */
    record AskedView(
            String consultationId, String title, String titleLanguage, String institution, String deadline, Instant deadlineAt, boolean over, String language,
            @Nullable Boolean answered) {}

    record AnswerBody(@NotNull Boolean relevant) {}

    /** That it was taken: a mail tells what became of it. */
    record TakenView(boolean relevant) {}

    private record Asked(RelevanceLinks.Asked by, Alert alert, Contact contact) {}

    private final RelevanceAnswers answers;
    private final Alerts alerts;
    private final Members members;
    private final RelevanceLinks links;
    private final MeterRegistry meters;
    private final Clock clock;

    RelevanceController(RelevanceAnswers answers, Alerts alerts, Members members, UnsubscribeLinks links, MeterRegistry meters, Clock clock) {
        this.answers = answers;
        this.alerts = alerts;
        this.members = members;
        this.links = links.relevance();
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping("/{token}")
    ResponseEntity<AskedView> show(@PathVariable String token) {
        Asked asked = asked(token);
        Alert now = alerts.present(asked.by().alertId());
        return hidden(HttpStatus.OK).body(new AskedView(now.consultationId(), now.title(), now.language(), now.institution(), now.deadline(), now.deadlineAt(),
                now.deadlineAt().isBefore(clock.instant()), asked.contact().language(),
                answers.last(asked.by().personId(), now.consultationId()).orElse(null)));
    }

    @PostMapping("/{token}")
    ResponseEntity<TakenView> say(@PathVariable String token, @RequestBody @Valid AnswerBody body) {
        Asked asked = asked(token);
        RelevanceAnswers.Outcome outcome = answers.note(asked.by().personId(), asked.alert().consultationId(), asked.by().alertId(),
                new RelevanceAnswers.Taken(RelevanceAnswers.answerId("link\n" + UUID.randomUUID()), body.relevant(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        meters.counter("civikos.link.answers", "outcome", outcome.code()).increment();
        if (outcome == RelevanceAnswers.Outcome.TOO_MANY) {
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-answers", RelevanceAnswers.MOST);
        }
        return hidden(HttpStatus.ACCEPTED).body(new TakenView(body.relevant()));
    }

    private static ResponseEntity.BodyBuilder hidden(HttpStatus status) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer").header("X-Robots-Tag", "noindex");
    }

    private Asked asked(String token) {
        return links.asked(token, clock.instant(), person -> members.contact(person).map(Contact::email))
                .flatMap(by -> alerts.find(by.alertId()).filter(alert -> alert.kind().aboutDraft())
                        .flatMap(alert -> members.contact(by.personId()).map(contact -> new Asked(by, alert, contact))))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "link-not-good"));
    }
}
