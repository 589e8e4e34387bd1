package org.civikos.consultation.participation;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.comment.Voices;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.network.Organisation;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** "Not relevant to us", and who has not spoken; flat, for there is one rule: whoever may comment may say it, at any time. */
@RestController
@RequestMapping("/api/consultations/{consultation}")
class ParticipationController {

    private final Participations participations;
    private final AggregateStore<Participation> store;
    private final Consultations consultations;
    private final Network network;
    private final Voices voices;
    private final Clock clock;

    ParticipationController(
            AggregateStores stores, Participations participations, Consultations consultations, Network network, Voices voices, Clock clock) {
        this.store = stores.of(Participations.COLLECTION, Participation.class);
        this.participations = participations;
        this.consultations = consultations;
        this.network = network;
        this.voices = voices;
        this.clock = clock;
    }

    record View(String organisation, boolean notRelevant, Instant at) {
    }

    record Mine(List<View> items) {
    }

    /**
     * @param state     spoken, not-relevant or silent
     * @param concerned whether one of its fields is one of the consultation's, or either names none
     */
    record OrganisationState(String id, String name, String state, int comments, boolean concerned) {
    }

    record Figures(int organisations, int spoken, int notRelevant, int silent) {
    }

    /**
     * @param concerned those that the consultation concerns, of whom an answer is awaited
     * @param others    those in other fields
     * @param items     those concerned first
     */
    record States(Figures concerned, Figures others, List<OrganisationState> items) {
    }

    /** What the organisations that I speak for have said; those that have said nothing are left out. */
    @GetMapping("/participations")
    @Operation(summary = "What my organisations have said of whether it concerns them")
    Mine mine(@PathVariable String consultation) {
        mustExist(consultation);
        Set<String> organisations = network.organisationsOf(Actor.current().id());
        return new Mine(of(consultation, organisations).values().stream().map(ParticipationController::view).toList());
    }

    /** Says that the consultation does not concern the organisation; said already, nothing happens. */
    @PutMapping("/participations/{organisation}/not-relevant")
    @Operation(summary = "Says that a consultation does not concern an organisation")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended"})
    View notRelevant(@PathVariable String consultation, @PathVariable String organisation) {
        return say(consultation, organisation, true);
    }

    /** Takes it back. */
    @DeleteMapping("/participations/{organisation}/not-relevant")
    @Operation(summary = "Takes that word back")
    @Outcomes(refused = {"403 no-mandate", "403 organisation-suspended"})
    View relevantAgain(@PathVariable String consultation, @PathVariable String organisation) {
        return say(consultation, organisation, false);
    }

    /**
     * Every active organisation with whether it has spoken: for reminding those that have not. Those that the consultation concerns come first and are counted by themselves, by
     * the same rule as reminders go out; each part is by name.
     */
    @GetMapping("/organisation-states")
    @Operation(summary = "Which organisations have spoken, and which are silent")
    States states(@PathVariable String consultation) {
        mustExist(consultation);
        Map<String, Integer> spoken = voices.byOrganisation(consultation);
        List<Organisation> active = network.activeOrganisations();
        Map<String, Participation> said = of(consultation, active.stream().map(Organisation::organisationId).toList());
        List<String> fields = consultations.fields(consultation);
        List<OrganisationState> items = new ArrayList<>();
        for (Organisation organisation : active) {
            int comments = spoken.getOrDefault(organisation.organisationId(), 0);
            Participation own = said.get(organisation.organisationId());
            items.add(new OrganisationState(organisation.organisationId(), organisation.name(),
                    comments > 0 ? "spoken" : own != null && own.notRelevant() ? "not-relevant" : "silent", comments, organisation.isConcernedBy(fields)));
        }
        items.sort(Comparator.comparing((OrganisationState one) -> !one.concerned()));
        return new States(figures(items, true), figures(items, false), items);
    }

    private static Figures figures(List<OrganisationState> items, boolean concerned) {
        List<String> states = items.stream().filter(one -> one.concerned() == concerned).map(OrganisationState::state).toList();
        return new Figures(states.size(), Collections.frequency(states, "spoken"), Collections.frequency(states, "not-relevant"), Collections.frequency(states, "silent"));
    }

    private View say(String consultation, String organisation, boolean notRelevant) {
        mustExist(consultation);
        return view(participations.say(new Participation(consultation, organisation, notRelevant, Actor.current().id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS))));
    }

    private Map<String, Participation> of(String consultation, Iterable<String> organisations) {
        Set<String> ids = new TreeSet<>();
        organisations.forEach(one -> ids.add(Participation.id(consultation, one)));
        return ids.isEmpty() ? Map.of() : store.list(Query.query(Criteria.where("_id").in(ids))).stream().map(Versioned::state)
                .collect(Collectors.toMap(Participation::organisation, one -> one));
    }

    private void mustExist(String consultation) {
        if (consultations.target(consultation).isEmpty()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
    }

    private static View view(Participation participation) {
        return new View(participation.organisation(), participation.notRelevant(), participation.at());
    }
}
