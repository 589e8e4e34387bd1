package org.civikos.membership.config;

import org.civikos.platform.security.Access;
import org.civikos.platform.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call what. Where a person's mandates decide, the path is open to whoever is signed in and the use case decides. */
@Configuration(proxyBeanMethods = false)
class MembershipAccess {

    @Bean
    AccessRules accessRules() {
        Access secretariat = Access.role("secretariat");
        Access board = Access.role("board");
        return AccessRules.builder()
                .allow(HttpMethod.GET, "/v3/api-docs/**", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/municipalities", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/fields", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/organisations", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/organisations/*", Access.PUBLIC)
                .allow(HttpMethod.PUT, "/api/organisations/*", secretariat)
                .allow(HttpMethod.PUT, "/api/organisations/*/suspension", board)
                .allow(HttpMethod.DELETE, "/api/organisations/*/suspension", board)
                .allow(HttpMethod.POST, "/api/imports", secretariat)
                .allow(HttpMethod.GET, "/api/people/me", Access.SIGNED_IN)
                .allow(HttpMethod.PATCH, "/api/people/me", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/people", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/api/people/*", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/people/*", Access.SIGNED_IN)
                .allow(HttpMethod.DELETE, "/api/people/*", secretariat)
                .allow(HttpMethod.PUT, "/api/people/*/mandates/*", Access.SIGNED_IN)
                .allow(HttpMethod.DELETE, "/api/people/*/mandates/*", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/people/*/roles", Access.role("administrator"))
                .build();
    }
}
