package org.civikos.membership.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A person, with at most one mandate per organisation. Erasing takes everything that says who it was and every mandate
 * and role; the identifier stays, so that what was said in an organisation's name still has an author who can no longer
 * be found out.
 *
 * @param contact  {@code null} once erased
 * @param roles    of the network, in the order of {@link Role#ALL}
 * @param mandates in the order of the organisations' identifiers
 */
public record Person(String id, @Nullable Contact contact, List<String> roles, List<Mandate> mandates) {

    public Person {
        roles = Role.ALL.stream().filter(roles::contains).toList();
        TreeMap<String, Mandate> byOrganisation = new TreeMap<>();
        for (Mandate mandate : mandates) {
            if (byOrganisation.put(mandate.organisationId(), mandate) != null) {
                throw new IllegalArgumentException("Two mandates for one organisation");
            }
        }
        mandates = List.copyOf(byOrganisation.values());
        if (contact == null && !(roles.isEmpty() && mandates.isEmpty())) {
            throw new IllegalArgumentException("An erased person keeps nothing");
        }
    }

    /** What happened to a person. */
    sealed interface Fact {
        /** The contact is new or another. */
        record ContactUpdated() implements Fact {
        }

        /** A mandate was given, or is another now. */
        record MandateGranted(String organisationId) implements Fact {
        }

        /** A mandate was taken back. */
        record MandateEnded(String organisationId) implements Fact {
        }

        /** Everything that says who it was is gone. */
        record Erased() implements Fact {
        }

        /** The roles are others; of nobody's concern but the tokens'. */
        record RolesChanged() implements Fact {
        }
    }

    /** A new state and the facts that led to it; none if nothing changed. */
    record Decision(Person person, List<Fact> facts) {

        /** One step after another, as one change. */
        Decision then(Function<Person, Decision> next) {
            Decision following = next.apply(person);
            List<Fact> all = new ArrayList<>(facts);
            all.addAll(following.facts());
            return new Decision(following.person(), all);
        }
    }

    static Decision register(String id, Contact contact) {
        return new Decision(new Person(id, contact, List.of(), List.of()), List.of(new Fact.ContactUpdated()));
    }

    Decision contact(Contact to) {
        requirePresent();
        return to.equals(contact) ? nothing()
                : new Decision(new Person(id, to, roles, mandates), List.of(new Fact.ContactUpdated()));
    }

    Decision roles(Set<String> to) {
        requirePresent();
        Person changed = new Person(id, contact, List.copyOf(new TreeSet<>(to)), mandates);
        return changed.equals(this) ? nothing() : new Decision(changed, List.of(new Fact.RolesChanged()));
    }

    /** Gives a mandate in place of the one for the same organisation, if there is one. */
    Decision grant(Mandate mandate) {
        requirePresent();
        if (mandates.contains(mandate)) {
            return nothing();
        }
        List<Mandate> after = without(mandate.organisationId());
        after.add(mandate);
        return new Decision(new Person(id, contact, roles, after), List.of(new Fact.MandateGranted(mandate.organisationId())));
    }

    Decision end(String organisationId) {
        if (mandateFor(organisationId).isEmpty()) {
            return nothing();
        }
        return new Decision(new Person(id, contact, roles, without(organisationId)),
                List.of(new Fact.MandateEnded(organisationId)));
    }

    Decision erase() {
        if (isErased()) {
            return nothing();
        }
        List<Fact> facts = new ArrayList<>();
        mandates.forEach(mandate -> facts.add(new Fact.MandateEnded(mandate.organisationId())));
        facts.add(new Fact.Erased());
        return new Decision(new Person(id, null, List.of(), List.of()), facts);
    }

    public Optional<Mandate> mandateFor(String organisationId) {
        return mandates.stream().filter(mandate -> mandate.organisationId().equals(organisationId)).findFirst();
    }

    /** Whether it stands already as a list says; {@code roles} that are {@code null} are not looked at. */
    public boolean isAlready(Contact asContact, List<Mandate> withMandates, @Nullable Set<String> withRoles) {
        return asContact.equals(contact) && mandates.containsAll(withMandates)
                && (withRoles == null || withRoles.equals(Set.copyOf(roles)));
    }

    public boolean isErased() {
        return contact == null;
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    private List<Mandate> without(String organisationId) {
        List<Mandate> others = new ArrayList<>(mandates);
        others.removeIf(mandate -> mandate.organisationId().equals(organisationId));
        return others;
    }

    private Decision nothing() {
        return new Decision(this, List.of());
    }

    private void requirePresent() {
        if (isErased()) {
            throw new IllegalStateException("The person was erased");
        }
    }
}
