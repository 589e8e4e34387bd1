package org.civikos.notification.stopped;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.sms.Countries;
import org.civikos.notification.suppression.Suppression;
import org.civikos.notification.suppression.Suppressions;
import org.jspecify.annotations.Nullable;

/**
 * The people who may speak for an active organisation and to whom neither mail nor SMS goes out, with what stands in the way. It goes
 * through the whole network, a page of people at a time: a few reads for each thousand.
 */
final class OutOfReach {

    private static final int PAGE = 1_000;

    /** What stands in the way of one channel. */
    enum Why {
        NO_ADDRESS,
        /** What is written there cannot be a number. */
        INVALID,
        /** Numbers of that country get no SMS. */
        COUNTRY,
        /** The person has switched the channel off. */
        OFF,
        STOPPED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param address to which nothing goes; null where none is known
     * @param stopped why and since when; null unless it is that
     */
    record Obstacle(Channel channel, Why why, @Nullable String address, @Nullable Suppression stopped) {}

    /** @param name null where no contact of the person is known; {@code organisation} one of those for which they may speak */
    record Entry(String organisationId, String organisation, String personId, @Nullable String name, List<Obstacle> obstacles) {}

    private final Members members;
    private final Suppressions suppressions;
    private final Function<Collection<String>, Map<String, AlertSettings>> settings;
    private final Countries countries;

    OutOfReach(Members members, Suppressions suppressions, Function<Collection<String>, Map<String, AlertSettings>> settings, Countries countries) {
        this.members = members;
        this.suppressions = suppressions;
        this.settings = settings;
        this.countries = countries;
    }

    /** In no order; who may speak for two organisations stands under both. */
    List<Entry> on(LocalDate day) {
        Map<String, Organisation> organisations = members.organisations();
        List<Entry> found = new ArrayList<>();
        List<Person> some = new ArrayList<>(PAGE);
        members.forEachPerson(person -> {
            if (!person.organisationsAt(Instant.MAX, day, organisations).isEmpty()) {
                some.add(person);
            }
            if (some.size() == PAGE) {
                look(some, day, organisations, found::add);
                some.clear();
            }
        });
        look(some, day, organisations, found::add);
        return found;
    }

    private void look(List<Person> people, LocalDate day, Map<String, Organisation> organisations, Consumer<Entry> found) {
        List<String> ids = people.stream().map(Person::id).toList();
        Map<String, Contact> contacts = members.contacts(ids);
        Map<String, AlertSettings> chosen = settings.apply(ids);
        Map<String, Map<Channel, String>> addresses = new HashMap<>();
        List<String> keys = new ArrayList<>();
        contacts.forEach((id, contact) -> {
            Map<Channel, String> own = Stopped.addresses(contact);
            own.forEach((channel, address) -> keys.add(Suppressions.key(channel, address)));
            addresses.put(id, own);
        });
        Map<String, Suppression> stopped = suppressions.holding(keys);
        for (Person person : people) {
            Contact contact = contacts.get(person.id());
            List<Obstacle> obstacles = new ArrayList<>();
            for (Channel channel : Channel.values()) {
                Obstacle one = obstacle(channel, contact, addresses.getOrDefault(person.id(), Map.of()).get(channel), chosen.get(person.id()), stopped);
                if (one != null) {
                    obstacles.add(one);
                }
            }
            if (obstacles.size() == Channel.values().length) {
                person.mandates().stream().filter(mandate -> mandate.validOn(day)).map(mandate -> mandate.organisationId()).distinct().forEach(id -> {
                    Organisation organisation = organisations.get(id);
                    if (organisation != null && organisation.active()) {
                        found.accept(new Entry(id, organisation.name(), person.id(), contact == null ? null : contact.name(), obstacles));
                    }
                });
            }
        }
    }

    private @Nullable Obstacle obstacle(
            Channel channel, @Nullable Contact contact, @Nullable String address, @Nullable AlertSettings chosen, Map<String, Suppression> stopped) {
        String written = contact == null ? null : channel == Channel.EMAIL ? contact.email() : contact.phone();
        if (written == null || written.isBlank()) {
            return new Obstacle(channel, Why.NO_ADDRESS, null, null);
        }
        // As it is planned: who never chose can be reached by both.
        if (chosen != null && !(channel == Channel.EMAIL ? chosen.email() : chosen.sms())) {
            return new Obstacle(channel, Why.OFF, written, null);
        }
        if (address == null) {
            return new Obstacle(channel, Why.INVALID, written, null);
        }
        Suppression entry = stopped.get(Suppressions.key(channel, address));
        if (entry != null) {
            return new Obstacle(channel, Why.STOPPED, address, entry);
        }
        return channel == Channel.SMS && !countries.allow(address) ? new Obstacle(channel, Why.COUNTRY, address, null) : null;
    }
}
