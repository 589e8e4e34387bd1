package org.civikos.notification.delivery;

import java.util.Locale;
import org.civikos.notification.member.Masked;

/** A way to reach a person. */
public enum Channel {
    EMAIL,
    SMS;

    /** The word used in records and in the interface. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An address of this channel as it is shown where nobody has to write to it: its owner knows it again. */
    public String masked(String address) {
        return this == EMAIL ? Masked.email(address) : Masked.phone(address);
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
