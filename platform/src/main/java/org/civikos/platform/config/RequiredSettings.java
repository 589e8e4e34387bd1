package org.civikos.platform.config;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Looks at what no service can do without before any bean is made. Bound properties would take an unresolved placeholder for
 * a value, and the first library to use it would fail with a page of its own insides.
 */
class RequiredSettings implements BeanFactoryPostProcessor {

    private static final List<String> REQUIRED = List.of("spring.application.name", "spring.mongodb.uri",
            "civikos.messaging.bootstrap-servers", "civikos.security.issuer", "civikos.security.jwk-set-uri", "server.port");

    private final Environment environment;

    RequiredSettings(Environment environment) {
        this.environment = environment;
    }

    /** @throws PlaceholderResolutionException where a placeholder has no value; see {@link MissingSettingAnalyzer} */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : REQUIRED) {
            String value = environment.getProperty(name);
            if (value == null || value.isBlank()) {
                throw new MissingSettingException(name);
            }
        }
    }

    /** A setting that has no value at all. */
    static final class MissingSettingException extends IllegalStateException {

        MissingSettingException(String name) {
            super("The setting " + name + " is missing.");
        }
    }
}
