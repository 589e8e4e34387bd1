package org.civikos.platform.security;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who asks, as the verified token says.
 *
 * @param id       the token's subject: a person's id, a client's id, or {@value #ANONYMOUS}
 * @param roles    network-wide roles, without any prefix
 * @param clientId the OAuth client that the token was issued to, where the token says so
 */
public record Actor(String id, Set<String> roles, @Nullable String clientId) {

    /** The identifier of somebody who has not signed in. */
    public static final String ANONYMOUS = "anonymous";

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** Whether the token carries the role. */
    public boolean has(String role) {
        return roles.contains(role);
    }

    /** Whether nobody is signed in. */
    public boolean isAnonymous() {
        return ANONYMOUS.equals(id);
    }

    /** Who makes the current request; anonymous outside of one. */
    public static Actor current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        // A service that lets in callers of another kind, such as programs with a key, names them itself.
        if (authentication != null && authentication.isAuthenticated() && authentication.getPrincipal() instanceof Actor named) {
            return named;
        }
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token) || token.getSubject() == null) {
            return new Actor(ANONYMOUS, Set.of(), null);
        }
        String client = token.getClaimAsString("client_id");
        return new Actor(token.getSubject(), roles(token), client == null ? token.getClaimAsString("azp") : client);
    }

    static Set<String> roles(Jwt token) {
        return token.getClaim("roles") instanceof List<?> roles
                ? new LinkedHashSet<>(roles.stream().filter(String.class::isInstance).map(String.class::cast).toList())
                : Set.of();
    }
}
