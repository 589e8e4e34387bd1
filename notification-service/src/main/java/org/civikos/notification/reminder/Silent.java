package org.civikos.notification.reminder;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civikos.notification.member.Organisation;

/**
 * Who has said nothing about a draft that concerns them.
 *
 * @param organisations by name
 */
record Silent(List<Named> organisations) {

    record Named(String id, String name) {}

    static Silent of(Watched one, Set<String> answered, Map<String, Organisation> organisations) {
        return new Silent(organisations.entrySet().stream()
                .filter(entry -> entry.getValue().active() && !answered.contains(entry.getKey()) && concerns(one, entry.getValue()))
                .map(entry -> new Named(entry.getKey(), entry.getValue().name())).sorted(Comparator.comparing(Named::name)).toList());
    }

    private static boolean concerns(Watched one, Organisation organisation) {
        return one.fields().isEmpty() || organisation.fields().isEmpty() || organisation.fields().stream().anyMatch(one.fields()::contains);
    }
}
