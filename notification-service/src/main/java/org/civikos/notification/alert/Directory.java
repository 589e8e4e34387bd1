package org.civikos.notification.alert;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.civikos.notification.campaign.Campaign;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.settings.Settings.OrganisationDefault;
import org.civikos.notification.subscription.Fact;

/** What is known here about the network when an alert is planned. */
interface Directory {

    /** All organisations by id. */
    Map<String, Organisation> organisations();

    /** Shows everyone who holds or held a mandate, in no order. */
    void forEachPerson(Consumer<Person> look);

    /** Shows everyone who holds or held a mandate for one of the given organisations, in no order; nobody twice. */
    default void forEachPersonOf(Collection<String> organisations, Consumer<Person> look) {
        forEachPerson(person -> {
            if (person.mandates().stream().anyMatch(mandate -> organisations.contains(mandate.organisationId()))) {
                look.accept(person);
            }
        });
    }

    /** Those of the given people who hold or held a mandate. */
    List<Person> people(Collection<String> people);

    /** The contacts of those of the given people who have one. */
    Map<String, Contact> contacts(Collection<String> people);

    /** Shows everyone outside the network who has subscribed, in no order. */
    default void forEachReader(Consumer<PublicReaders.Reader> look) {}

    /** The campaigns that have taken a draft up. */
    default List<Campaign> campaigns(String consultationId) {
        return List.of();
    }

    /** A fact with what is known of its institution now, and what its draft says. */
    default Fact known(Fact fact) {
        return fact;
    }

    /** Shows everyone who chose, and what, some at a time; nobody twice. */
    void forEachChooser(Consumer<Map<String, AlertSettings>> look);

    /** By organisation, what it set for those of its people who never chose. */
    default Map<String, OrganisationDefault> organisationDefaults() {
        return Map.of();
    }

    /** Of those of the given people who chose, what. */
    Map<String, AlertSettings> settings(Collection<String> people);
}
