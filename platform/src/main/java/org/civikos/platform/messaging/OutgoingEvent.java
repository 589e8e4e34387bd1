package org.civikos.platform.messaging;

import org.jspecify.annotations.Nullable;

/**
 * A fact to publish together with the state that it is about.
 *
 * @param topic the topic, which exists already
 * @param type  the CloudEvents type, with its major version
 * @param key   the record's key, which decides the partition and with it the order
 * @param data  the payload, written as JSON when the state is saved; {@code null} is a tombstone
 */
public record OutgoingEvent(String topic, String type, String key, @Nullable Object data) {
}
