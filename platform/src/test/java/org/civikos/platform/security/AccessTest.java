package org.civikos.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class AccessTest {

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void neverOpensARoleRuleWithoutRoles() {
        assertThatThrownBy(Access::role).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Access(Access.Kind.PUBLIC, Set.of("board"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhoAsks() {
        assertThat(Actor.current().isAnonymous()).isTrue();
        Jwt token = Jwt.withTokenValue("t").header("alg", "RS256").subject("person-1").claim("roles", List.of("board", 7))
                .claim("azp", "gateway").expiresAt(Instant.MAX).build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
        assertThat(Actor.current()).isEqualTo(new Actor("person-1", Set.of("board"), "gateway"));
        assertThat(Actor.current().has("board")).isTrue();
        assertThat(Actor.current().has("secretariat")).isFalse();
    }
}
