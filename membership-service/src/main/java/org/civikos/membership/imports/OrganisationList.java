package org.civikos.membership.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civikos.membership.imports.Sheet.Row;
import org.civikos.membership.imports.Sheet.RowFault;
import org.civikos.membership.input.Fault;
import org.civikos.membership.input.InvalidInput;
import org.civikos.membership.organisation.Organisation;
import org.civikos.membership.organisation.OrganisationProfile;
import org.civikos.membership.organisation.Organisations;
import org.civikos.membership.reference.Folding;
import org.civikos.platform.id.Ids;
import org.springframework.stereotype.Component;

/**
 * A list of organisations. A row with a known id brings that organisation up to date; one without id is new, and if its
 * name is known already the error says under which id, so that a list is never taken in twice under new ids.
 */
@Component
class OrganisationList {

    static final Set<String> COLUMNS = Set.of("id", "name", "short_name", "municipality", "fields", "member_since");
    static final Set<String> REQUIRED = Set.of("name", "municipality", "fields");
    private static final Map<String, String> COLUMN_OF = Map.of("shortName", "short_name", "memberSince", "member_since");

    private final Organisations organisations;

    OrganisationList(Organisations organisations) {
        this.organisations = organisations;
    }

    private record Candidate(Row row, String id, OrganisationProfile profile) {
    }

    Plan plan(byte[] file) {
        Sheet sheet = Sheet.read(file, REQUIRED, COLUMNS);
        List<RowFault> faults = new ArrayList<>(sheet.faults());
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        for (Row row : sheet.rows()) {
            read(row, ids, names, candidates, faults);
        }
        Map<String, Organisation> known = organisations.findAll(candidates.stream().map(Candidate::id).toList());
        Map<String, Organisation> sameName =
                organisations.findByNameKeys(candidates.stream().map(one -> one.profile().nameKey()).toList());
        List<Plan.Step> steps = new ArrayList<>();
        for (Candidate one : candidates) {
            Organisation other = sameName.get(one.profile().nameKey());
            if (other != null && !other.id().equals(one.id())) {
                faults.add(new RowFault(one.row().line(),
                        Fault.of("name", "organisation-exists", other.profile().name(), other.id())));
                continue;
            }
            Organisation before = known.get(one.id());
            Plan.Effect effect = before == null ? Plan.Effect.CREATE
                    : before.profile().equals(one.profile()) ? Plan.Effect.NOTHING : Plan.Effect.UPDATE;
            steps.add(new Plan.Step(one.row().line(), effect, () -> organisations.put(one.id(), one.profile(), null)));
        }
        return new Plan(steps, faults, sheet.total());
    }

    private static void read(Row row, Map<String, Integer> ids, Map<String, Integer> names, List<Candidate> candidates,
            List<RowFault> faults) {
        int before = faults.size();
        String given = row.cell("id");
        if (given != null) {
            if (!Ids.isValid(given)) {
                faults.add(new RowFault(row.line(), Fault.of("id", "invalid-id", given)));
            }
            Integer first = ids.putIfAbsent(given, row.line());
            if (first != null) {
                faults.add(new RowFault(row.line(), Fault.of("id", "doubled-id", given, first)));
            }
        }
        String name = row.cell("name");
        if (name != null && !Folding.fold(name).isEmpty()) {
            Integer first = names.putIfAbsent(Folding.fold(name), row.line());
            if (first != null) {
                faults.add(new RowFault(row.line(), Fault.of("name", "doubled-organisation", name, first)));
            }
        }
        try {
            OrganisationProfile profile = OrganisationProfile.of(name, row.cell("short_name"), row.cell("municipality"),
                    row.parts("fields"), row.cell("member_since"));
            if (faults.size() == before) {
                candidates.add(new Candidate(row, given == null ? Ids.next() : given, profile));
            }
        } catch (InvalidInput invalid) {
            invalid.faults().forEach(fault -> faults.add(new RowFault(row.line(), new Fault(
                    COLUMN_OF.getOrDefault(fault.field(), fault.field()), fault.code(), fault.arguments()))));
        }
    }
}
