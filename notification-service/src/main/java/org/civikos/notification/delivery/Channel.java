package org.civikos.notification.delivery;

import java.util.Locale;

/** A way to reach a person. */
public enum Channel {
    EMAIL,
    SMS;

    /** The word used in records and in the interface. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the word is not a channel */
    public static Channel of(String code) {
        for (Channel channel : values()) {
            if (channel.code().equals(code)) {
                return channel;
            }
        }
        throw new IllegalArgumentException("Not a channel: " + code);
    }
}
