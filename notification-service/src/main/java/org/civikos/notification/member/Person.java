package org.civikos.notification.member;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A person with the mandates that they hold or held. */
public record Person(String id, List<Mandate> mandates) {

    /** The same person without the mandates in which they stand in for others. */
    public Person withoutDeputies() {
        return mandates.stream().noneMatch(Mandate::deputy) ? this
                : new Person(id, mandates.stream().filter(mandate -> !mandate.deputy()).toList());
    }

    /**
     * The organisations for which this person could speak at a moment: active ones, by a mandate that is valid on the day and
     * had been granted by then.
     */
    public List<Organisation> organisationsAt(Instant moment, LocalDate day, Map<String, Organisation> organisations) {
        return mandates.stream()
                .filter(mandate -> mandate.heldAt(moment, day))
                .map(mandate -> organisations.get(mandate.organisationId()))
                .filter(organisation -> organisation != null && organisation.active())
                .toList();
    }
}
