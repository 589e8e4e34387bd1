package org.civikos.gateway.identity;

import java.util.Map;

import org.civikos.gateway.GatewaySettings;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The client {@code gateway} at our own provider. Written out by hand: discovery would make the gateway call itself at start.
 * What a browser opens goes by the public origin; what the gateway asks itself goes straight to membership-service.
 */
final class Provider {

    static final String REGISTRATION = "civikos";

    private Provider() {
    }

    static ClientRegistration registration(GatewaySettings settings) {
        var issuer = settings.publicUrl() + "/id";
        var direct = settings.upstreams().membership() + "/id";
        return ClientRegistration.withRegistrationId(REGISTRATION).clientId("gateway").clientSecret(settings.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.publicUrl() + "/login/oauth2/code/" + REGISTRATION)
                .scope("openid", "profile").issuerUri(issuer).authorizationUri(issuer + "/oauth2/authorize")
                .tokenUri(direct + "/oauth2/token").jwkSetUri(direct + "/oauth2/jwks").userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", issuer + "/connect/logout")).build();
    }
}
