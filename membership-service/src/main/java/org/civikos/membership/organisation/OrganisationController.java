package org.civikos.membership.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.civikos.membership.input.Faults;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/organisations")
@Tag(name = "Organisations")
class OrganisationController {

    private static final int REASON = 1000;

    private final Organisations organisations;

    OrganisationController(Organisations organisations) {
        this.organisations = organisations;
    }

    /** @param region the region's Albanian name */
    record OrganisationItem(String id, String name, @Nullable String shortName, String status, String municipality,
            String region, List<String> fields, @Nullable String memberSince, @Nullable Instant suspendedSince, long version) {

        static OrganisationItem of(Organisations.Stored stored) {
            Organisation organisation = stored.organisation();
            OrganisationProfile profile = organisation.profile();
            return new OrganisationItem(organisation.id(), profile.name(), profile.shortName(), organisation.status(),
                    profile.municipality(), profile.region(), profile.fields(),
                    profile.memberSince() == null ? null : profile.memberSince().toString(),
                    organisation.suspension() == null ? null : organisation.suspension().since(), stored.version());
        }
    }

    record ProfileInput(@Nullable String name, @Nullable String shortName, @Nullable String municipality,
            @Nullable List<String> fields, @Nullable String memberSince) {
    }

    record SuspensionInput(@Nullable String reason) {
    }

    @GetMapping
    @Operation(summary = "Member organisations by name; q finds in any spelling (ë/e, ç/c, š/s, đ/dj, script)")
    CursorPage<OrganisationItem> page(@RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String field, @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        CursorPage<Organisations.Stored> page = organisations.page(q, field, status, limit, cursor);
        return new CursorPage<>(page.items().stream().map(OrganisationItem::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One organisation")
    ResponseEntity<OrganisationItem> get(@PathVariable String id) {
        return ok(organisations.get(id));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Registers an organisation or changes its profile (secretariat)")
    ResponseEntity<OrganisationItem> put(@PathVariable String id, @RequestBody ProfileInput input,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        OrganisationProfile profile = OrganisationProfile.of(input.name(), input.shortName(), input.municipality(),
                input.fields(), input.memberSince());
        Organisations.Stored stored = organisations.put(id, profile, expected(ifMatch, id));
        if (stored.outcome() == Organisations.Outcome.CREATED) {
            return ResponseEntity.created(URI.create("/api/organisations/" + id)).eTag(Etags.of(stored.version()))
                    .body(OrganisationItem.of(stored));
        }
        return ok(stored);
    }

    @PutMapping("/{id}/suspension")
    @Operation(summary = "Suspends: the organisation reads but does not speak (board)")
    ResponseEntity<OrganisationItem> suspend(@PathVariable String id, @RequestBody SuspensionInput input) {
        Faults faults = new Faults();
        String reason = faults.text("reason", input.reason(), REASON);
        faults.throwIfAny();
        return ok(organisations.suspend(id, reason));
    }

    @DeleteMapping("/{id}/suspension")
    @Operation(summary = "Lifts the suspension (board)")
    ResponseEntity<OrganisationItem> reinstate(@PathVariable String id) {
        return ok(organisations.reinstate(id));
    }

    private @Nullable Long expected(@Nullable String ifMatch, String id) {
        if (ifMatch == null) {
            return null;
        }
        long version = organisations.find(id).map(Organisations.Stored::version).orElse(-1L);
        return Etags.requireMatch(ifMatch, version);
    }

    private static ResponseEntity<OrganisationItem> ok(Organisations.Stored stored) {
        return ResponseEntity.ok().eTag(Etags.of(stored.version())).body(OrganisationItem.of(stored));
    }
}
