package org.civikos.membership.reference;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.civikos.platform.place.Municipality;
import org.civikos.platform.place.Names;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Reference")
class ReferenceController {

    private static final CacheControl HOUR = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    @GetMapping("/api/municipalities")
    @Operation(summary = "The 38 municipalities with their regions")
    ResponseEntity<Municipalities> municipalities() {
        return ResponseEntity.ok().cacheControl(HOUR).body(new Municipalities(Municipality.all().stream()
                .map(one -> new MunicipalityItem(one.id(), one.name(), one.names(), one.region(), one.regionNames())).toList()));
    }

    @GetMapping("/api/fields")
    @Operation(summary = "The fields of activity")
    ResponseEntity<Fields> fields() {
        return ResponseEntity.ok().cacheControl(HOUR).body(new Fields(Field.all()));
    }

    record Municipalities(List<MunicipalityItem> items) {
    }

    /** @param name the Albanian name, as files and events write it */
    record MunicipalityItem(String id, String name, Names names, String region, Names regionNames) {
    }

    record Fields(List<Field> items) {
    }
}
