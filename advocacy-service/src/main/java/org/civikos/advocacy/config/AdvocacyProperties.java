package org.civikos.advocacy.config;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param publicUrl the one origin that people see, without a path
 */
@ConfigurationProperties("civikos")
public record AdvocacyProperties(URI publicUrl) {
}
