package org.civikos.platformtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Gives contexts of {@link CivikosIT} the environment that the launcher gives a service, and the probe. */
class CivikosContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
            List<ContextConfigurationAttributes> configAttributes) {
        CivikosIT annotation = AnnotatedElementUtils.findMergedAnnotation(testClass, CivikosIT.class);
        return annotation == null ? null : new Customizer(List.of(annotation.topics()));
    }

    /** Equal for equal topics, so that classes share a context. */
    record Customizer(List<String> topics) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            TestInfrastructure.createTopics(topics.toArray(String[]::new));
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            MapPropertySource source = new MapPropertySource("civikosTest", environment());
            if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
                // Weaker than what a test says itself, stronger than the machine and the service's files.
                sources.addBefore(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, source);
            } else {
                sources.addFirst(source);
            }
            String bootstrap = context.getEnvironment().getProperty("civikos.messaging.bootstrap-servers", TestInfrastructure.kafkaBootstrap());
            context.getBeanFactory().registerSingleton("eventProbe", new EventProbe(bootstrap));
        }

        private static Map<String, Object> environment() {
            Map<String, Object> environment = new LinkedHashMap<>();
            environment.put("MONGODB_URI", TestInfrastructure.freshDatabase());
            environment.put("KAFKA_BOOTSTRAP", TestInfrastructure.kafkaBootstrap());
            environment.put("PUBLIC_URL", TestTokens.ISSUER.substring(0, TestTokens.ISSUER.length() - "/id".length()));
            environment.put("MEMBERSHIP_URL", TestTokens.keyServerUrl());
            environment.put("civikos.security.jwk-set-uri", TestTokens.keyServerUrl() + "/id/oauth2/jwks");
            environment.put("PORT", "0");
            environment.put("GATEWAY_CLIENT_SECRET", "test-gateway-secret");
            environment.put("CLI_CLIENT_SECRET", "test-cli-secret");
            environment.put("LINK_SECRET", "test-link-secret-of-32-characters");
            environment.put("SMTP_HOST", "127.0.0.1");
            environment.put("SMTP_PORT", "9");
            environment.put("SMS_URL", "http://127.0.0.1:9/sms/v1/messages");
            environment.put("SMS_API_KEY", "test-sms-key");
            return environment;
        }
    }
}
