package org.civikos.consultation.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Says once, after each week, how often the sources were looked at and what came of it. Several instances may look at once, and
 * none has to be alive at a certain hour: the week's id decides, and the figures of its days are kept for a month.
 */
@Component
class SourceWeeks {

    static final String TOPIC = "consultation.source.events.v1";
    static final String TYPE = "org.civikos.consultation.sources-week-closed.v1";
    private static final Logger LOG = LoggerFactory.getLogger(SourceWeeks.class);

    /**
     * @param failures checks in which nothing could be read
     * @param quiet    where it has brought nothing for unusually long, by its own history
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SourceWeek(String sourceId, String name, int checks, int failures, int found, @Nullable Silence quiet) {
    }

    /**
     * @param since   the last day on which it brought something
     * @param days    from then to the week's Sunday
     * @param usually days from one find to the next
     */
    record Silence(String since, int days, int usually) {
    }

    /** @param from Monday, {@code to} Sunday, both by UTC */
    record Week(String weekId, String from, String to, int checks, int failures, int found, List<SourceWeek> sources) {
    }

    private final AggregateStore<Week> weeks;
    private final Sources sources;
    private final Clock clock;

    SourceWeeks(AggregateStores stores, Sources sources, Clock clock) {
        this.weeks = stores.of("sourceWeeks", Week.class);
        this.sources = sources;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${civikos.sources.week-first-look:PT20S}", fixedDelayString = "${civikos.sources.week-look-interval:PT5M}")
    void look() {
        try {
            close();
        } catch (DataAccessException storeAway) {
            LOG.warn("The week of the sources could not be closed; tried again soon: {}", storeAway.getMessage());
        }
    }

    /** Closes the last whole week unless it was closed before. */
    void close() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate from = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
        String id = "week-" + from;
        if (weeks.find(id).isPresent()) {
            return;
        }
        LocalDate to = from.plusDays(6);
        if (sources.all().stream().noneMatch(source -> !source.state().paused() && sources.progress(source.id(), source.state()).begunBy(to))) {
            // Before the first week of an installation, and where all sources are paused, there is nothing to tell. A week in which nothing
            // was looked at since is told.
            return;
        }
        Week week = week(id, from, to);
        try {
            weeks.insert(id, week, List.of(new OutgoingEvent(TOPIC, TYPE, id, week)));
        } catch (DuplicateKeyException another) {
            LOG.debug("The week {} was closed by another instance", id);
        }
    }

    private Week week(String id, LocalDate from, LocalDate to) {
        List<SourceWeek> each = new ArrayList<>();
        int checks = 0;
        int failures = 0;
        int found = 0;
        for (Versioned<Source> source : sources.all()) {
            if (source.state().paused()) {
                continue;
            }
            SourceProgress progress = sources.progress(source.id(), source.state());
            SourceProgress.Sum sum = progress.sum(from, to);
            // By the week's last day, however late it is closed: what came since ends the silence, and is not told of this week.
            Silence quiet = sources.quiet(progress, to).map(one -> new Silence(one.since().toString(), one.days(), one.usually())).orElse(null);
            checks += sum.checks();
            failures += sum.failures();
            found += sum.found();
            each.add(new SourceWeek(source.id(), source.state().name(), sum.checks(), sum.failures(), sum.found(), quiet));
        }
        return new Week(id, from.toString(), to.toString(), checks, failures, found, each);
    }
}
