package org.civikos.consultation.consultation;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.civikos.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * A deadline of the network's own, before the official one.
 *
 * @param deadline by the clocks of Kosovo, never after the official one
 * @param byHand   whether somebody set it; it then stays when the official deadline moves, as long as it still lies before it
 */
record InternalDeadline(Step step, String deadline, boolean byHand) {

    /** What the network does on the way to the official deadline, in this order. */
    enum Step {
        DRAFT, REVIEW, SIGN_OFF, NETWORK_POSITION;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static @Nullable Step of(String code) {
            for (Step step : values()) {
                if (step.code().equals(code)) {
                    return step;
                }
            }
            return null;
        }
    }

    /**
     * How long before the official deadline each step ends.
     *
     * @param workingDays by step's code, from 0
     * @param time        of the day, by the clocks of Kosovo
     */
    record Defaults(Map<String, Integer> workingDays, String time) {

        /** Until the network decides otherwise. */
        static final Defaults BEFORE_ANYBODY_CHOSE = new Defaults(Map.of("draft", 7, "review", 5, "sign-off", 3, "network-position", 1), "16:00");

        Defaults {
            workingDays = Map.copyOf(workingDays);
        }
    }

    /**
     * The deadlines of all steps. Where the time is shorter than the steps need, each gets its share of it, so that their order stays.
     *
     * @param from    the day on which the time begins
     * @param before  what stood before; what was set by hand stays unless it would come after the official deadline
     */
    static List<InternalDeadline> of(LocalDate from, LocalDateTime official, Defaults defaults, List<InternalDeadline> before) {
        int longest = defaults.workingDays().values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int available = WorkingDays.between(from, official.toLocalDate());
        List<InternalDeadline> all = new ArrayList<>();
        for (Step step : Step.values()) {
            InternalDeadline old = before.stream().filter(one -> one.step() == step && one.byHand()).findFirst().orElse(null);
            if (old != null && !LocalDateTime.parse(old.deadline()).isAfter(official)) {
                all.add(old);
                continue;
            }
            int days = defaults.workingDays().getOrDefault(step.code(), 0);
            int given = longest <= available ? days : days * available / longest;
            LocalDateTime at = WorkingDays.before(official.toLocalDate(), given).atTime(LocalTime.parse(defaults.time()));
            all.add(new InternalDeadline(step, (at.isAfter(official) ? official : at).toString(), false));
        }
        return all;
    }
}
