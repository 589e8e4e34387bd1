package org.civikos.consultation.calendar;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.Notices.Notice;
import org.civikos.consultation.consultation.Notices;
import org.civikos.consultation.feed.FollowProperties;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.participation.Relevance;
import org.civikos.consultation.text.Moments;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.calendar.CalendarFile;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Calendars over HTTP. */
@RestController
class CalendarController {

    /** Deadlines that have passed stay this long, so that a calendar does not forget at once what it was about. */
    private static final Duration KEPT = Duration.ofDays(60);
    private static final int MOST = 500;
    private static final String MEDIA_TYPE = "text/calendar;charset=UTF-8";

    private final CalendarLinks links;
    private final Notices notices;
    private final Network network;
    private final Relevance relevance;
    private final Institutions institutions;
    private final Phrases phrases;
    private final Clock clock;
    private final MeterRegistry meters;
    private final URI publicUrl;
    private final CalendarFile calendar;

    CalendarController(CalendarLinks links, Notices notices, Network network, Relevance relevance, Institutions institutions, Phrases phrases, Clock clock,
            MeterRegistry meters, FollowProperties properties) {
        this.links = links;
        this.notices = notices;
        this.network = network;
        this.relevance = relevance;
        this.institutions = institutions;
        this.phrases = phrases;
        this.clock = clock;
        this.meters = meters;
        this.publicUrl = properties.publicUrl();
        this.calendar = new CalendarFile(publicUrl);
    }

    /** @param url told once, when the link is made */
    record LinkView(Instant createdAt, @Nullable String url) {
    }

    /** The deadline of one consultation, and ours before it. */
    @GetMapping(value = "/api/consultations/{id}/calendar", produces = MEDIA_TYPE)
    @Operation(summary = "The deadlines of a consultation as a calendar")
    ResponseEntity<byte[]> consultation(@PathVariable String id) {
        Notice notice = notices.of(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        return file(notice.reference() + ".ics", calendar.write(line(notice.title()), deadlines(notice).toList()), "one");
    }

    /** Whether I have a calendar link, and since when. */
    @GetMapping("/api/calendar-link")
    @Operation(summary = "Whether I have a calendar link")
    @Outcomes(refused = "404 not-found")
    LinkView mine() {
        return links.of(Actor.current().id()).map(link -> new LinkView(link.createdAt(), null))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    /** Makes a link for me; one that there was ends. */
    @PostMapping("/api/calendar-link")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Makes a calendar link for me; an earlier one ends")
    LinkView make() {
        CalendarLinks.Made made = links.make(Actor.current().id());
        return new LinkView(made.createdAt(), publicUrl + "/api/calendars/" + made.token());
    }

    /** Ends my link. */
    @DeleteMapping("/api/calendar-link")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends my calendar link")
    void end() {
        links.end(Actor.current().id());
    }

    /**
     * The deadlines of whoever the address belongs to, without those that all of their organisations called not relevant.
     *
     * @param scope {@code everything}, or {@code fields} (the default): what is in a field of one of their organisations
     */
    @GetMapping(value = "/api/calendars/{token}", produces = MEDIA_TYPE)
    @Operation(summary = "The calendar behind a secret address")
    ResponseEntity<byte[]> calendar(@PathVariable String token, @RequestParam(required = false, defaultValue = "fields") String scope) {
        if (!Set.of("fields", "everything").contains(scope)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("scope", "unknown");
        }
        String person = links.person(token).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
        Set<String> organisations = network.organisationsOf(person);
        List<Notice> ending = notices.endingAfter(clock.instant().minus(KEPT), MOST);
        Set<String> irrelevant = relevance.notRelevantToAnyOf(organisations, ending.stream().map(Notice::id).toList());
        List<CalendarFile.Entry> deadlines = ending.stream()
                .filter(notice -> scope.equals("everything") || network.concerns(organisations, notice.fields()))
                .filter(notice -> !irrelevant.contains(notice.id())).flatMap(this::deadlines).toList();
        return file("deadlines.ics", calendar.write(phrases.fill("calendar", "name"), deadlines), "person");
    }

    private Stream<CalendarFile.Entry> deadlines(Notice notice) {
        return Stream.concat(Stream.of(deadline(notice)), notice.ours().stream().map(ours -> ours(notice, ours)));
    }

    /** Named as ours in its first words, so that nobody takes it for the official one. */
    private CalendarFile.Entry ours(Notice notice, Notices.Ours ours) {
        return new CalendarFile.Entry("consultation-" + notice.id() + "-" + ours.step(),
                phrases.fill("calendar", "ours", phrases.fill("calendar", "ours." + ours.step()), line(notice.title())),
                notice.reference() + "\n" + phrases.fill("calendar", "ours.hint", Moments.deadline(notice.deadline(), LocaleContextHolder.getLocale())),
                ours.deadlineAt(), notice.changedAt(), notice.oursRevision(), publicUrl.resolve("/consultations/" + notice.id()), notice.isDropped());
    }

    private CalendarFile.Entry deadline(Notice notice) {
        var locale = LocaleContextHolder.getLocale();
        return new CalendarFile.Entry("consultation-" + notice.id(), phrases.fill("calendar", "deadline", line(notice.title())),
                notice.reference() + " · " + institutions.orOther(notice.institution()).name(locale.getLanguage()) + "\n"
                        + (notice.isDropped() ? phrases.fill("feed", "stage.dropped") : phrases.fill("feed", "deadline", Moments.deadline(notice.deadline(), locale))),
                notice.deadlineAt(), notice.changedAt(), notice.revision(), publicUrl.resolve("/consultations/" + notice.id()), notice.isDropped());
    }

    private ResponseEntity<byte[]> file(String name, String text, String of) {
        meters.counter("civikos.calendars.read", "of", of).increment();
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(MEDIA_TYPE))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(name, StandardCharsets.UTF_8).build().toString())
                .cacheControl(of.equals("person") ? CacheControl.noCache().cachePrivate() : CacheControl.noCache()).body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
