package org.civikos.notification.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.civikos.notification.alert.InboxAlerts;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What I have read of my alerts, and how many I have not. The alerts themselves: {@code /api/alerts/me}. */
@RestController
@RequestMapping("/api/inbox")
class InboxController {

    /** More than this is "more than this": nobody counts on, and the question stays cheap. */
    private static final int COUNTED = 100;

    private final ReadMarks marks;
    private final MongoDeliveries deliveries;
    private final InboxAlerts inbox;
    private final Clock clock;

    InboxController(ReadMarks marks, MongoDeliveries deliveries, InboxAlerts inbox, Clock clock) {
        this.marks = marks;
        this.deliveries = deliveries;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * @param unread of the latest 100 alerts and messages since {@code upTo}
     * @param more   whether there are more than were counted
     * @param upTo   everything up to this moment is read
     * @param read   ids of later alerts of mine that are read
     */
    record InboxMarks(int unread, boolean more, Instant upTo, List<String> read) {}

    /** @param upTo the moment of the latest alert that was shown; now where it is left out, so that none is marked that nobody has seen */
    record ReadAll(@Nullable Instant upTo) {}

    @GetMapping
    InboxMarks marks() {
        return view(Actor.current().id());
    }

    /** Marks one as read; marked already, nothing happens. */
    @PutMapping("/read/{delivery}")
    InboxMarks read(@PathVariable String delivery) {
        String me = Actor.current().id();
        if (deliveries.find(List.of(delivery)).stream().noneMatch(found -> found.personId().equals(me))) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown-alert");
        }
        marks.read(me, delivery);
        return view(me);
    }

    /** Marks all as read. */
    @PutMapping("/read")
    InboxMarks readAll(@RequestBody ReadAll body) {
        String me = Actor.current().id();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        marks.readAll(me, body.upTo() == null || body.upTo().isAfter(now) ? now : body.upTo());
        return view(me);
    }

    private InboxMarks view(String me) {
        ReadMarks.Marks known = marks.of(me);
        // Each has a mail's record and at most one of an SMS beside it.
        List<Delivery> since = deliveries.ofPersonAfter(me, known.upTo(), 2 * (COUNTED + 1));
        List<InboxAlerts.Entry> standing = inbox.standing(since);
        int unread = (int) standing.stream().limit(COUNTED).filter(one -> !known.read().contains(one.delivery().id())).count();
        return new InboxMarks(unread, standing.size() > COUNTED, known.upTo(), List.copyOf(known.read()));
    }
}
