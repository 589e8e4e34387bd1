package org.civikos.consultation.participation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civikos.consultation.comment.Voices;
import org.civikos.consultation.network.Network;
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
    private final Relevance relevance;

    StandingController(Network network, Voices voices, Relevance relevance) {
        this.network = network;
        this.voices = voices;
        this.relevance = relevance;
    }

    /**
     * @param submitted   comments of my organisations that stand
     * @param notRelevant whether each of them has said that it does not concern it
     */
    record Standing(String consultation, int submitted, boolean notRelevant) {
    }

    record Standings(List<Standing> items) {
    }

    /** @param consultation 1 to 100 of them; one that there is not has no comments */
    @GetMapping("/api/standings")
    Standings of(@RequestParam List<String> consultation) {
        if (consultation.isEmpty() || consultation.size() > MOST) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("consultation", "size");
        }
        Set<String> mine = network.organisationsOf(Actor.current().id());
        if (mine.isEmpty()) {
            return new Standings(List.of());
        }
        Map<String, Map<String, Integer>> spoken = voices.byOrganisation(consultation);
        Set<String> declined = relevance.notRelevantToAnyOf(mine, consultation);
        return new Standings(consultation.stream().distinct().map(id -> new Standing(id,
                mine.stream().mapToInt(one -> spoken.getOrDefault(id, Map.of()).getOrDefault(one, 0)).sum(), declined.contains(id))).toList());
    }
}
