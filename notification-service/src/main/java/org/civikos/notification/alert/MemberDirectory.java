package org.civikos.notification.alert;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.civikos.notification.campaign.Campaign;
import org.civikos.notification.campaign.Campaigns;
import org.civikos.notification.institution.Institutions;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.Person;
import org.civikos.notification.settings.AlertSettings;
import org.civikos.notification.settings.Settings;
import org.civikos.notification.subscription.Fact;

/** The directory from the read model of the network and from what people chose. */
record MemberDirectory(Members members, Settings wishes, PublicReaders readers, Campaigns campaigns, Institutions institutions, DraftTexts texts) implements Directory {

    @Override
    public Map<String, Organisation> organisations() {
        return members.organisations();
    }

    @Override
    public List<Campaign> campaigns(String consultationId) {
        return campaigns.of(consultationId);
    }

    @Override
    public Fact known(Fact fact) {
        return texts.known(institutions.known(fact));
    }

    @Override
    public void forEachPerson(Consumer<Person> look) {
        members.forEachPerson(look);
    }

    @Override
    public void forEachPersonOf(Collection<String> organisations, Consumer<Person> look) {
        members.forEachPersonOf(organisations, look);
    }

    @Override
    public void forEachReader(Consumer<PublicReaders.Reader> look) {
        readers.forEach(look);
    }

    @Override
    public List<Person> people(Collection<String> people) {
        return members.people(people);
    }

    @Override
    public Map<String, Contact> contacts(Collection<String> people) {
        return members.contacts(people);
    }

    @Override
    public void forEachChooser(Consumer<Map<String, AlertSettings>> look) {
        wishes.forEachPage(look);
    }

    @Override
    public Map<String, Settings.OrganisationDefault> organisationDefaults() {
        return wishes.organisationDefaults();
    }

    @Override
    public Map<String, AlertSettings> settings(Collection<String> people) {
        return wishes.of(people);
    }
}
