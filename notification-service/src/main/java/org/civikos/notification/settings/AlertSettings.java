package org.civikos.notification.settings;

import java.util.Collections;
import java.util.List;

/** What a person wants to be told, and how. */
public record AlertSettings(boolean email, boolean sms, Scope scope, List<String> fields, List<String> institutions) {

    /** Of those who never chose: by e-mail, what concerns the fields of their organisations. */
    public static final AlertSettings DEFAULT = new AlertSettings(true, false, Scope.ORGANISATION_FIELDS, List.of(), List.of());

    AlertSettings withEmail(boolean on) {
        return new AlertSettings(on, sms, scope, fields, institutions);
    }

    /**
     * Whether a consultation concerns somebody with these settings. Where the consultation names no field, or an organisation
     * none, nobody can tell whom it leaves cold: everyone is told.
     *
     * @param organisationFields the fields of each organisation the person speaks for
     */
    public boolean concerns(List<String> consultationFields, String institution, List<List<String>> organisationFields) {
        if (organisationFields.isEmpty()) {
            return false;
        }
        if (consultationFields.isEmpty()) {
            return true;
        }
        return switch (scope) {
            case EVERYTHING -> true;
            case CHOSEN -> institutions.contains(institution) || !Collections.disjoint(fields, consultationFields);
            case ORGANISATION_FIELDS -> organisationFields.stream()
                    .anyMatch(of -> of.isEmpty() || !Collections.disjoint(of, consultationFields));
        };
    }
}
