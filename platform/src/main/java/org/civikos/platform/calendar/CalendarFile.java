package org.civikos.platform.calendar;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VAlarm;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Name;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableAction;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/**
 * Writes iCalendar (RFC 5545 with RFC 7986) of moments and days by which something is due. An entry takes no time of the day's. Its
 * identifier stays when it moves, and its sequence grows, so that a calendar moves the entry that it has.
 */
public final class CalendarFile {

    private static final List<Duration> REMINDERS = List.of(Duration.ofDays(-3), Duration.ofHours(-2));
    private static final Duration REFRESH = Duration.ofHours(1);

    /**
     * @param key     what is due, the same for ever and the only one of this installation
     * @param at      an {@link Instant}, or a {@link LocalDate} for a whole day
     * @param changedAt where it is known
     * @param link    where more stands
     * @param cancelled whether it is due no more: it stays in the calendar for a while, struck out
     */
    public record Entry(String key, String summary, String description, Temporal at, @Nullable Instant changedAt, long sequence, URI link, boolean cancelled) {

        /** One that stands. */
        public Entry(String key, String summary, String description, Temporal at, @Nullable Instant changedAt, long sequence, URI link) {
            this(key, summary, description, at, changedAt, sequence, link, false);
        }
    }

    private final String host;

    /** @param publicUrl the origin whose host makes identifiers the only ones of their kind */
    public CalendarFile(URI publicUrl) {
        this.host = publicUrl.getHost();
    }

    /** @param name what a calendar shows it under */
    public String write(String name, List<Entry> entries) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//CiviKos//Deadlines//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(new Name(name));
        // What calendars read that do not know RFC 7986 yet.
        calendar.add(new XProperty("X-WR-CALNAME", name));
        calendar.add(new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH.toString()));
        entries.forEach(entry -> calendar.add(event(entry)));
        return calendar.toString();
    }

    private VEvent event(Entry entry) {
        VEvent event = new VEvent(entry.at(), line(entry.summary()));
        if (entry.at() instanceof Instant moment) {
            event.add(new DtEnd<>(moment));
        }
        event.add(new Uid(entry.key() + "@" + host));
        event.add(new Description(entry.description() + "\n" + entry.link()));
        event.add(new Url(entry.link()));
        event.add(new Sequence((int) entry.sequence()));
        if (entry.changedAt() != null) {
            event.add(new LastModified(entry.changedAt()));
        }
        event.add(ImmutableTransp.TRANSPARENT);
        if (entry.cancelled()) {
            event.add(ImmutableStatus.VEVENT_CANCELLED);
            return event;
        }
        REMINDERS.forEach(before -> {
            VAlarm alarm = new VAlarm(before);
            alarm.add(ImmutableAction.DISPLAY);
            alarm.add(new Description(line(entry.summary())));
            event.add(alarm);
        });
        return event;
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
