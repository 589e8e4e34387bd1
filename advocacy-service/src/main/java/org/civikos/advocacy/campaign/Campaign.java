package org.civikos.advocacy.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An advocacy effort of one working group.
 *
 * @param consultations ids of the linked consultations, in the order in which they were linked
 */
record Campaign(String group, String title, String goal, List<String> asks, String targetInstitution, Status status,
        List<Milestone> milestones, List<String> consultations, Instant startedAt) {

    /** The most milestones, asks or linked consultations of one campaign: beyond it is no longer one campaign. */
    static final int MOST = 100;

    /** Where a campaign stands. */
    enum Status {
        /** Agreed on; nothing public has been done yet. */
        PLANNED,
        /** The group works on it in public. */
        RUNNING,
        /** Laid aside; may go on. */
        PAUSED,
        /** The ask was met. */
        WON,
        /** The ask was refused for good. */
        LOST,
        /** Ended without either. */
        ENDED;

        private static final Map<Status, Set<Status>> NEXT = Map.of(
                PLANNED, Set.of(RUNNING, ENDED),
                RUNNING, Set.of(PAUSED, WON, LOST, ENDED),
                PAUSED, Set.of(RUNNING, ENDED),
                // A result may be undone by a later government: the campaign runs again rather than being written anew.
                WON, Set.of(RUNNING), LOST, Set.of(RUNNING), ENDED, Set.of(RUNNING));

        boolean mayBecome(Status next) {
            return NEXT.get(this).contains(next);
        }

        String code() {
            return name().toLowerCase();
        }
    }

    record Milestone(String id, String title, @Nullable LocalDate due, boolean done, @Nullable LocalDate doneOn) {
    }

    static Campaign plan(String group, String title, String goal, List<String> asks, String targetInstitution, Instant now) {
        return new Campaign(group, title, goal, List.copyOf(asks), targetInstitution, Status.PLANNED, List.of(), List.of(), now);
    }

    Campaign revise(String group, String title, String goal, List<String> asks, String targetInstitution) {
        return new Campaign(group, title, goal, List.copyOf(asks), targetInstitution, status, milestones, consultations, startedAt);
    }

    /** @throws IllegalStateException if the status does not follow from the present one */
    Campaign become(Status next) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException(status + " cannot become " + next);
        }
        return new Campaign(group, title, goal, asks, targetInstitution, next, milestones, consultations, startedAt);
    }

    /** Adds the milestone, or replaces the one with its id; the day on which it was done is kept when it is done already. */
    Campaign withMilestone(String id, String title, @Nullable LocalDate due, boolean done, LocalDate today) {
        var changed = new ArrayList<Milestone>();
        var found = false;
        for (var milestone : milestones) {
            if (milestone.id().equals(id)) {
                changed.add(new Milestone(id, title, due, done, !done ? null : milestone.done() ? milestone.doneOn() : today));
                found = true;
            } else {
                changed.add(milestone);
            }
        }
        if (!found) {
            changed.add(new Milestone(id, title, due, done, done ? today : null));
        }
        return new Campaign(group, this.title, goal, asks, targetInstitution, status, List.copyOf(changed), consultations, startedAt);
    }

    /** The same instance when the consultation is linked already. */
    Campaign link(String consultation) {
        if (consultations.contains(consultation)) {
            return this;
        }
        var linked = new ArrayList<>(consultations);
        linked.add(consultation);
        return new Campaign(group, title, goal, asks, targetInstitution, status, milestones, List.copyOf(linked), startedAt);
    }

    /** The same instance when the consultation is not linked. */
    Campaign unlink(String consultation) {
        return !consultations.contains(consultation) ? this : new Campaign(group, title, goal, asks, targetInstitution, status, milestones,
                consultations.stream().filter(id -> !id.equals(consultation)).toList(), startedAt);
    }
}
