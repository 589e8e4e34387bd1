package org.civikos.notification.subscriber;

/** How many mails may be asked for; beyond the first nothing is said, beyond the others 429. */
public record SubscriberLimits(int perAddressPerDay, int perNetworkPerHour, int perHour) {}
