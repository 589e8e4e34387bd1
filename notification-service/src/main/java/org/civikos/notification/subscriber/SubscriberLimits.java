package org.civikos.notification.subscriber;

/**
 * How many mails may be asked for; beyond the first nothing is said, beyond the others 429.
 *
 * @param previewsPerNetworkPerHour how often one network may ask what would have come; no mail follows from it
 */
public record SubscriberLimits(int perAddressPerDay, int perNetworkPerHour, int perHour, int previewsPerNetworkPerHour) {}
