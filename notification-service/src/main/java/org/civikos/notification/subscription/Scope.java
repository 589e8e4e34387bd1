package org.civikos.notification.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Of which consultations a person wants to be told. */
public enum Scope {
    /** Those in a field in which one of the person's organisations works. */
    @JsonProperty("organisation-fields")
    ORGANISATION_FIELDS,
    /** All. */
    @JsonProperty("everything")
    EVERYTHING,
    /** Those in a chosen field or of a chosen institution. */
    @JsonProperty("chosen")
    CHOSEN
}
