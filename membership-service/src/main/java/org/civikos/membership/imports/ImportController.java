package org.civikos.membership.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "Imports")
class ImportController {

    /** A list of {@link Sheet#ROWS} rows is smaller than this. */
    private static final int MEGABYTES = 10;

    private final Imports imports;

    ImportController(Imports imports) {
        this.imports = imports;
    }

    @PostMapping(path = "/api/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Takes in a CSV file of organisations or representatives (secretariat); nothing is written while "
            + "there are errors, unless skipErrors")
    ImportReport run(@RequestParam String kind, @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean skipErrors,
            @Parameter(description = "What numbers from before +383 (+377 44, +377 45, +386 43, +386 49) are taken for: ask (an error of their row), convert or keep")
            @RequestParam(defaultValue = "ask") String oldNumbers, @RequestParam("file") MultipartFile file, Locale language)
            throws IOException {
        Imports.Kind which = named(Imports.Kind.values(), kind, "import-kind");
        OldNumbers meant = named(OldNumbers.values(), oldNumbers, "import-old-numbers");
        if (file.getSize() > MEGABYTES * 1024L * 1024L) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "import-too-large", MEGABYTES);
        }
        return imports.run(which, file.getBytes(), dryRun, skipErrors, meant, Actor.current(), language);
    }

    private static <E extends Enum<E>> E named(E[] all, String word, String problem) {
        return Arrays.stream(all).filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.BAD_REQUEST, problem, word));
    }
}
