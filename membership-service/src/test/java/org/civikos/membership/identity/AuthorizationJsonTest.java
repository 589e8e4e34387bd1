package org.civikos.membership.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

class AuthorizationJsonTest {

    private final AuthorizationJson json = new AuthorizationJson();

    @Test
    void who_signed_in_by_a_link_is_read_back_the_same() {
        List<GrantedAuthority> authorities = new ArrayList<>();
        authorities.add(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.OTT_AUTHORITY).issuedAt(Instant.parse("2026-11-23T10:00:00Z")).build());
        Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(
                User.withUsername("person-1").password("").authorities(authorities).build(), null, authorities);
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(Principal.class.getName(), authentication);
        attributes.put(OAuth2AuthorizationRequest.class.getName(), OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("http://localhost:8080/id/oauth2/authorize").clientId("gateway").redirectUri("http://localhost:8080/x")
                .state("s").scope("openid").additionalParameters(Map.of("nonce", "n", "code_challenge", "c")).build());
        Map<String, Object> read = json.read(json.write(attributes));
        assertThat(read.get(Principal.class.getName())).isEqualTo(authentication);
        assertThat((OAuth2AuthorizationRequest) read.get(OAuth2AuthorizationRequest.class.getName()))
                .satisfies(request -> assertThat(request.getAdditionalParameters()).containsEntry("nonce", "n"));
    }

    @Test
    void claims_and_metadata_are_read_back_the_same() throws Exception {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", URI.create("http://localhost:8080/id").toURL());
        claims.put("aud", new ArrayList<>(TokenClaims.AUDIENCE));
        claims.put("roles", new ArrayList<>());
        claims.put("auth_time", new Date(1_795_000_000_000L));
        claims.put("exp", Instant.parse("2026-11-23T10:00:00Z"));
        Map<String, Object> metadata = new HashMap<>(Map.of("metadata.token.claims", claims, "metadata.token.invalidated", false));
        assertThat(json.read(json.write(metadata))).isEqualTo(metadata);
    }

    @Test
    void secrets_are_compared_by_their_hash() {
        Hash hash = new Hash();
        assertThat(hash.matches("secret", hash.encode("secret"))).isTrue();
        assertThat(hash.matches("Secret", hash.encode("secret"))).isFalse();
        assertThat(Hash.newSecret()).hasSize(43).isNotEqualTo(Hash.newSecret());
    }
}
