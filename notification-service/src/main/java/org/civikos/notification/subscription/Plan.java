package org.civikos.notification.subscription;

import org.jspecify.annotations.Nullable;

/**
 * How one person is to be told of one fact, from all of their subscriptions that it fits: the most immediate decides when,
 * the ways are put together.
 *
 * @param language of the most immediate one; null for the person's own
 * @param hours of the most immediate one; null for the person's own
 * @param byOrganisation whether it is the business of the person's organisations, and not only their own wish
 */
public record Plan(Frequency frequency, boolean email, boolean sms, @Nullable String language, @Nullable Hours hours, boolean byOrganisation) {
}
