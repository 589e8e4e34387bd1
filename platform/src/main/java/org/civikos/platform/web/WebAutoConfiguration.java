package org.civikos.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import org.civikos.platform.time.TimeAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** The beans of the web. */
@AutoConfiguration(before = {WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class},
        after = {JacksonAutoConfiguration.class, DataMongoAutoConfiguration.class, TimeAutoConfiguration.class})
@EnableConfigurationProperties(WebProperties.class)
@Import({ProblemAdvice.class, ProblemErrorController.class})
public class WebAutoConfiguration {

    /** Before Spring Security, whose filter chain stands at -100: what is too large needs no token to be refused. */
    private static final int BEFORE_SECURITY = -110;
    /** Behind Spring Security, since a key belongs to an actor. */
    private static final int BEHIND_SECURITY = 0;

    @Bean
    ProblemWriter problemWriter(JsonMapper json, MessageSource texts, WebProperties properties) {
        return new ProblemWriter(json, texts, properties);
    }

    @Bean
    @ConditionalOnMissingBean(name = "localeResolver")
    LocaleResolver localeResolver(WebProperties properties) {
        Locale otherwise = Locale.forLanguageTag(properties.defaultLanguage());
        return new LocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return Languages.of(request, otherwise);
            }

            @Override
            public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
                throw new UnsupportedOperationException("The language is asked for with every request");
            }
        };
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(WebProperties properties, ProblemWriter writer) {
        FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(new BodyLimitFilter(properties, writer));
        filter.setOrder(BEFORE_SECURITY);
        return filter;
    }

    @Bean
    FilterRegistrationBean<IdempotencyKeys> idempotencyKeysFilter(MongoTemplate mongo, ProblemWriter writer,
            WebProperties properties, Clock clock) {
        FilterRegistrationBean<IdempotencyKeys> filter =
                new FilterRegistrationBean<>(new IdempotencyKeys(mongo, writer, properties, clock));
        filter.setOrder(BEHIND_SECURITY);
        return filter;
    }
}
