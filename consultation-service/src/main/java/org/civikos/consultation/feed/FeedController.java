package org.civikos.consultation.feed;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.civikos.consultation.api.Outcomes;
import org.civikos.consultation.consultation.Notices.Notice;
import org.civikos.consultation.consultation.Notices;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.text.Moments;
import org.civikos.consultation.text.Phrases;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** Feeds over HTTP: the latest consultations of an institution, in a field, or with some words. */
@RestController
class FeedController {

    static final String PATH = "/api/feeds/consultations.atom";
    private static final int ENTRIES = 50;
    private static final int LONGEST_SEARCH = 200;

    private final Notices notices;
    private final Institutions institutions;
    private final Phrases phrases;
    private final AtomFeed atom;

    FeedController(Notices notices, Institutions institutions, Phrases phrases, FollowProperties properties) {
        this.notices = notices;
        this.institutions = institutions;
        this.phrases = phrases;
        this.atom = new AtomFeed(properties.publicUrl());
    }

    /** The latest {@value #ENTRIES}; not sent again while nothing in it has changed. */
    @GetMapping(value = PATH, produces = "application/atom+xml;charset=UTF-8")
    @Operation(summary = "The latest consultations as an Atom feed")
    @Outcomes(success = {200, 304})
    @Nullable ResponseEntity<byte[]> consultations(@RequestParam(required = false) @Nullable String institution, @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String q, WebRequest request) {
        String wantedInstitution = blankToNull(institution);
        String wantedField = blankToNull(field);
        String words = blankToNull(q);
        if (wantedInstitution != null && institutions.find(wantedInstitution).isEmpty()) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("institution", "unknown");
        }
        if (wantedField != null && !institutions.fields().contains(wantedField)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("field", "unknown");
        }
        if (words != null && words.length() > LONGEST_SEARCH) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("q", "too-long");
        }
        String language = LocaleContextHolder.getLocale().getLanguage();
        List<Notice> found = notices.latest(new Notices.Wanted(wantedInstitution, wantedField, words), ENTRIES);
        if (request.checkNotModified(tag(found, language, institutions.version()))) {
            return null;
        }
        List<String> about = new ArrayList<>();
        if (wantedInstitution != null) {
            about.add(name(wantedInstitution, language));
        }
        if (wantedField != null) {
            about.add(phrases.fill("field", wantedField));
        }
        if (words != null) {
            about.add("“" + words + "”");
        }
        String title = about.isEmpty() ? phrases.fill("feed", "title") : phrases.fill("feed", "title-of", String.join(", ", about));
        UriComponentsBuilder self = UriComponentsBuilder.fromPath(PATH);
        Stream.of(new String[] {"institution", wantedInstitution}, new String[] {"field", wantedField}, new String[] {"q", words}, new String[] {"lang", language})
                .filter(parameter -> parameter[1] != null).forEach(parameter -> self.queryParam(parameter[0], "{" + parameter[0] + "}"));
        String address = self.encode().buildAndExpand(Stream.of(wantedInstitution, wantedField, words, language).filter(one -> one != null).toArray()).toUriString();
        byte[] body = atom.write(address, title, language, found.stream().map(one -> entry(one, language)).toList()).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/atom+xml;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic()).body(body);
    }

    private AtomFeed.Entry entry(Notice notice, String language) {
        String standing = notice.runs() ? phrases.fill("feed", "deadline", Moments.deadline(notice.deadline(), LocaleContextHolder.getLocale()))
                : phrases.fill("feed", "stage." + notice.stage());
        String summary = Stream.of(standing, notice.description()).filter(text -> !text.isBlank()).reduce((a, b) -> a + "\n" + b).orElse("");
        List<String> categories = new ArrayList<>(notice.fields());
        categories.add(notice.actKind());
        return new AtomFeed.Entry(notice.id(), notice.title(), summary, name(notice.institution(), language), categories, notice.openedAt(), notice.changedAt());
    }

    private String name(String institution, String language) {
        return institutions.orOther(institution).name(language);
    }

    private static String tag(List<Notice> found, String language, long institutions) {
        StringBuilder all = new StringBuilder(language).append(institutions);
        found.forEach(one -> all.append(one.id()).append(one.version()).append(one.changedAt()));
        return "\"" + HexFormat.of().toHexDigits(all.toString().hashCode()) + "-" + found.size() + "\"";
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
