package org.civikos.platform.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code civikos.messaging}.
 *
 * @param bootstrapServers host:port, comma separated; required
 * @param sweepInterval    how often the store is searched for events that a crash left behind
 * @param sweepGrace       how old an event must be before a sweep takes it, since a younger one is probably on its way
 * @param inFlight         how many aggregates are published at the same time
 * @param deliveryTimeout  after how long an unacknowledged event counts as not published and is tried anew
 * @param maxRetryDelay    the longest wait between two tries, of the relay as of a consumer
 * @param attempts         how often a record is tried before it becomes a dead letter
 */
@ConfigurationProperties("civikos.messaging")
record MessagingProperties(String bootstrapServers, @DefaultValue("5s") Duration sweepInterval,
        @DefaultValue("3s") Duration sweepGrace, @DefaultValue("64") int inFlight,
        @DefaultValue("3s") Duration deliveryTimeout, @DefaultValue("3s") Duration maxRetryDelay,
        @DefaultValue("3") int attempts) {
}
