package org.civikos.platform.security;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code civikos.security}.
 *
 * @param issuer    the only issuer that is believed
 * @param jwkSetUri where its keys are read, when the first token comes
 * @param audience  what a token must be meant for; the service's name where it is not set
 * @param clockSkew by how much clocks may differ
 */
@ConfigurationProperties("civikos.security")
record SecurityProperties(String issuer, String jwkSetUri, @Nullable String audience,
        @DefaultValue("30s") Duration clockSkew) {
}
