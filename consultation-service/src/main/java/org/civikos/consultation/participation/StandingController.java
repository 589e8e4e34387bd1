package org.civikos.consultation.participation;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civikos.consultation.comment.Unsubmitted;
import org.civikos.consultation.comment.Voices;
import org.civikos.consultation.network.Network;
import org.civikos.consultation.network.Organisation;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the organisations that I speak for stand in the consultations of a list, without a question for each of its rows. */
@RestController
class StandingController {

    private static final int MOST = 100;

    private final Network network;
    private final Voices voices;
    private final Unsubmitted unsubmitted;
    private final Relevance relevance;

    StandingController(Network network, Voices voices, Unsubmitted unsubmitted, Relevance relevance) {
        this.unsubmitted = unsubmitted;
        this.network = network;
        this.voices = voices;
        this.relevance = relevance;
    }

    /**
     * One of my organisations.
     *
     * @param writing     its comments that are being written
     * @param inReview    those that are with a colleague
     * @param forSignOff  those that wait for whoever may sign off
     * @param submitted   those that stand
     * @param notRelevant whether it has said that the consultation does not concern it
     */
    record OwnStanding(String organisation, String name, int writing, int inReview, int forSignOff, int submitted, boolean notRelevant) {
    }

    /** @param organisations every one that I speak for, by name */
    record Standing(String consultation, List<OwnStanding> organisations) {
    }

    record Standings(List<Standing> items) {
    }

    /** @param consultation 1 to 100 of them; one that there is not has no comments */
    @GetMapping("/api/standings")
    @Operation(summary = "Where my organisations stand in several consultations")
    Standings of(@RequestParam List<String> consultation) {
        if (consultation.isEmpty() || consultation.size() > MOST) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("consultation", "size");
        }
        Set<String> mine = network.organisationsOf(Actor.current().id());
        if (mine.isEmpty()) {
            return new Standings(List.of());
        }
        Map<String, Map<String, Integer>> spoken = voices.byOrganisation(consultation);
        Map<String, Map<String, Unsubmitted.Figures>> open = unsubmitted.of(mine, consultation);
        Map<String, Set<String>> declined = relevance.declined(mine, consultation);
        List<Organisation> organisations = mine.stream().map(network::organisation).flatMap(Optional::stream)
                .sorted(Comparator.comparing(Organisation::name).thenComparing(Organisation::organisationId)).toList();
        return new Standings(consultation.stream().distinct().map(id -> new Standing(id, organisations.stream().map(one -> {
            Unsubmitted.Figures figures = open.getOrDefault(id, Map.of()).getOrDefault(one.organisationId(), Unsubmitted.Figures.NONE);
            return new OwnStanding(one.organisationId(), one.name(), figures.writing(), figures.inReview(), figures.forSignOff(),
                    spoken.getOrDefault(id, Map.of()).getOrDefault(one.organisationId(), 0), declined.getOrDefault(id, Set.of()).contains(one.organisationId()));
        }).toList())).toList());
    }
}
