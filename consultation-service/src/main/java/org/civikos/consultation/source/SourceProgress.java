package org.civikos.consultation.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * How far a source has been read, when it is due, and how it has fared. Written by whoever holds the source's lease.
 *
 * @param lastSeen      the highest number that was there; {@code firstNumber - 1} at the beginning
 * @param nextCheckAt   not before
 * @param failuresInRow since the last success: what the back-off goes by
 * @param circuit       the breaker's state at the last check: closed, open or half-open
 * @param days          checks and failures by day, the last thirty-one
 * @param farTurn       how many looks in a row have tried numbers far ahead; {@code null} for none
 * @param skipped       numbers that a jump has passed over and that are still to be looked at once; {@code null} for none
 * @param foundOn       days on which something new was found, the last twenty; {@code null} where that was not kept yet
 */
record SourceProgress(@Id String source, int lastSeen, Instant nextCheckAt, int failuresInRow, @Nullable Instant lastCheckedAt,
        @Nullable Instant lastChangeAt, @Nullable String lastProblem, String circuit, List<Day> days, @Nullable Integer farTurn, @Nullable Skipped skipped, @Nullable List<String> foundOn) {

    static final int DAYS = 31;
    private static final int WEEK = 7;
    private static final int MOST_FINDS = 20;
    /** Days with finds that make a history: with fewer, nobody knows what is usual. */
    private static final int HISTORY = 4;

    /**
     * The checks of one day (UTC).
     *
     * @param found new drafts; {@code null} for days before that was counted
     */
    record Day(String date, int checks, int failures, @Nullable Integer found) {
    }

    /**
     * Numbers that are still to be looked at once, in order.
     *
     * @param from the next one
     * @param to   the first that is none of them
     */
    record Skipped(int from, int to) {
    }

    /** The checks of some days together. */
    record Sum(int checks, int failures, int found) {
    }

    SourceProgress {
        days = List.copyOf(days);
        foundOn = foundOn == null ? days.stream().filter(day -> day.found() != null && day.found() > 0).map(Day::date).sorted().toList() : List.copyOf(foundOn);
    }

    /** Never looked at: due since ever. */
    static SourceProgress begin(String source, int firstNumber) {
        return new SourceProgress(source, firstNumber - 1, Instant.EPOCH, 0, null, null, null, "closed", List.of(), null, null, List.of());
    }

    /** After a check: counted under its day, days older than a month forgotten. */
    SourceProgress checked(Instant now, LocalDate today, @Nullable String problem, boolean changed, int found, int seen, int failures, Instant next, String circuitNow, int turn, @Nullable Skipped left) {
        List<Day> counted = new ArrayList<>();
        String oldest = today.minusDays(DAYS - 1L).toString();
        Day current = new Day(today.toString(), 0, 0, 0);
        for (Day day : days) {
            if (day.date().equals(current.date())) {
                current = day;
            } else if (day.date().compareTo(oldest) >= 0) {
                counted.add(day);
            }
        }
        counted.add(new Day(current.date(), current.checks() + 1, current.failures() + (problem == null ? 0 : 1),
                (current.found() == null ? 0 : current.found()) + found));
        return new SourceProgress(source, Math.max(seen, lastSeen), next, failures, now, changed ? now : lastChangeAt, problem, circuitNow, counted, turn, left, found == 0 ? foundOn : finds(today));
    }

    private List<String> finds(LocalDate today) {
        List<String> all = new ArrayList<>(foundOn);
        if (all.isEmpty() || !all.getLast().equals(today.toString())) {
            all.add(today.toString());
        }
        return all.subList(Math.max(0, all.size() - MOST_FINDS), all.size());
    }

    /**
     * A source that usually brings something has brought nothing for unusually long.
     *
     * @param since   the last day on which it brought something
     * @param days    since then
     * @param usually days from one find to the next: the median of its history
     */
    record Quiet(LocalDate since, int days, int usually) {
    }

    /**
     * Whether it is quiet against its own habit. One that cannot be read, or whose habit is not known yet, is not.
     *
     * @param factor  how many times as long as usual
     * @param atLeast in days
     */
    Optional<Quiet> quiet(LocalDate today, double factor, int atLeast) {
        if (lastProblem != null || foundOn.size() < HISTORY) {
            return Optional.empty();
        }
        List<LocalDate> finds = foundOn.stream().map(LocalDate::parse).toList();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < finds.size(); i++) {
            gaps.add(ChronoUnit.DAYS.between(finds.get(i - 1), finds.get(i)));
        }
        Collections.sort(gaps);
        int usually = (int) Math.max(1, gaps.get(gaps.size() / 2));
        int days = (int) ChronoUnit.DAYS.between(finds.getLast(), today);
        return days > Math.max(atLeast, factor * usually) ? Optional.of(new Quiet(finds.getLast(), days, usually)) : Optional.empty();
    }

    /** Whether it had been looked at on a day or before. */
    boolean begunBy(LocalDate day) {
        return days.stream().anyMatch(one -> one.date().compareTo(day.toString()) <= 0);
    }

    int checks(LocalDate today) {
        return sum(today, WEEK).checks();
    }

    int failures(LocalDate today) {
        return sum(today, WEEK).failures();
    }

    /** @param lastDays today included, at most {@value #DAYS} */
    Sum sum(LocalDate today, int lastDays) {
        return sum(today.minusDays(lastDays - 1L), today);
    }

    /** The checks of these days, the last one included; days that are long past are forgotten. */
    Sum sum(LocalDate from, LocalDate to) {
        String oldest = from.toString();
        String latest = to.toString();
        int checks = 0;
        int failures = 0;
        int found = 0;
        for (Day day : days) {
            if (day.date().compareTo(oldest) >= 0 && day.date().compareTo(latest) <= 0) {
                checks += day.checks();
                failures += day.failures();
                found += day.found() == null ? 0 : day.found();
            }
        }
        return new Sum(checks, failures, found);
    }
}
