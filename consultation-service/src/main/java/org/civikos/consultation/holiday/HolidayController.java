package org.civikos.consultation.holiday;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.civikos.consultation.api.Outcomes;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Actor;
import org.civikos.platform.time.WorkingDays;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Holidays over HTTP: everybody may know by which days deadlines are counted; who announced them is the office's alone. */
@RestController
@RequestMapping("/api/holidays")
class HolidayController {

    private static final Logger LOG = LoggerFactory.getLogger(HolidayController.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{2,63}");
    private static final Set<String> LANGUAGES = Set.of("sq", "sr", "en");
    private static final Set<String> CALCULATED = Set.of("fitr-bajram", "adha-bajram");
    private static final int LONGEST_NAME = 120;
    /** Years that can be asked for: the calendar of both Bajrams is calculated for these. */
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2070;
    /** Years behind and ahead of this one for which a day is announced: what lies further back is settled, and nobody announces more than two years ahead. */
    private static final int YEARS_BACK = 1;
    private static final int YEARS_AHEAD = 2;

    private final Holidays holidays;

    HolidayController(Holidays holidays) {
        this.holidays = holidays;
    }

    /**
     * A holiday of the law's table.
     *
     * @param code       new-year, orthodox-christmas, independence-day, constitution-day, labour-day, europe-day, christmas, catholic-easter, orthodox-easter,
     *                   easter (both on one day), fitr-bajram, adha-bajram
     * @param off        the day on which offices are closed for it: a later one where its own is a weekend
     * @param calculated whether its date follows the moon, and may be announced a day earlier or later
     */
    record LawDayView(String code, LocalDate on, LocalDate off, boolean calculated) {
    }

    /** @param version of this day, for If-Match */
    record DayView(String id, LocalDate date, String kind, Map<String, String> names, String act, long version) {
    }

    /**
     * @param announced what stands over the law's table in that year
     * @param from      the first day that can be announced now
     * @param to        the last one
     */
    record YearView(int year, List<LawDayView> law, List<DayView> announced, LocalDate from, LocalDate to) {
    }

    /** @param what added, changed or removed */
    record StepView(String what, DayView day, String by, Instant at) {
    }

    record History(List<StepView> items) {
    }

    /**
     * @param kind  off: offices are closed; worked: a day of the law's table on which they are open
     * @param names by language, sq, sr or en, one of them at least for a day off
     * @param act   what says so, such as a decision of the Government
     */
    record Wanted(@NotNull LocalDate date, @NotBlank String kind, @Nullable Map<String, @Nullable String> names, @NotBlank @Size(max = 300) String act) {
    }

    /** The law's days and the announced ones of a year; this one where none is named. */
    @GetMapping
    @Operation(summary = "Days off in a year, by law and by announcement")
    @Outcomes(refused = "400 validation")
    ResponseEntity<YearView> year(@RequestParam(required = false) @Nullable Integer year) {
        int of = year == null ? holidays.today().getYear() : year;
        if (of < FIRST_YEAR || of > LAST_YEAR) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("year", "year-out-of-range", String.valueOf(FIRST_YEAR), String.valueOf(LAST_YEAR));
        }
        Versioned<HolidayTable> table = holidays.table();
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new YearView(of,
                WorkingDays.lawDays(of).stream().map(day -> new LawDayView(day.code(), day.on(), day.off(), CALCULATED.contains(day.code()))).toList(),
                table.state().days().stream().filter(day -> day.day().getYear() == of).map(HolidayController::view).toList(), first(), last()));
    }

    /** Who announced, changed and took away which day, the latest first. */
    @GetMapping("/history")
    @Operation(summary = "Who announced and took away which day")
    History history() {
        return new History(holidays.table().state().history().reversed().stream()
                .map(step -> new StepView(step.what(), view(step.day()), step.by(), step.at())).toList());
    }

    /** Announces a day under an identifier made by whoever sends it, so that sending it twice announces one; or says another thing in its place. */
    @PutMapping("/{id}")
    @Operation(summary = "Announces a day off, or a day of the law's table that is worked")
    @Outcomes(success = {200, 201}, refused = {"409 announced-day-removed", "409 day-announced-already", "409 too-many-announced-days", "422 validation"}, missing = false)
    ResponseEntity<DayView> put(@PathVariable String id, @Valid @RequestBody Wanted body, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        AnnouncedDay wanted = checked(id, body);
        boolean[] made = new boolean[1];
        Versioned<HolidayTable> table = holidays.put(wanted, Actor.current().id(), revision -> {
            Etags.requireMatch(ifMatch, revision);
            made[0] = revision == 0;
        });
        AnnouncedDay written = table.state().find(id).orElseThrow();
        LOG.info("{} is announced as {} by {}", written.date(), written.kind(), written.by());
        return ResponseEntity.status(made[0] ? HttpStatus.CREATED : HttpStatus.OK).eTag(Etags.of(written.revision())).body(view(written));
    }

    /** Takes an announcement away: the day counts again as the law's table says. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes an announced day away")
    void remove(@PathVariable String id, @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        holidays.remove(id, Actor.current().id(), revision -> Etags.requireMatch(ifMatch, revision));
        LOG.info("The announcement {} was taken away by {}", id, Actor.current().id());
    }

    private AnnouncedDay checked(String id, Wanted body) {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        if (!ID.matcher(id).matches()) {
            problem.field("id", "invalid");
        }
        boolean off = body.kind().equals(AnnouncedDay.OFF);
        if (!off && !body.kind().equals(AnnouncedDay.WORKED)) {
            problem.field("/kind", "unknown");
        } else {
            date(problem, body.date(), off);
        }
        Map<String, String> names = new TreeMap<>();
        (body.names() == null ? Map.<String, String>of() : body.names()).forEach((language, name) -> {
            if (!LANGUAGES.contains(language)) {
                problem.field("/names", "unknown");
            } else if (name != null && name.strip().length() > LONGEST_NAME) {
                problem.field("/names/" + language, "too-long");
            } else if (name != null && !name.isBlank()) {
                names.put(language, name.strip());
            }
        });
        if (off && names.isEmpty() && problem.fields().stream().noneMatch(field -> field.pointer().startsWith("/names"))) {
            problem.field("/names/sq", "name-in-one-language");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return new AnnouncedDay(id, body.date().toString(), body.kind(), names, body.act().strip(), "", Instant.EPOCH, 0);
    }

    /** A day is announced only where that moves something: otherwise it is mistyped. */
    private void date(Problem problem, LocalDate date, boolean off) {
        if (date.isBefore(first()) || date.isAfter(last())) {
            problem.field("/date", "day-out-of-range", String.valueOf(first().getYear()), String.valueOf(last().getYear()));
        } else if (WorkingDays.isWeekend(date)) {
            problem.field("/date", "day-is-weekend");
        } else if (WorkingDays.lawDays(date.getYear()).stream().anyMatch(day -> day.off().equals(date)) == off) {
            problem.field("/date", off ? "day-off-by-law" : "day-worked-by-law");
        }
    }

    private LocalDate first() {
        return LocalDate.of(holidays.today().getYear() - YEARS_BACK, 1, 1);
    }

    private LocalDate last() {
        return LocalDate.of(holidays.today().getYear() + YEARS_AHEAD, 12, 31);
    }

    private static DayView view(AnnouncedDay day) {
        return new DayView(day.id(), day.day(), day.kind(), day.names(), day.act(), day.revision());
    }
}
