package org.civikos.consultation.comment;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.network.Network;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Comments of a consultation to take along. */
@RestController
class CommentExportController {

    private static final Logger LOG = LoggerFactory.getLogger(CommentExportController.class);
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType XLSX = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final CommentExport export;
    private final Comments comments;
    private final Network network;
    private final MeterRegistry meters;

    CommentExportController(CommentExport export, Comments comments, Network network, MeterRegistry meters) {
        this.export = export;
        this.comments = comments;
        this.network = network;
        this.meters = meters;
    }

    /**
     * The comments as a sheet, in the order of their submission, drafts last.
     *
     * @param format       csv or xlsx
     * @param organisation whose; everybody's where it is left out, which is for the secretariat alone
     */
    @GetMapping("/api/consultations/{consultation}/comment-export")
    @Operation(summary = "Comments of a consultation as CSV or XLSX")
    @Outcomes(refused = {"403 forbidden", "403 no-mandate"})
    ResponseEntity<StreamingResponseBody> export(@PathVariable String consultation, @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String organisation) {
        Consultations.Target target = comments.target(consultation);
        if (!Set.of("csv", "xlsx").contains(format)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("format", "unknown");
        }
        Actor actor = Actor.current();
        Viewer viewer = Viewer.of(actor, network.organisationsOf(actor.id()));
        String whose = CommentController.blankToNull(organisation);
        if (!viewer.secretariat() && (whose == null || !viewer.organisations().contains(whose))) {
            throw Problem.of(HttpStatus.FORBIDDEN, whose == null ? "forbidden" : "no-mandate");
        }
        CommentExport.Prepared prepared = export.prepare(consultation, viewer, whose);
        meters.counter("civikos.comments.exported", "format", format).increment();
        LOG.info("The comments on {} are taken along as {} by {}", consultation, format, actor.id());
        boolean csv = format.equals("csv");
        StreamingResponseBody body = out -> {
            if (csv) {
                Sheets.csv(prepared::to, out);
            } else {
                Sheets.xlsx(target.reference(), prepared::to, out);
            }
        };
        return ResponseEntity.ok().contentType(csv ? CSV : XLSX)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(target.reference() + "." + format, StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").cacheControl(CacheControl.noStore()).body(body);
    }
}
