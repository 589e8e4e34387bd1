package org.civikos.advocacy.campaign;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.civikos.advocacy.config.AdvocacyProperties;
import org.civikos.advocacy.consultation.ConsultationDates;
import org.civikos.advocacy.consultation.Consultations;
import org.civikos.advocacy.group.WorkingGroup;
import org.civikos.platform.calendar.CalendarFile;
import org.civikos.platform.web.Problem;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is due in a working group, for calendars: milestones of its campaigns and deadlines of the consultations that they are linked to, the network's own before them included. As public as both. */
@RestController
class GroupCalendarController {

    private static final int MOST = 500;
    /** Those that there are words for. */
    private static final Set<String> STEPS = Set.of("draft", "review", "sign-off", "network-position");

    private final Campaigns campaigns;
    private final Consultations consultations;
    private final MessageSource texts;
    private final URI publicUrl;
    private final CalendarFile file;

    GroupCalendarController(Campaigns campaigns, Consultations consultations, MessageSource texts, AdvocacyProperties properties) {
        this.campaigns = campaigns;
        this.consultations = consultations;
        this.texts = texts;
        this.publicUrl = properties.publicUrl();
        this.file = new CalendarFile(publicUrl);
    }

    @GetMapping(value = "/api/working-groups/{group}/calendar", produces = "text/calendar;charset=UTF-8")
    ResponseEntity<byte[]> calendar(@PathVariable String group) {
        var known = WorkingGroup.byId(group).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-group"));
        var entries = new ArrayList<CalendarFile.Entry>();
        Set<String> linked = new LinkedHashSet<>();
        for (var found : campaigns.list(known.id(), null, null, MOST)) {
            var campaign = found.state();
            linked.addAll(campaign.consultations());
            campaign.milestones().stream().filter(milestone -> milestone.due() != null && !milestone.done())
                    .map(milestone -> new CalendarFile.Entry("campaign-" + found.id() + "-" + milestone.id(), milestone.title(), say("milestone", campaign.title()),
                            milestone.due(), null, found.version(), publicUrl.resolve("/campaigns/" + found.id())))
                    .forEach(entries::add);
        }
        linked.forEach(id -> consultations.find(id).ifPresent(view -> {
            var steps = consultations.steps(id);
            // The same numbers as in the calendars of consultation-service, whose entries have the same identifiers: a calendar that knows both must not see one go back.
            var dates = consultations.dates(id);
            var changed = Stream.concat(steps.stream().map(Consultations.News::at), dates.map(ConsultationDates::toldAt).stream()).max(Comparator.<Instant>naturalOrder()).orElse(null);
            boolean dropped = view.isDropped();
            entries.add(new CalendarFile.Entry("consultation-" + id, say("consultation", view.title()), say("until", view.deadline().replace('T', ' ')), view.deadlineAt(),
                    changed, dates.map(ConsultationDates::deadlineRevision).orElse(steps.size()), publicUrl.resolve("/consultations/" + id), dropped));
            dates.ifPresent(set -> set.ours().stream().filter(ours -> STEPS.contains(ours.step())).map(ours -> new CalendarFile.Entry("consultation-" + id + "-" + ours.step(),
                    texts.getMessage("calendar.ours", new Object[] {say("ours." + ours.step(), ""), view.title()}, LocaleContextHolder.getLocale()),
                    say("ours.hint", view.deadline().replace('T', ' ')), ours.deadlineAt(), changed, set.oursRevision(), publicUrl.resolve("/consultations/" + id), dropped)).forEach(entries::add));
        }));
        var names = known.names();
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(known.id() + ".ics", StandardCharsets.UTF_8).build().toString())
                .cacheControl(CacheControl.noCache())
                .body(file.write(names.getOrDefault(LocaleContextHolder.getLocale().getLanguage(), names.get("sq")), List.copyOf(entries)).getBytes(StandardCharsets.UTF_8));
    }

    private String say(String code, String value) {
        return texts.getMessage("calendar." + code, new Object[] {value}, LocaleContextHolder.getLocale());
    }
}
