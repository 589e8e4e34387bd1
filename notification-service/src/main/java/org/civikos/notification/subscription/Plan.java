package org.civikos.notification.subscription;

import org.jspecify.annotations.Nullable;

/**
 * How one person is to be told of one fact, from all of their subscriptions that it fits: the most immediate decides when,
 * the ways are put together.
 *
 * @param language of the most immediate one; null for the person's own
 * @param hours of the most immediate one; null for the person's own
 * @param why what of the most immediate one fits; null where it is the business of the person's organisations
 */
public record Plan(Frequency frequency, boolean email, boolean sms, @Nullable String language, @Nullable Hours hours, @Nullable Why why) {

    /** The same where organisations set the subscriptions for their people. */
    public Plan setByOrganisations() {
        return why == null ? this : new Plan(frequency, email, sms, language, hours, why.setByOrganisations());
    }
}
