package org.civikos.notification.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.Reminders;
import org.civikos.platform.time.WorkingDays;

/** Reminders in memory for tests of other rooms, about one consultation. */
public final class Reminding implements Reminders {

    public static final String CONSULTATION = "draft";
    public static final Duration TOO_LATE = Duration.ofHours(1);

    private final Map<String, Boolean> answers = new HashMap<>();
    private final List<Watch.Missed> missed = new ArrayList<>();
    private LocalDateTime deadline = LocalDateTime.MIN;
    private Instant since = Instant.MIN;
    private boolean closed;

    public void deadline(LocalDateTime moved, Instant at) {
        deadline = moved;
        since = at;
    }

    public void close() {
        closed = true;
    }

    public boolean closed() {
        return closed;
    }

    /** @param by what says it: a comment, or the word on whether it concerns the organisation */
    public void answer(String organisation, String by, boolean answered) {
        answers.put(organisation + " " + by, answered);
    }

    @Override
    public Set<String> answered(String consultationId) {
        return answers.entrySet().stream().filter(Map.Entry::getValue).map(one -> one.getKey().split(" ")[0]).collect(Collectors.toSet());
    }

    public Instant deadlineAt() {
        return deadline.atZone(WorkingDays.ZONE).toInstant();
    }

    @Override
    public boolean stands(String consultationId, Instant deadlineAt) {
        return !closed && deadlineAt.equals(deadlineAt());
    }

    /** The moments at which reminders of the present deadline are due, after it was set. */
    public Set<Instant> moments() {
        Set<Instant> moments = new HashSet<>();
        for (Step step : Step.values()) {
            Instant at = step.at(deadline, deadlineAt());
            if (at.isAfter(since)) {
                moments.add(at);
            }
        }
        return moments;
    }

    /** Whether one was asked about. */
    public boolean missed(Instant due, Instant deadline) {
        return missed.stream().anyMatch(one -> one.dueAt().equals(due) && one.deadlineAt().equals(deadline));
    }

    /** A process that has just begun looks once. */
    public void look(Alerts alerts, Clock clock) {
        new ReminderRunner(new Watch() {
            @Override
            public List<Watched> open(Instant after) {
                return closed || !deadlineAt().isAfter(after) ? List.of() : List.of(new Watched(CONSULTATION, "Titulli", "sq", "md", List.of("law"),
                        "law", deadline.toString(), deadlineAt(), 3, false, since));
            }

            @Override
            public void missed(Missed late) {
                if (missed.stream().noneMatch(one -> one.id().equals(late.id()))) {
                    missed.add(late);
                }
            }

            @Override
            public Set<String> answered(String consultationId) {
                return Reminding.this.answered(consultationId);
            }

            @Override
            public boolean stands(String consultationId, Instant deadlineAt) {
                return Reminding.this.stands(consultationId, deadlineAt);
            }
        }, alerts, () -> { }, clock, Duration.ofSeconds(1), TOO_LATE).look();
    }
}
