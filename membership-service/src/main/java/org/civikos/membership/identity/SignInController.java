package org.civikos.membership.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.civikos.membership.input.InvalidInput;
import org.civikos.membership.person.Contact;
import org.civikos.membership.person.People;
import org.civikos.membership.person.Person;
import org.civikos.membership.reference.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages of signing in by a link sent to one's address. */
@RestController
@RequestMapping("/id/sign-in")
@Hidden
class SignInController {

    private static final String LANGUAGE_COOKIE = "ID_LANG";
    private static final Map<String, String> LANGUAGE_NAMES = Map.of("sq", "Shqip", "sr", "Srpski", "en", "English");
    private static final int SECRET_LENGTH = 100;

    private final People people;
    private final SignInLinks links;
    private final SignInLimits limits;
    private final SignInMail mail;
    private final Templates templates;
    private final HttpSessionRequestCache requestCache;
    private final CookieCsrfTokenRepository formTokens;
    private final CsrfTokenRequestHandler formTokenReader = new XorCsrfTokenRequestAttributeHandler();
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final IdentityProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;

    SignInController(People people, SignInLinks links, SignInLimits limits, SignInMail mail, Templates templates,
            HttpSessionRequestCache requestCache, CookieCsrfTokenRepository formTokens, IdentityProperties properties,
            MeterRegistry meters, Clock clock) {
        this.people = people;
        this.links = links;
        this.limits = limits;
        this.mail = mail;
        this.templates = templates;
        this.requestCache = requestCache;
        this.formTokens = formTokens;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> form(HttpServletRequest request, HttpServletResponse response, @Nullable CsrfToken csrf) {
        return page(request, response, HttpStatus.OK, "sign-in", "/id/sign-in?", csrf, Map.of("email", ""));
    }

    @PostMapping
    ResponseEntity<String> ask(@RequestParam(defaultValue = "") String email, HttpServletRequest request,
            HttpServletResponse response, @Nullable CsrfToken csrf) {
        String address = email.strip();
        if (!isOurForm(request)) {
            return page(request, response, HttpStatus.OK, "sign-in", "/id/sign-in?", csrf, Map.of("email", address));
        }
        try {
            Contact.of("x", address, null, null);
        } catch (InvalidInput notAnAddress) {
            return page(request, response, HttpStatus.UNPROCESSABLE_CONTENT, "sign-in", "/id/sign-in?", csrf,
                    Map.of("email", address, "error", true));
        }
        if (!limits.allow(Contact.emailKey(address), request.getRemoteAddr())) {
            count("limited");
            return page(request, response, HttpStatus.TOO_MANY_REQUESTS, "limited", "/id/sign-in?", csrf, Map.of());
        }
        count("link-asked");
        mail.sendTo(address);
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/id/sign-in/sent")).build();
    }

    @GetMapping("/sent")
    ResponseEntity<String> sent(HttpServletRequest request, HttpServletResponse response, @Nullable CsrfToken csrf) {
        Locale language = language(request, response);
        return page(request, response, HttpStatus.OK, "sent", "/id/sign-in/sent?", csrf, Map.of("validity",
                templates.text("page.sent.validity", language, String.valueOf(properties.linkValidity().toMinutes()))));
    }

    @GetMapping("/link")
    ResponseEntity<String> look(@RequestParam(defaultValue = "") String token, HttpServletRequest request,
            HttpServletResponse response, @Nullable CsrfToken csrf) {
        Optional<Person> person = readable(token).flatMap(links::look).flatMap(this::present);
        if (person.isEmpty()) {
            return page(request, response, HttpStatus.GONE, "expired", "/id/sign-in?", csrf, Map.of());
        }
        Contact contact = Objects.requireNonNull(person.get().contact());
        return page(request, response, HttpStatus.OK, "link", "/id/sign-in/link?token=" + token + "&", csrf,
                Map.of("token", token, "name", contact.name(), "email", contact.email()));
    }

    @PostMapping("/link")
    ResponseEntity<String> use(@RequestParam(defaultValue = "") String token, HttpServletRequest request,
            HttpServletResponse response, @Nullable CsrfToken csrf) {
        if (!isOurForm(request)) {
            // Not used up: the page with the button comes again, now with a cookie that fits.
            return look(token, request, response, csrf);
        }
        Optional<Person> person = readable(token).flatMap(links::use).flatMap(this::present);
        if (person.isEmpty()) {
            count("link-refused");
            return page(request, response, HttpStatus.GONE, "expired", "/id/sign-in?", csrf, Map.of());
        }
        SavedRequest saved = requestCache.getRequest(request, response);
        signIn(person.get().id(), request, response);
        count("signed-in");
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(onward(saved, request, response)).build();
    }

    /** Whether this browser sent a form that this browser was given: nobody is signed in by another page as somebody else. */
    private boolean isOurForm(HttpServletRequest request) {
        CsrfToken given = formTokens.loadToken(request);
        String sent = given == null ? null : formTokenReader.resolveCsrfTokenValue(request, given);
        return sent != null && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), given.getToken().getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> readable(String token) {
        return token.length() <= SECRET_LENGTH && token.matches("[A-Za-z0-9_-]+") ? Optional.of(token) : Optional.empty();
    }

    private Optional<Person> present(String id) {
        return people.find(id).map(People.Stored::person).filter(person -> !person.isErased());
    }

    private void signIn(String personId, HttpServletRequest request, HttpServletResponse response) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        authorities.add(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.OTT_AUTHORITY).issuedAt(clock.instant()).build());
        Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(
                User.withUsername(personId).password("").authorities(authorities).build(), null, authorities);
        request.getSession();
        // A session whose name somebody else may know must not become a signed-in one.
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }

    /**
     * Back to where the person came from; from another browser, or after a restart, to the gateway's front door, which
     * signs in at once now. Only path and query of what was saved are used, never its host.
     */
    private URI onward(@Nullable SavedRequest saved, HttpServletRequest request, HttpServletResponse response) {
        if (saved == null) {
            return URI.create(properties.publicUrl() + "/oauth2/authorization/civikos");
        }
        requestCache.removeRequest(request, response);
        URI whole = URI.create(saved.getRedirectUrl());
        String query = whole.getRawQuery();
        return URI.create(properties.publicUrl() + whole.getRawPath() + (query == null ? "" : "?" + query));
    }

    private ResponseEntity<String> page(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String name,
            String address, @Nullable CsrfToken csrf, Map<String, ?> values) {
        Locale language = language(request, response);
        Map<String, Object> all = new HashMap<>(values);
        all.putIfAbsent("error", false);
        all.put("title", templates.text("page." + name + ".title", language));
        all.put("home", properties.publicUrl() + "/");
        all.put("csrf", csrf == null ? "" : csrf.getToken());
        all.put("csrfName", csrf == null ? "_csrf" : csrf.getParameterName());
        all.put("languages", Languages.ALL.stream().map(code -> Map.of("code", code,
                "name", LANGUAGE_NAMES.get(code), "href", address + "lang=" + code,
                "current", code.equals(language.getLanguage()))).toList());
        return ResponseEntity.status(status).contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore()).header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .body(templates.render(name + ".html", language, all));
    }

    /** What was chosen here, now or before; then what the application asked for; then what the browser prefers. */
    private Locale language(HttpServletRequest request, HttpServletResponse response) {
        String asked = request.getParameter("lang");
        if (Languages.exists(asked)) {
            response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(LANGUAGE_COOKIE, asked).path("/id").httpOnly(true)
                    .sameSite("Lax").secure(properties.publicUrl().startsWith("https:")).maxAge(Duration.ofDays(365)).build().toString());
            return Locale.of(asked);
        }
        for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
            if (cookie.getName().equals(LANGUAGE_COOKIE) && Languages.exists(cookie.getValue())) {
                return Locale.of(cookie.getValue());
            }
        }
        SavedRequest saved = requestCache.getRequest(request, response);
        if (saved != null) {
            String wanted = UriComponentsBuilder.fromUriString(saved.getRedirectUrl()).build().getQueryParams().getFirst("ui_locales");
            if (Languages.exists(wanted)) {
                return Locale.of(wanted);
            }
        }
        return org.civikos.platform.web.Languages.of(request, Locale.of("sq"));
    }

    private void count(String result) {
        meters.counter("civikos.sign.ins", "result", result).increment();
    }
}
