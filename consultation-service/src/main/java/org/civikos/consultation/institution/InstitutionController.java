package org.civikos.consultation.institution;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The institutions, for whoever fills in a form or a filter. */
@RestController
class InstitutionController {

    /**
     * @param validTo      last day on which there was an institution of this name; a form offers those that still are
     * @param predecessors those whose drafts are found under it as well
     * @param region       of a municipality
     */
    record Item(String id, Map<String, String> names, @Nullable String validFrom, @Nullable String validTo, List<String> predecessors,
            @Nullable String region) {
    }

    record Items(List<Item> items) {
    }

    private final Institutions institutions;

    InstitutionController(Institutions institutions) {
        this.institutions = institutions;
    }

    @GetMapping("/api/institutions")
    @Operation(summary = "Institutions")
    ResponseEntity<Items> list() {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
                .body(new Items(institutions.all().stream().map(one -> new Item(one.id(), one.names(), one.validFrom(), one.validTo(), one.predecessors(),
                        one.region())).toList()));
    }
}
