package org.civikos.advocacy.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import org.civikos.advocacy.consultation.ConsultationView;
import org.civikos.advocacy.consultation.Consultations;
import org.civikos.advocacy.group.WorkingGroup;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

@RestController
@RequestMapping("/api/campaigns")
class CampaignController {

    private static final String ID = "^[a-z0-9][a-z0-9-]{2,63}$";

    record CampaignRequest(@NotBlank String group, @NotBlank @Size(max = 200) String title, @NotBlank @Size(max = 4_000) String goal,
            @NotNull @Size(max = Campaign.MOST) List<@NotBlank @Size(max = 1_000) String> asks, @NotBlank @Size(max = 200) String targetInstitution) {
    }

    record StatusRequest(@NotBlank String status, @Nullable @Size(max = 4_000) String note) {
    }

    record MilestoneRequest(@NotBlank @Size(max = 200) String title, @Nullable LocalDate due, boolean done) {
    }

    record NoteRequest(@NotBlank @Size(max = 4_000) String text) {
    }

    /** @param title null as long as no event of the consultation has arrived */
    record LinkedConsultation(String id, @Nullable String title, @Nullable String stage, @Nullable String deadline, long commentCount,
            int concerned, int handedOver) {
    }

    record CampaignResponse(String id, String group, String title, String goal, List<String> asks, String targetInstitution, String status,
            List<Campaign.Milestone> milestones, List<LinkedConsultation> consultations, Instant startedAt, long version) {
    }

    private final Campaigns campaigns;
    private final CampaignLog log;
    private final Consultations consultations;

    CampaignController(Campaigns campaigns, CampaignLog log, Consultations consultations) {
        this.campaigns = campaigns;
        this.log = log;
        this.consultations = consultations;
    }

    @GetMapping
    CursorPage<CampaignResponse> list(@RequestParam @Nullable String group, @RequestParam @Nullable String status,
            @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        var most = Cursor.limit(limit);
        var found = campaigns.list(group, status == null ? null : status(status), cursor == null ? null : Cursor.decode(cursor, 1)[0], most + 1);
        var page = found.subList(0, Math.min(most, found.size()));
        return new CursorPage<>(page.stream().map(this::response).toList(), found.size() > most ? Cursor.encode(page.getLast().id()) : null);
    }

    @GetMapping("/{id}")
    ResponseEntity<CampaignResponse> one(@PathVariable String id) {
        return answer(HttpStatus.OK, campaigns.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-campaign")));
    }

    @PutMapping("/{id}")
    ResponseEntity<CampaignResponse> put(@PathVariable @Pattern(regexp = ID) String id, @Valid @RequestBody CampaignRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var group = WorkingGroup.byId(request.group())
                .orElseThrow(() -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-group").field("/group", "unknown-group"));
        var existing = campaigns.find(id);
        var expected = ifMatch == null || existing.isEmpty() ? null : (Long) Etags.requireMatch(ifMatch, existing.get().version());
        return answer(existing.isPresent() ? HttpStatus.OK : HttpStatus.CREATED, campaigns.put(Actor.current(), id, group, request.title(),
                request.goal(), request.asks(), request.targetInstitution(), expected));
    }

    @PutMapping("/{id}/status")
    ResponseEntity<CampaignResponse> status(@PathVariable String id, @Valid @RequestBody StatusRequest request) {
        return answer(HttpStatus.OK, campaigns.become(Actor.current(), id, status(request.status()), request.note()));
    }

    @PutMapping("/{id}/milestones/{milestone}")
    ResponseEntity<CampaignResponse> milestone(@PathVariable String id, @PathVariable @Pattern(regexp = ID) String milestone,
            @Valid @RequestBody MilestoneRequest request) {
        return answer(HttpStatus.OK, campaigns.milestone(Actor.current(), id, milestone, request.title(), request.due(), request.done()));
    }

    @GetMapping("/{id}/log")
    CursorPage<CampaignLog.EntryResponse> log(@PathVariable String id, @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        campaigns.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-campaign"));
        return log.page(id, cursor, limit);
    }

    @PostMapping("/{id}/log")
    @ResponseStatus(HttpStatus.CREATED)
    void note(@PathVariable String id, @Valid @RequestBody NoteRequest request) {
        campaigns.note(Actor.current(), id, request.text());
    }

    @PutMapping("/{id}/consultations/{consultation}")
    ResponseEntity<CampaignResponse> link(@PathVariable String id, @PathVariable @Pattern(regexp = ID) String consultation) {
        return answer(HttpStatus.OK, campaigns.link(Actor.current(), id, consultation));
    }

    @DeleteMapping("/{id}/consultations/{consultation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable String id, @PathVariable String consultation) {
        campaigns.unlink(Actor.current(), id, consultation);
    }

    private static Campaign.Status status(String code) {
        return Arrays.stream(Campaign.Status.values()).filter(status -> status.code().equals(code)).findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-status").field("/status", "unknown-status"));
    }

    private ResponseEntity<CampaignResponse> answer(HttpStatus status, Versioned<Campaign> campaign) {
        return ResponseEntity.status(status).eTag(Etags.of(campaign.version())).body(response(campaign));
    }

    private CampaignResponse response(Versioned<Campaign> found) {
        var campaign = found.state();
        return new CampaignResponse(found.id(), campaign.group(), campaign.title(), campaign.goal(), campaign.asks(), campaign.targetInstitution(),
                campaign.status().code(), campaign.milestones(), campaign.consultations().stream().map(this::linked).toList(),
                campaign.startedAt(), found.version());
    }

    private LinkedConsultation linked(String id) {
        var view = consultations.find(id);
        var reach = consultations.reach(id);
        return new LinkedConsultation(id, view.map(ConsultationView::title).orElse(null), view.map(ConsultationView::stage).orElse(null),
                view.map(ConsultationView::deadline).orElse(null), consultations.comments(id), reach.concerned(), reach.handedOver());
    }
}
