package org.civikos.membership.identity;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** OpenID Connect Discovery 1.0 and RFC 8414, with the addresses that this provider really has. */
@RestController
@Hidden
class MetadataController {

    private final Map<String, Object> metadata = new LinkedHashMap<>();

    MetadataController(IdentityProperties properties) {
        String issuer = properties.issuer();
        metadata.put("issuer", issuer);
        metadata.put("authorization_endpoint", issuer + "/oauth2/authorize");
        metadata.put("token_endpoint", issuer + "/oauth2/token");
        metadata.put("jwks_uri", issuer + "/oauth2/jwks");
        metadata.put("revocation_endpoint", issuer + "/oauth2/revoke");
        metadata.put("introspection_endpoint", issuer + "/oauth2/introspect");
        metadata.put("end_session_endpoint", issuer + "/connect/logout");
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put("scopes_supported", List.of("openid", "profile"));
        metadata.put("claims_supported", List.of("sub", "name", "locale", "roles", "auth_time"));
        metadata.put("ui_locales_supported", List.of("sq", "sr", "en"));
        metadata.put("authorization_response_iss_parameter_supported", false);
    }

    @GetMapping({"/id/.well-known/openid-configuration", "/id/.well-known/oauth-authorization-server"})
    ResponseEntity<Map<String, Object>> metadata() {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic()).body(metadata);
    }
}
