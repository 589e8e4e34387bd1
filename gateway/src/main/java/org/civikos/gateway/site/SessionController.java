package org.civikos.gateway.site;

import org.civikos.gateway.session.SessionAttributes;
import org.civikos.gateway.session.SessionCookie;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

import reactor.core.publisher.Mono;

/** Tells the web app who is signed in, and hands it the CSRF cookie. */
@RestController
class SessionController {

    /** @param csrfHeader the header in which a change must repeat the cookie {@code XSRF-TOKEN} */
    record Session(boolean signedIn, @Nullable String personId, @Nullable String name, @Nullable String locale, String csrfHeader) {
    }

    @GetMapping("/api/session")
    Mono<ResponseEntity<Session>> session(ServerWebExchange exchange) {
        Mono<CsrfToken> csrf = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        var answer = SessionCookie.in(exchange.getRequest()) ? exchange.getSession().map(SessionController::describe) : Mono.just(NOBODY);
        return csrf.then(answer).map(body -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body));
    }

    private static final Session NOBODY = new Session(false, null, null, null, "X-XSRF-TOKEN");

    private static Session describe(WebSession session) {
        var context = session.<SecurityContext>getAttribute(WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME);
        if (context == null || context.getAuthentication() == null || session.getAttribute(SessionAttributes.TOKENS) == null
                || !(context.getAuthentication().getPrincipal() instanceof OAuth2User person)) {
            return NOBODY;
        }
        return new Session(true, person.getName(), person.getAttribute("name"), person.getAttribute("locale"), "X-XSRF-TOKEN");
    }
}
