package org.civikos.notification.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the criteria of one subscription go together. Inside one criterion, one of its values is always enough. */
public enum Match {
    /** One criterion is enough. */
    @JsonProperty("any")
    ANY,
    /** Every criterion that is given has to fit. */
    @JsonProperty("all")
    ALL
}
