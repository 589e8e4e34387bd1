package org.civikos.notification.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.message.StaffNotices;
import org.civikos.platform.time.WorkingDays;

/**
 * Hands a draft over to the secretariat once its last reminder is due and somebody whom it concerns has said nothing: noted down, so
 * that it can be seen afterwards what became of it, and told, once for each draft and deadline.
 */
final class Escalation {

    /** How long after the deadline it is shown what became of it. */
    static final Duration SHOWN = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(90);
    /** More names make a mail that nobody reads; the page has all of them. */
    private static final int NAMED = 20;

    private final MongoWatch watch;
    private final Supplier<Map<String, Organisation>> organisations;
    private final StaffNotices notices;
    private final String page;
    private final Clock clock;

    /** @param page where the secretariat sees who is silent */
    Escalation(MongoWatch watch, Supplier<Map<String, Organisation>> organisations, StaffNotices notices, String page, Clock clock) {
        this.watch = watch;
        this.organisations = organisations;
        this.notices = notices;
        this.page = page;
        this.clock = clock;
    }

    /** One look; may be done by several at once, and again after a crash between note and notice. */
    void look() {
        Instant now = clock.instant();
        for (Watched one : watch.open(now)) {
            Instant due = one.deadlineAt().minus(Step.LAST);
            if (due.isAfter(now) || !due.isAfter(one.since())) {
                continue;
            }
            String id = one.consultationId() + "|" + one.deadlineAt();
            if (watch.told(id)) {
                continue;
            }
            Silent silent = Silent.of(one, watch.answered(one.consultationId()), organisations.get());
            if (silent.organisations().isEmpty()) {
                continue;
            }
            watch.escalated(new MongoWatch.Escalated(id, one.consultationId(), one.title(), one.deadlineAt(), now,
                    silent.organisations().stream().map(Silent.Named::id).toList()));
            notices.tell("silent\n" + id, "silent", Map.of("title", one.title(), "organisations", silent.organisations().size(), "names",
                    String.join(", ", silent.organisations().stream().limit(NAMED).map(Silent.Named::name).toList())
                            + (silent.organisations().size() > NAMED ? " …" : ""),
                    "time", one.deadlineAt().atZone(WorkingDays.ZONE).toLocalTime().toString(), "link", page));
            watch.toldOf(id);
        }
    }

    void forgetOld() {
        watch.forgetEscalated(clock.instant().minus(KEPT));
    }
}
