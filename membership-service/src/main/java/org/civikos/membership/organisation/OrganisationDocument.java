package org.civikos.membership.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as it lies in the store. Dates are text, because a stored date would shift with the zone of the
 * machine that reads it.
 *
 * @param nameKey    the folded name, unique by index
 * @param searchText what a search looks in
 */
record OrganisationDocument(String name, @Nullable String shortName, String nameKey, String searchText, String municipality,
        List<String> fields, @Nullable String memberSince, String status, @Nullable String suspensionReason,
        @Nullable Instant suspendedSince) {

    static OrganisationDocument of(Organisation organisation) {
        OrganisationProfile profile = organisation.profile();
        Organisation.Suspension suspension = organisation.suspension();
        return new OrganisationDocument(profile.name(), profile.shortName(), profile.nameKey(), profile.searchText(),
                profile.municipality(), profile.fields(), profile.memberSince() == null ? null : profile.memberSince().toString(),
                organisation.status(), suspension == null ? null : suspension.reason(),
                suspension == null ? null : suspension.since());
    }

    Organisation toOrganisation(String id) {
        return new Organisation(id,
                new OrganisationProfile(name, shortName, municipality, fields,
                        memberSince == null ? null : LocalDate.parse(memberSince)),
                suspensionReason == null || suspendedSince == null ? null
                        : new Organisation.Suspension(suspensionReason, suspendedSince));
    }
}
