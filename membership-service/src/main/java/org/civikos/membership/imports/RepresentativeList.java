package org.civikos.membership.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.civikos.membership.imports.Sheet.Row;
import org.civikos.membership.imports.Sheet.RowFault;
import org.civikos.membership.input.Fault;
import org.civikos.membership.input.InvalidInput;
import org.civikos.membership.organisation.Organisation;
import org.civikos.membership.organisation.Organisations;
import org.civikos.membership.person.Contact;
import org.civikos.membership.person.Mandate;
import org.civikos.membership.person.People;
import org.civikos.membership.person.Person;
import org.civikos.membership.person.Role;
import org.civikos.platform.id.Ids;
import org.civikos.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A list of representatives, one row per person and organisation. A person is known by id, else by e-mail address. An
 * empty cell for number, language, roles or first day leaves what is stored; mandates that the list does not name stay.
 */
@Component
class RepresentativeList {

    static final Set<String> COLUMNS = Set.of("id", "name", "email", "phone", "language", "organisation_id", "rights",
            "valid_from", "valid_to", "deputy", "roles");
    static final Set<String> REQUIRED = Set.of("name", "email");
    private static final Map<String, String> COLUMN_OF = Map.of("validFrom", "valid_from", "validTo", "valid_to");
    private static final Set<String> YES = Set.of("true", "yes", "po", "da", "1", "x");
    private static final Set<String> NO = Set.of("false", "no", "jo", "ne", "0");

    private final People people;
    private final Organisations organisations;

    RepresentativeList(People people, Organisations organisations) {
        this.people = people;
        this.organisations = organisations;
    }

    /** What all rows of one person come to. */
    private static final class Candidate {
        final int line;
        final String id;
        final Contact contact;
        final @Nullable Person before;
        final Map<String, Mandate> mandates = new LinkedHashMap<>();
        @Nullable Set<String> roles;

        Candidate(int line, String id, Contact contact, @Nullable Person before) {
            this.line = line;
            this.id = id;
            this.contact = contact;
            this.before = before;
        }
    }

    /** One reading of one file: what was seen so far. */
    private final class Reading {
        final Actor actor;
        final OldNumbers oldNumbers;
        final Sheet sheet;
        final List<RowFault> faults;
        final Map<String, Person> byId;
        final Map<String, Person> byEmail;
        final Map<String, Organisation> byOrganisation;
        final Map<String, Candidate> candidates = new LinkedHashMap<>();
        final Map<String, Candidate> candidatesByEmail = new HashMap<>();

        Reading(Sheet sheet, Actor actor, OldNumbers oldNumbers) {
            this.actor = actor;
            this.oldNumbers = oldNumbers;
            this.sheet = sheet;
            this.faults = new ArrayList<>(sheet.faults());
            this.byId = people.findAll(cells("id"));
            this.byEmail = people.findByEmailKeys(cells("email").stream().map(Contact::emailKey).toList());
            this.byOrganisation = organisations.findAll(cells("organisation_id"));
        }

        private List<String> cells(String column) {
            return sheet.rows().stream().map(row -> row.cell(column)).filter(Objects::nonNull).toList();
        }

        void read(Row row) {
            int before = faults.size();
            Candidate candidate = candidate(row);
            Set<String> roles = roles(row, candidate);
            Mandate mandate = mandate(row, candidate, roles);
            if (candidate == null || faults.size() > before) {
                return;
            }
            candidates.putIfAbsent(candidate.id, candidate);
            candidatesByEmail.putIfAbsent(candidate.contact.emailKey(), candidate);
            if (mandate != null) {
                candidate.mandates.put(mandate.organisationId(), mandate);
            }
            if (roles != null) {
                candidate.roles = roles;
            }
        }

