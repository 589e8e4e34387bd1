package org.civikos.notification.digest;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Summaries that missed their time, for the secretariat to have them sent before the next morning. */
@RestController
@RequestMapping("/api/late-summaries")
class LateSummaryController {

    /** @param at when they were due @param to when they go out if nobody decides, with what else is due then */
    record LateView(String id, Instant at, Instant to, int people) {}

    record LatePage(List<LateView> items) {}

    private final MongoLateSummaries late;
    private final Items items;
    private final Clock clock;

    LateSummaryController(MongoLateSummaries late, Items items, Clock clock) {
        this.late = late;
        this.items = items;
        this.clock = clock;
    }

    @GetMapping
    LatePage asking() {
        return new LatePage(late.asking(clock.instant()).stream().map(one -> new LateView(one.id(), one.slot().at(), one.to(), one.people())).toList());
    }

    @PostMapping("/{id}/send")
    ResponseEntity<Void> send(@PathVariable String id) {
        MongoLateSummaries.Late one = decided(id, "sent");
        // If the process ends before this, they go out the next morning.
        items.hasten(one.slot(), one.to(), DigestPlan.next(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/{id}/leave")
    ResponseEntity<Void> leave(@PathVariable String id) {
        decided(id, "left");
        return ResponseEntity.noContent().build();
    }

    private MongoLateSummaries.Late decided(String id, String decision) {
        MongoLateSummaries.Late one = late.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-summary"));
        if (!late.decide(id, decision, Actor.current().id(), clock.instant())) {
            throw Problem.of(HttpStatus.CONFLICT, "summary-decided");
        }
        return one;
    }
}
