package org.civikos.consultation.api;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.context.annotation.Configuration;

/** The head of this service's OpenAPI description. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(info = @Info(title = "Consultation service", version = "1",
        description = "Sources, drafts, consultations with their text by article, comments of organisations, the yearly plan. Refusals follow RFC 9457, each with a code for programs; pages are by "
                + "cursor; times are in UTC, a deadline is a date and time by the clocks of Kosovo."))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
class ApiDescription {
}
