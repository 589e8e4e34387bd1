package org.civikos.notification.ledger;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.civikos.notification.alert.AlertKind;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.ledger.LedgerView.DraftLedgerView;
import org.civikos.notification.ledger.LedgerView.LedgerGroupView;
import org.civikos.notification.ledger.LedgerView.LedgerPageView;
import org.civikos.notification.subscription.Words;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For the secretariat: who was to know of a draft, who knows, and since when. */
@RestController
@RequestMapping("/api/ledgers/{consultation}")
class LedgerController {

    private static final int LONGEST_SEARCH = 100;
    /** Well below what the gateway waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @param failed how many messages had failed; @param opened how many of them are on their way again, the others being stopped */
    record SentAgainView(int failed, int opened) {}

    private final DraftLedger ledger;
    private final Phrases phrases;

    LedgerController(DraftLedger ledger, Phrases phrases) {
        this.ledger = ledger;
        this.phrases = phrases;
    }

    @GetMapping
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "503", description = "Of a large network the first count is still at work (being-counted); see Retry-After", content = @Content)
    DraftLedgerView draftLedger(@PathVariable String consultation, HttpServletResponse response) {
        DraftLedger.Draft draft = find(consultation);
        return view().whole(draft, figures(draft, response));
    }

    /** By name, readers outside the network and those whose organisation is forgotten at the end. @param unaware only those of whose people nobody knows */
    @GetMapping("/organisations")
    CursorPage<LedgerGroupView> ledgerOrganisations(
            @PathVariable String consultation, @RequestParam(required = false, defaultValue = "false") boolean unaware,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor, HttpServletResponse response) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 1);
        DraftLedger.Draft draft = find(consultation);
        Stream<Map.Entry<Group, Count>> all = figures(draft, response).groups.entrySet().stream();
        Predicate<Count> knows = count -> count.of(Standing.DELIVERED) + count.of(Standing.HANDED_OVER) > 0;
        LedgerView view = view();
        return CursorPage.of(all.filter(one -> (from == null || one.getKey().key().compareTo(from[0]) > 0) && !(unaware && knows.test(one.getValue())))
                .limit(size + 1L).toList(), size, last -> Cursor.encode(last.getKey().key())).map(one -> view.group(one.getKey(), one.getValue()));
    }

    @GetMapping("/people")
    LedgerPageView ledgerPeople(
            @PathVariable String consultation, @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String group, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 1);
        Filter filter = filter(state, channel, kind, organisation, group, q);
        DraftLedger.Page page = ledger.people(find(consultation), filter, from == null ? Walk.Place.START : Walk.Place.of(from[0]), size);
        return new LedgerPageView(page.people().stream().map(view()::person).toList(), page.behind() == null ? null : Cursor.encode(page.behind().personId()),
                page.searched());
    }

    /** All that fits, one line for each message, written as it is read. */
    @GetMapping(path = "/people.csv", produces = "text/csv")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void ledgerFile(
            @PathVariable String consultation, @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String group, @RequestParam(required = false) @Nullable String q, HttpServletResponse response)
            throws IOException {
        Filter filter = filter(state, channel, kind, organisation, group, q);
        DraftLedger.Draft draft = find(consultation);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("ledger-" + draft.id().replaceAll("[^A-Za-z0-9-]", "_") + ".csv")
                .build().toString());
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        LedgerCsv csv = new LedgerCsv(out, phrases, language());
        // The head at once: a search for few among many writes nothing else for a while, and somebody waits for an answer.
        csv.flush();
        out.flush();
        ledger.each(draft, filter, csv::write);
        csv.flush();
        out.flush();
    }

    @PostMapping("/resend")
    ResponseEntity<SentAgainView> sendAgain(@PathVariable String consultation) {
        DraftLedger.Again again = ledger.again(find(consultation));
        return ResponseEntity.accepted().body(new SentAgainView(again.failed(), again.opened()));
    }

    private DraftLedger.Draft find(String consultation) {
        return ledger.find(consultation).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-draft"));
    }

    private Figures figures(DraftLedger.Draft draft, HttpServletResponse response) {
        return ledger.figures(draft, PATIENCE).orElseThrow(() -> {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "being-counted");
        });
    }

    private LedgerView view() {
        return new LedgerView(phrases, language());
    }

    private static Language language() {
        return Language.of(LocaleContextHolder.getLocale());
    }

    private static Filter filter(
            @Nullable String state, @Nullable String channel, @Nullable String kind, @Nullable String organisation, @Nullable String group, @Nullable String q) {
        if (q != null && q.length() > LONGEST_SEARCH) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("q", "text-too-long", LONGEST_SEARCH);
        }
        List<String> words = q == null ? List.of() : Words.of(q);
        return new Filter(word("state", state, Standing::ofCode), word("channel", channel, Channel::of), word("kind", kind, LedgerController::kind),
                organisation == null || organisation.isBlank() ? null : organisation, word("group", group, Group.Kind::ofCode), words);
    }

    private static AlertKind kind(String code) {
        return Stream.of(AlertKind.values()).filter(one -> one.aboutDraft() && one.code().equals(code)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a kind of alert about drafts: " + code));
    }

    private static <T> @Nullable T word(String parameter, @Nullable String asked, Function<String, T> reader) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        try {
            return reader.apply(asked);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field(parameter, "invalid");
        }
    }
}
