package org.civikos.membership.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.civikos.membership.person.Contact;
import org.civikos.membership.person.People;
import org.civikos.membership.person.Person;
import org.civikos.membership.person.Role;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * What a token says, as the person stands at this moment: who was erased gets none, and a role that was taken away is gone
 * at the next refresh, within five minutes. Mandates are not in it: every service follows those by events, at once.
 */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** Who takes these tokens. */
    static final List<String> AUDIENCE =
            List.of("membership-service", "advocacy-service", "consultation-service", "notification-service");

    private final People people;

    TokenClaims(People people) {
        this.people = people;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        boolean access = OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType());
        if (access) {
            context.getClaims().audience(new ArrayList<>(AUDIENCE)).claim("client_id", context.getRegisteredClient().getClientId());
        }
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            describe(context, context.getRegisteredClient().getClientId(), "en", Role.ALL);
            return;
        }
        Person person = people.find(context.getPrincipal().getName()).map(People.Stored::person)
                .filter(found -> !found.isErased())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        Contact contact = Objects.requireNonNull(person.contact());
        describe(context, contact.name(), contact.language(), person.roles());
        if (!access) {
            context.getClaims().claim(StoredAuthorizations.GRANT_CLAIM, context.getAuthorization().getId());
            context.getPrincipal().getAuthorities().stream().filter(FactorGrantedAuthority.class::isInstance)
                    .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt()).max(Instant::compareTo)
                    .ifPresent(since -> context.getClaims().claim("auth_time", Date.from(since)));
        }
    }

    private static void describe(JwtEncodingContext context, String name, String locale, List<String> roles) {
        context.getClaims().claim("name", name).claim("locale", locale).claim("roles", new ArrayList<>(roles));
    }
}
