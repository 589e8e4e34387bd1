package org.civikos.gateway.site;

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
class SiteConfiguration {

    /** After every other mapping: what nobody else answers is the app's or nobody's. */
    @Bean
    SimpleUrlHandlerMapping webApp() {
        return new SimpleUrlHandlerMapping(Map.of("/**", new WebApp()), Ordered.LOWEST_PRECEDENCE - 10);
    }
}
