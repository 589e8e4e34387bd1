package org.civikos.membership.organisation;

import java.util.List;
import org.civikos.platform.messaging.OutgoingEvent;

/** What the other services hear of an organisation: contracts/events/membership/organisation-*. */
final class OrganisationEvents {

    static final String TOPIC = "membership.organisation.events.v1";

    private OrganisationEvents() {
    }

    /** The payload of all four facts: how the organisation stands after it. */
    record OrganisationPayload(String organisationId, String name, String status, List<String> fields, String municipality) {
    }

    static List<OutgoingEvent> of(Organisation.Decision decision) {
        Organisation organisation = decision.organisation();
        OrganisationPayload payload = new OrganisationPayload(organisation.id(), organisation.profile().name(),
                organisation.status(), organisation.profile().fields(), organisation.profile().municipality());
        return decision.facts().stream()
                .map(fact -> new OutgoingEvent(TOPIC, type(fact), organisation.id(), payload)).toList();
    }

    private static String type(Organisation.Fact fact) {
        return switch (fact) {
            case Organisation.Fact.Registered registered -> "org.civikos.membership.organisation-registered.v1";
            case Organisation.Fact.Changed changed -> "org.civikos.membership.organisation-changed.v1";
            case Organisation.Fact.Suspended suspended -> "org.civikos.membership.organisation-suspended.v1";
            case Organisation.Fact.Reinstated reinstated -> "org.civikos.membership.organisation-reinstated.v1";
        };
    }
}
