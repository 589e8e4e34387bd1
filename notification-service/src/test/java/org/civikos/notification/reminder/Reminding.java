package org.civikos.notification.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.Alerts;
import org.civikos.notification.alert.Reminders;
import org.civikos.notification.holiday.DayTables;
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
    private DayTables days = DayTables.OF_THE_LAW;

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

    /** Another table of days off from now on. */
    public void announce(WorkingDays.Table table, Instant at) {
        List<DayTables.Former> before = new ArrayList<>(List.of(new DayTables.Former(days.now(), at)));
        before.addAll(days.before());
        days = new DayTables(table, before);
    }

    /** The moments at which reminders of the present deadline are due, after it was set, by the alert that each makes. */
    public Map<String, Instant> moments() {
        Map<String, Instant> moments = new HashMap<>();
        watched().due(days).forEach((step, at) -> {
            if (at.isAfter(since)) {
                moments.put(alertId(step.name()), at);
            }
        });
        return moments;
    }

    /** The alert of a step before the present deadline. */
    public String alertId(String step) {
        return Alert.idOf(ReminderRunner.alert(watched(), Step.valueOf(step), since, since).causeId());
    }

    private Watched watched() {
        return new Watched(CONSULTATION, "Titulli", "sq", "md", List.of("law"), "law", deadline.toString(), deadlineAt(), 3, false, since);
    }

    /** Whether one was asked about, whatever its time was then. */
    public boolean asked(String alertId) {
        return missed.stream().anyMatch(one -> one.id().equals(alertId));
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
                return closed || !deadlineAt().isAfter(after) ? List.of() : List.of(watched());
            }

            @Override
            public void missed(Missed late) {
                if (missed.stream().noneMatch(one -> one.id().equals(late.id()))) {
                    missed.add(late);
                }
            }

            @Override
            public boolean asked(String id) {
                return Reminding.this.asked(id);
            }

            @Override
            public Set<String> answered(String consultationId) {
                return Reminding.this.answered(consultationId);
            }

            @Override
            public boolean stands(String consultationId, Instant deadlineAt) {
                return Reminding.this.stands(consultationId, deadlineAt);
            }
        }, alerts, () -> days, () -> { }, clock, Duration.ofSeconds(1), TOO_LATE).look();
    }
}
