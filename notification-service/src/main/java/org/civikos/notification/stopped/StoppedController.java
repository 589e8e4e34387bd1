package org.civikos.notification.stopped;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.member.Members;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.stopped.Stopped.Lift;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own stopped addresses, and whom of an organisation they make hard to reach. */
@RestController
@RequestMapping("/api/suppressions")
class StoppedController {

    /**
     * An address of one's own to which nothing is sent.
     *
     * @param why  hard-bounce, soft-bounces, complaint, stop or staff
     * @param lift how it comes off the list: self (asked for here), mail (by the link in a mail that is asked for here), sms (START from the number), secretariat
     */
    record OwnView(String channel, String address, String why, Instant since, String lift) {}

    record OwnListView(List<OwnView> items) {}

    /** @param state lifted, or mailed if a mail with a link has been sent */
    record LiftView(String state) {}

    /**
     * Somebody to whom something does not go out.
     *
     * @param address in part: whose it is knows it again
     * @param others  whether we have another way to them
     */
    record UnreachableView(String personId, String name, String channel, String address, String why, Instant since, boolean others) {}

    record UnreachableListView(String organisationId, List<UnreachableView> items) {}

    private final Stopped stopped;
    private final Members members;
    private final Clock clock;

    StoppedController(Stopped stopped, Members members, Clock clock) {
        this.stopped = stopped;
        this.members = members;
        this.clock = clock;
    }

    @GetMapping("/me")
    OwnListView mine() {
        return new OwnListView(stopped.of(Actor.current().id()).stream().map(one -> new OwnView(one.channel().code(), one.address(), one.why().code(), one.since(),
                stopped.lift(one).name().toLowerCase(Locale.ROOT))).toList());
    }

    @PostMapping("/me/{channel}/lift")
    LiftView lift(@PathVariable String channel) {
        Lift how = stopped.lift(Actor.current().id(), channel(channel)).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-suppressed"));
        return switch (how) {
            case SELF -> new LiftView("lifted");
            case MAIL -> new LiftView("mailed");
            case SMS -> throw Problem.of(HttpStatus.CONFLICT, "only-by-sms");
            case SECRETARIAT -> throw Problem.of(HttpStatus.CONFLICT, "only-secretariat");
        };
    }

    /** Behind the link in the mail; the link itself changes nothing, since scanners follow it. */
    @PostMapping("/confirmations/{token}")
    ResponseEntity<Void> confirm(@PathVariable String token) {
        if (!stopped.confirm(token)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "link-not-good");
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/organisations/{organisationId}")
    UnreachableListView unreachable(@PathVariable String organisationId) {
        var today = clock.instant().atZone(AlertSettings.KOSOVO).toLocalDate();
        Actor actor = Actor.current();
        boolean manages = members.person(actor.id()).stream().flatMap(person -> person.mandates().stream())
                .anyMatch(mandate -> mandate.organisationId().equals(organisationId) && mandate.allows("manage", today));
        if (!manages && !actor.has("secretariat")) {
            throw Problem.of(HttpStatus.FORBIDDEN, "not-your-organisation");
        }
        return new UnreachableListView(organisationId, stopped.of(organisationId, today).stream().map(one -> new UnreachableView(one.personId(), one.name(),
                one.stopped().channel().code(), one.stopped().channel().masked(one.stopped().address()), one.stopped().why().code(), one.stopped().since(), one.others())).toList());
    }

    private static Channel channel(String code) {
        try {
            return Channel.of(code);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-suppressed");
        }
    }
}
