package org.civikos.advocacy.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.civikos.advocacy.consultation.ConsultationNews;
import org.civikos.advocacy.consultation.Consultations;
import org.civikos.advocacy.group.CampaignCount;
import org.civikos.advocacy.group.GroupMembers;
import org.civikos.advocacy.group.WorkingGroup;
import org.civikos.platform.id.Ids;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;

/** The use cases of campaigns. Who may: the secretariat, or the coordinator of the campaign's group. */
@Component
class Campaigns implements ConsultationNews, CampaignCount {

    private static final ZoneId KOSOVO = ZoneId.of("Europe/Belgrade");

    private final AggregateStore<Campaign> store;
    private final CampaignLog log;
    private final GroupMembers members;
    private final Consultations consultations;
    private final Clock clock;
    private final MeterRegistry meters;

    Campaigns(AggregateStores stores, CampaignLog log, GroupMembers members, Consultations consultations, Clock clock, MeterRegistry meters) {
        this.store = stores.of("campaigns", Campaign.class);
        this.log = log;
        this.members = members;
        this.consultations = consultations;
        this.clock = clock;
        this.meters = meters;
    }

    Optional<Versioned<Campaign>> find(String id) {
        return store.find(id);
    }

    /** Ordered by id; {@code limit} is what the query may return. */
    List<Versioned<Campaign>> list(@Nullable String group, Campaign.@Nullable Status status, @Nullable String after, int limit) {
        var criteria = new Criteria();
        if (group != null) {
            criteria = criteria.and("state.group").is(group);
        }
        if (status != null) {
            criteria = criteria.and("state.status").is(status);
        }
        if (after != null) {
            criteria = criteria.and("_id").gt(after);
        }
        return store.list(Query.query(criteria).with(Sort.by("_id")).limit(limit));
    }

    /**
     * Plans a campaign under an id that the client made, or revises the one that has it.
     *
     * @param expectedVersion of {@code If-Match}; null when the client sent none
     */
    Versioned<Campaign> put(Actor actor, String id, WorkingGroup group, String title, String goal, List<String> asks, String target,
            @Nullable Long expectedVersion) {
        requireRight(actor, group);
        var existing = store.find(id);
        if (existing.isEmpty()) {
            var campaign = Campaign.plan(group.id(), title, goal, asks, target, now());
            var written = store.insert(id, campaign, List.of(CampaignEvents.started(id, campaign)));
            write(id, "started", List.of(title), actor);
            meters.counter("civikos.campaigns.planned", "group", group.id()).increment();
            return written;
        }
        requireRight(actor, groupOf(existing.get().state()));
        if (expectedVersion != null && expectedVersion != existing.get().version()) {
            throw Problem.of(HttpStatus.PRECONDITION_FAILED, "changed-meanwhile");
        }
        return store.change(id, campaign -> Change.quiet(campaign.revise(group.id(), title, goal, asks, target)));
    }

    Versioned<Campaign> become(Actor actor, String id, Campaign.Status status, @Nullable String note) {
        require(actor, id);
        var changed = store.change(id, campaign -> {
            if (campaign.status() == status) {
                return Change.quiet(campaign);
            }
            if (!campaign.status().mayBecome(status)) {
                throw Problem.of(HttpStatus.CONFLICT, "status-not-next");
            }
            var next = campaign.become(status);
            return new Change<>(next, List.of(CampaignEvents.statusChanged(id, next)));
        });
        write(id, "status-" + status.code(), List.of(), actor);
        if (note != null && !note.isBlank()) {
            note(actor, id, note);
        }
        return changed;
    }

    Versioned<Campaign> milestone(Actor actor, String id, String milestone, String title, @Nullable LocalDate due, boolean done) {
        require(actor, id);
        var changed = store.change(id, campaign -> {
            if (campaign.milestones().size() >= Campaign.MOST && campaign.milestones().stream().noneMatch(m -> m.id().equals(milestone))) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "too-many");
            }
            return Change.quiet(campaign.withMilestone(milestone, title, due, done, LocalDate.now(clock.withZone(KOSOVO))));
        });
        if (done) {
            log.add("milestone-" + milestone, id, now(), "milestone-done", List.of(title), null, actor.id());
        }
        return changed;
    }

    void note(Actor actor, String id, String text) {
        require(actor, id);
        log.add(Ids.next(), id, now(), "note", List.of(), text, actor.id());
    }

    Versioned<Campaign> link(Actor actor, String id, String consultation) {
        require(actor, id);
        var before = store.find(id).orElseThrow().state();
        var changed = store.change(id, campaign -> {
            var linked = campaign.link(consultation);
            if (linked == campaign) {
                return Change.quiet(campaign);
            }
            if (linked.consultations().size() > Campaign.MOST) {
                throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "too-many");
            }
            return new Change<>(linked, List.of(CampaignEvents.linked(id, linked, consultation)));
        });
        if (!before.consultations().contains(consultation)) {
            write(id, "linked", List.of(consultation), actor);
        }
        // What happened before the link belongs to the campaign's story too; a repeated link heals what a crash left out.
        for (var news : consultations.news(consultation)) {
            log.add(news.eventId(), id, news.at(), news.kind(), news.arguments(), null, null);
        }
        return changed;
    }

    void unlink(Actor actor, String id, String consultation) {
        require(actor, id);
        store.change(id, campaign -> {
            var unlinked = campaign.unlink(consultation);
            return unlinked == campaign ? Change.quiet(campaign)
                    : new Change<>(unlinked, List.of(CampaignEvents.unlinked(id, unlinked, consultation)));
        });
        write(id, "unlinked", List.of(consultation), actor);
    }

    @Override
    public void happened(String consultation, String eventId, String kind, Instant at, List<String> arguments) {
        for (var campaign : store.list(Query.query(Criteria.where("state.consultations").is(consultation)))) {
            if (log.add(eventId, campaign.id(), at, kind, arguments, null, null)) {
                meters.counter("civikos.campaigns.news", "kind", kind).increment();
            }
        }
    }

    @Override
    public int of(WorkingGroup group) {
        return store.list(Query.query(Criteria.where("state.group").is(group.id()))).size();
    }

    private void write(String id, String kind, List<String> arguments, Actor actor) {
        log.add(Ids.next(), id, now(), kind, arguments, null, actor.id());
    }

    private void require(Actor actor, String id) {
        requireRight(actor, groupOf(store.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-campaign")).state()));
    }

    private void requireRight(Actor actor, WorkingGroup group) {
        if (!actor.has("secretariat") && !members.isCoordinator(group, actor.id())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "not-coordinator");
        }
    }

    private static WorkingGroup groupOf(Campaign campaign) {
        return WorkingGroup.byId(campaign.group()).orElseThrow(() -> new NoSuchElementException(campaign.group()));
    }

    private Instant now() {
        return clock.instant();
    }
}
