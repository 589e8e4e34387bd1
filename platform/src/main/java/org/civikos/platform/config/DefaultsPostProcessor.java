package org.civikos.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** Adds {@code civikos-defaults.properties} behind everything else: whatever a service or its environment says wins. */
class DefaultsPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String NAME = "civikosDefaults";
    private static final String FILE = "civikos-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getPropertySources().contains(NAME)) {
            return;
        }
        try {
            environment.getPropertySources().addLast(new ResourcePropertySource(NAME,
                    new EncodedResource(new ClassPathResource(FILE, DefaultsPostProcessor.class.getClassLoader()), "UTF-8")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read", unreadable);
        }
    }

    /** After the service's own files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
