package org.civikos.notification.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A way by which somebody wants to be told. Whatever is chosen, the fact also stands in the inbox. */
public enum Way {
    @JsonProperty("email")
    EMAIL,
    /** Only for what is told at once. */
    @JsonProperty("sms")
    SMS,
    /** Said for itself where nothing is to be sent. */
    @JsonProperty("inbox")
    INBOX
}
