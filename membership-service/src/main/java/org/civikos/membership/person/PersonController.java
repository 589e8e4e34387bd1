package org.civikos.membership.person;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.civikos.membership.input.Faults;
import org.civikos.membership.organisation.Organisation;
import org.civikos.membership.organisation.Organisations;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/people")
@Tag(name = "People")
class PersonController {

    private final People people;
    private final Organisations organisations;

    PersonController(People people, Organisations organisations) {
        this.people = people;
        this.organisations = organisations;
    }

    record PersonItem(String id, @Nullable String name, @Nullable String email, @Nullable String phone,
            @Nullable String language, List<String> roles, List<MandateItem> mandates, long version) {
    }

    record MandateItem(String organisationId, @Nullable String organisationName, @Nullable String organisationStatus,
            List<String> rights, String validFrom, @Nullable String validTo, boolean deputy) {
    }

    record ContactInput(@Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String language) {
    }

    record OwnInput(@Nullable String language, @Nullable String phone) {
    }

    record MandateInput(@Nullable List<String> rights, @Nullable String validFrom, @Nullable String validTo,
            @Nullable Boolean deputy) {
    }

    record RolesInput(@Nullable List<String> roles) {
    }

    @GetMapping("/me")
    @Operation(summary = "Who I am and for whom I may speak")
    ResponseEntity<PersonItem> me() {
        Actor actor = Actor.current();
        return ok(people.get(actor, actor.id()));
    }

    @PatchMapping("/me")
    @Operation(summary = "Changes my language or number; an empty number takes it away")
    ResponseEntity<PersonItem> changeMe(@RequestBody OwnInput input) {
        return ok(people.changeOwn(Actor.current(), input.language(), input.phone()));
    }

    @GetMapping
    @Operation(summary = "People by name, of one organisation or of all (secretariat, or the right manage)")
    CursorPage<PersonItem> page(@RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        CursorPage<People.Stored> page = people.page(Actor.current(), organisation, limit, cursor);
        return new CursorPage<>(items(page.items()), page.next());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One person (secretariat, the person, or the right manage)")
    ResponseEntity<PersonItem> get(@PathVariable String id) {
        return ok(people.get(Actor.current(), id));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Takes a person in or changes how it is reached (secretariat, or the right manage)")
    ResponseEntity<PersonItem> put(@PathVariable String id, @RequestBody ContactInput input,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Contact contact = Contact.of(input.name(), input.email(), input.phone(), input.language());
        Long expected = ifMatch == null ? null
                : Etags.requireMatch(ifMatch, people.find(id).map(People.Stored::version).orElse(-1L));
        People.Stored stored = people.put(Actor.current(), id, contact, expected);
        if (stored.outcome() == People.Outcome.CREATED) {
            return ResponseEntity.created(URI.create("/api/people/" + id)).eTag(Etags.of(stored.version()))
                    .body(items(List.of(stored)).getFirst());
        }
        return ok(stored);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Erases a person: contact, mandates and roles (secretariat)")
    void erase(@PathVariable String id) {
        people.erase(Actor.current(), id);
    }

    @PutMapping("/{id}/mandates/{organisationId}")
    @Operation(summary = "Gives a mandate for an organisation, or changes it (secretariat, or the right manage)")
    ResponseEntity<PersonItem> grant(@PathVariable String id, @PathVariable String organisationId,
            @RequestBody MandateInput input) {
        Mandate mandate = Mandate.of(organisationId, input.rights(), input.validFrom(), input.validTo(), input.deputy(),
                people.today());
        return ok(people.grant(Actor.current(), id, mandate));
    }

    @DeleteMapping("/{id}/mandates/{organisationId}")
    @Operation(summary = "Takes a mandate back (secretariat, or the right manage)")
    ResponseEntity<PersonItem> end(@PathVariable String id, @PathVariable String organisationId) {
        return ok(people.end(Actor.current(), id, organisationId));
    }

    @PutMapping("/{id}/roles")
    @Operation(summary = "Sets the roles of the network: secretariat, board, administrator (administrator)")
    ResponseEntity<PersonItem> roles(@PathVariable String id, @RequestBody RolesInput input) {
        Faults faults = new Faults();
        if (input.roles() == null) {
            faults.add("roles", "required");
        } else {
            input.roles().stream().filter(role -> !Role.ALL.contains(role)).forEach(role -> faults.add("roles", "unknown-role", role));
        }
        faults.throwIfAny();
        return ok(people.changeRoles(id, new TreeSet<>(input.roles())));
    }

    private ResponseEntity<PersonItem> ok(People.Stored stored) {
        return ResponseEntity.ok().eTag(Etags.of(stored.version())).body(items(List.of(stored)).getFirst());
    }

    private List<PersonItem> items(List<People.Stored> found) {
        Map<String, Organisation> named = organisations.findAll(found.stream()
                .flatMap(stored -> stored.person().mandates().stream()).map(Mandate::organisationId).toList());
        return found.stream().map(stored -> item(stored, named)).toList();
    }

    private static PersonItem item(People.Stored stored, Map<String, Organisation> named) {
        Person person = stored.person();
        Contact contact = person.contact();
        List<MandateItem> mandates = person.mandates().stream().map(mandate -> {
            Organisation organisation = named.get(mandate.organisationId());
            return new MandateItem(mandate.organisationId(), organisation == null ? null : organisation.profile().name(),
                    organisation == null ? null : organisation.status(), mandate.rightCodes(), mandate.validFrom().toString(),
                    mandate.validTo() == null ? null : mandate.validTo().toString(), mandate.deputy());
        }).toList();
        return new PersonItem(person.id(), contact == null ? null : contact.name(), contact == null ? null : contact.email(),
                contact == null ? null : contact.phone(), contact == null ? null : contact.language(), person.roles(), mandates,
                stored.version());
    }
}