        private @Nullable Candidate candidate(Row row) {
            String given = row.cell("id");
            String email = row.cell("email");
            if (given != null && !Ids.isValid(given)) {
                fault(row, "id", "invalid-id", given);
                return null;
            }
            Person same = email == null ? null : byEmail.get(Contact.emailKey(email));
            Person known = given == null ? same : byId.get(given);
            if (given != null && same != null && !same.id().equals(given)) {
                fault(row, "email", "email-taken", same.id());
                return null;
            }
            if (known != null && known.isErased()) {
                fault(row, "id", "person-erased");
                return null;
            }
            Contact contact;
            String typed = row.cell("phone");
            Optional<String> present = oldNumbers == OldNumbers.KEEP ? Optional.empty() : Optional.ofNullable(typed).flatMap(OldNumbers::presentForm);
            boolean unclear = present.isPresent() && oldNumbers == OldNumbers.ASK;
            if (unclear) {
                fault(row, "phone", "old-phone", typed, present.get());
            }
            try {
                Contact stored = known == null ? null : known.contact();
                contact = Contact.of(row.cell("name"), email, typed == null && stored != null ? stored.phone() : present.orElse(typed),
                        row.cell("language") == null && stored != null ? stored.language() : row.cell("language"));
            } catch (InvalidInput invalid) {
                faults(row, invalid);
                return null;
            }
            if (unclear) {
                return null;
            }
            if (known != null && !known.roles().isEmpty() && !actor.has(Role.ADMINISTRATOR) && !contact.equals(known.contact())) {
                fault(row, "email", "person-has-roles");
                return null;
            }
            Candidate sameEmail = candidatesByEmail.get(contact.emailKey());
            Candidate sameId = given == null ? sameEmail : candidates.get(given);
            if (sameEmail != sameId) {
                fault(row, sameEmail == null ? "email" : "id", "conflicting-person", Objects.requireNonNull(
                        sameEmail == null ? sameId : sameEmail).line);
                return null;
            }
            if (sameId == null) {
                return new Candidate(row.line(), known != null ? known.id() : given != null ? given : Ids.next(), contact, known);
            }
            if (!sameId.contact.equals(contact)) {
                String column = !sameId.contact.name().equals(contact.name()) ? "name"
                        : !Objects.equals(sameId.contact.phone(), contact.phone()) ? "phone" : "language";
                fault(row, column, "conflicting-person", sameId.line);
                return null;
            }
            return sameId;
        }

        private @Nullable Set<String> roles(Row row, @Nullable Candidate candidate) {
            if (row.cell("roles") == null) {
                return null;
            }
            Set<String> roles = new LinkedHashSet<>(row.parts("roles"));
            roles.stream().filter(role -> !Role.ALL.contains(role)).forEach(role -> fault(row, "roles", "unknown-role", role));
            Set<String> stored = candidate == null || candidate.before == null ? Set.of() : Set.copyOf(candidate.before.roles());
            if (!roles.equals(stored)) {
                if (!actor.has(Role.ADMINISTRATOR)) {
                    fault(row, "roles", "roles-by-administrator");
                } else if (stored.contains(Role.ADMINISTRATOR) && !roles.contains(Role.ADMINISTRATOR)) {
                    fault(row, "roles", "administrator-stays");
                }
            }
            return roles;
        }

        private @Nullable Mandate mandate(Row row, @Nullable Candidate candidate, @Nullable Set<String> roles) {
            String organisationId = row.cell("organisation_id");
            if (organisationId == null) {
                if (row.cell("rights") != null || roles == null) {
                    fault(row, "organisation_id", "organisation-required");
                }
                return null;
            }
            if (!byOrganisation.containsKey(organisationId)) {
                fault(row, "organisation_id", "unknown-organisation", organisationId);
            }
            if (candidate != null && candidate.mandates.containsKey(organisationId)) {
                fault(row, "organisation_id", "doubled-mandate", organisationId, candidate.line);
            }
            String deputy = row.cell("deputy") == null ? "false" : row.cell("deputy").toLowerCase(Locale.ROOT);
            if (!YES.contains(deputy) && !NO.contains(deputy)) {
                fault(row, "deputy", "not-yes-or-no", deputy);
            }
            Optional<Mandate> stored = candidate == null || candidate.before == null ? Optional.<Mandate>empty()
                    : candidate.before.mandateFor(organisationId);
            try {
                return Mandate.of(organisationId, row.parts("rights"), row.cell("valid_from"), row.cell("valid_to"),
                        YES.contains(deputy), stored.map(Mandate::validFrom).orElseGet(people::today));
            } catch (InvalidInput invalid) {
                faults(row, invalid);
                return null;
            }
        }

        private void fault(Row row, String column, String code, Object... arguments) {
            faults.add(new RowFault(row.line(), Fault.of(column, code, arguments)));
        }

        private void faults(Row row, InvalidInput invalid) {
            invalid.faults().forEach(fault -> faults.add(new RowFault(row.line(), new Fault(
                    COLUMN_OF.getOrDefault(fault.field(), fault.field()), fault.code(), fault.arguments()))));
        }
    }

    Plan plan(byte[] file, Actor actor, OldNumbers oldNumbers) {
        Reading reading = new Reading(Sheet.read(file, REQUIRED, COLUMNS), actor, oldNumbers);
        reading.sheet.rows().forEach(reading::read);
        List<Plan.Step> steps = reading.candidates.values().stream().map(this::step).toList();
        return new Plan(steps, reading.faults, reading.sheet.total());
    }

    private Plan.Step step(Candidate candidate) {
        List<Mandate> mandates = List.copyOf(candidate.mandates.values());
        Plan.Effect effect = candidate.before == null ? Plan.Effect.CREATE
                : candidate.before.isAlready(candidate.contact, mandates, candidate.roles) ? Plan.Effect.NOTHING
                : Plan.Effect.UPDATE;
        return new Plan.Step(candidate.line, effect,
                () -> people.bring(candidate.id, candidate.contact, mandates, candidate.roles));
    }
}
