package org.civikos.advocacy.config;

import org.civikos.platform.security.Access;
import org.civikos.platform.security.AccessRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may enter which address; that a coordinator changes only the own group's campaigns is decided in the use case. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdvocacyProperties.class)
class AdvocacyConfiguration {

    @Bean
    AccessRules accessRules() {
        return AccessRules.builder()
                .allow(HttpMethod.GET, "/api/working-groups", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/working-groups/*/calendar", Access.PUBLIC)
                .allow(HttpMethod.PUT, "/api/working-groups/*/members/*", Access.role("secretariat"))
                .allow(HttpMethod.DELETE, "/api/working-groups/*/members/*", Access.role("secretariat"))
                .allow(HttpMethod.GET, "/api/campaigns", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/campaigns/*", Access.PUBLIC)
                .allow(HttpMethod.GET, "/api/campaigns/*/log", Access.SIGNED_IN)
                .allow(HttpMethod.PUT, "/api/campaigns/**", Access.SIGNED_IN)
                .allow(HttpMethod.POST, "/api/campaigns/*/log", Access.SIGNED_IN)
                .allow(HttpMethod.DELETE, "/api/campaigns/*/consultations/*", Access.SIGNED_IN)
                .allow(HttpMethod.GET, "/v3/api-docs", Access.PUBLIC)
                .build();
    }
}
