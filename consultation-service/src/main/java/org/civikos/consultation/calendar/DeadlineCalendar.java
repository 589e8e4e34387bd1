package org.civikos.consultation.calendar;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * Writes iCalendar (RFC 5545 with RFC 7986). A deadline takes no time of the day's: it ends when it begins and leaves the day free.
 * Its identifier stays when it moves, and its sequence grows, so that a calendar moves the entry that it has.
 */
final class DeadlineCalendar {

    private static final List<Duration> REMINDERS = List.of(Duration.ofDays(-3), Duration.ofHours(-2));
    private static final Duration REFRESH = Duration.ofHours(1);

    /** @param key what the deadline is of, the same for ever */
    record Deadline(String key, String summary, String description, Instant at, Instant changedAt, long sequence, URI link) {
    }

    private final String host;

    DeadlineCalendar(URI publicUrl) {
        this.host = publicUrl.getHost();
    }

    String write(String name, List<Deadline> deadlines) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//CiviKos//Consultations//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(new Name(name));
        // What calendars read that do not know RFC 7986 yet.
        calendar.add(new XProperty("X-WR-CALNAME", name));
        calendar.add(new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH.toString()));
        deadlines.forEach(deadline -> calendar.add(event(deadline)));
        return calendar.toString();
    }

    private VEvent event(Deadline deadline) {
        VEvent event = new VEvent(deadline.at(), line(deadline.summary()));
        event.add(new DtEnd<>(deadline.at()));
        event.add(new Uid(deadline.key() + "@" + host));
        event.add(new Description(deadline.description() + "\n" + deadline.link()));
        event.add(new Url(deadline.link()));
        event.add(new Sequence((int) deadline.sequence()));
        event.add(new LastModified(deadline.changedAt()));
        event.add(ImmutableTransp.TRANSPARENT);
        REMINDERS.forEach(before -> {
            VAlarm alarm = new VAlarm(before);
            alarm.add(ImmutableAction.DISPLAY);
            alarm.add(new Description(line(deadline.summary())));
            event.add(alarm);
        });
        return event;
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
