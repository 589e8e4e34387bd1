package org.civikos.notification.settings;

import com.mongodb.MongoException;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.civikos.notification.member.Contact;
import org.civikos.notification.member.Members;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages behind the link in each mail. GET only shows a page, since mail scanners follow every link; POST acts, from the
 * page's button as from a mail program (RFC 8058), without signing in, and again and again with the same answer.
 */
@RestController
@RequestMapping("/unsubscribe")
class UnsubscribeController {

    private static final Logger log = LoggerFactory.getLogger(UnsubscribeController.class);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);

    private final Settings settings;
    private final Members members;
    private final UnsubscribeLinks links;
    private final Phrases phrases;
    private final Clock clock;
    private final Template page;
    private final String style;

    UnsubscribeController(
            Settings settings, Members members, UnsubscribeLinks links, Phrases phrases, Clock clock)
            throws IOException {
        this.settings = settings;
        this.members = members;
        this.links = links;
        this.phrases = phrases;
        this.clock = clock;
        this.page = Mustache.compiler().emptyStringIsFalse(true).compile(resource("/pages/unsubscribe.html"));
        this.style = resource("/pages/unsubscribe.css");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = UnsubscribeController.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Hidden
    @GetMapping("/style.css")
    ResponseEntity<String> style() {
        return ResponseEntity.ok().contentType(CSS).cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic()).body(style);
    }

    @GetMapping(path = "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> ask(@PathVariable String token, HttpServletRequest request) {
        Optional<String> person = links.person(token);
        if (person.isEmpty()) {
            return page(HttpStatus.NOT_FOUND, "invalid", asked(request).orElse(Language.SQ), false, "");
        }
        return page(HttpStatus.OK, "ask", language(person.get(), request), true, "");
    }

    @PostMapping(path = "/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> stop(@PathVariable String token, HttpServletRequest request) {
        Optional<String> person = links.person(token);
        if (person.isEmpty()) {
            return page(HttpStatus.NOT_FOUND, "invalid", asked(request).orElse(Language.SQ), false, "");
        }
        try {
            settings.change(person.get(), wishes -> wishes.withEmail(false));
        } catch (DataAccessException | MongoException e) {
            log.warn("A person could not be unsubscribed: {}", e.toString());
            return page(HttpStatus.SERVICE_UNAVAILABLE, "failed", asked(request).orElse(Language.SQ), true, "");
        }
        return page(HttpStatus.OK, "done", language(person.get(), request), false, settingsPage(person.get()));
    }

    private String settingsPage(String person) {
        try {
            return members.contact(person).map(Contact::email).map(address -> links.preferences().link(person, address, clock.instant()))
                    .orElseGet(links::settingsPage);
        } catch (DataAccessException | MongoException e) {
            return links.settingsPage();
        }
    }

    private Language language(String person, HttpServletRequest request) {
        try {
            return asked(request).or(() -> members.contact(person).map(Contact::language).map(Language::of)).orElse(Language.SQ);
        } catch (DataAccessException | MongoException e) {
            return Language.SQ;
        }
    }

    /** Only what was asked for in so many words: a browser's own language says less than what the person once chose. */
    private static Optional<Language> asked(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("lang")).map(Language::of);
    }

    private ResponseEntity<String> page(HttpStatus status, String kind, Language language, boolean button, String link) {
        Map<String, Object> values = new HashMap<>();
        values.put("language", language.code());
        values.put("title", phrases.say(language, "page.title"));
        values.put("heading", phrases.say(language, "page." + kind + ".heading"));
        values.put("text", phrases.say(language, "page." + kind + ".text"));
        values.put("button", button ? phrases.say(language, "page.ask.button") : "");
        values.put("link", link);
        values.put("linkText", link.isEmpty() ? "" : phrases.say(language, "page.done.link"));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).contentType(HTML).cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex");
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "60");
        }
        return answer.body(page.execute(values));
    }
}
