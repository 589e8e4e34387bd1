package org.civikos.notification.apikey;

import java.time.Clock;
import org.civikos.platform.security.ResourceServerAutoConfiguration;
import org.civikos.platform.web.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * A chain of its own for programs with a key. It opens the paths of messages and nothing else, whatever the other chain opens to
 * people, and it never looks at tokens; the other chain never looks at keys.
 */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean
    ApiKeys apiKeys(MongoTemplate mongo, Clock clock) {
        return new ApiKeys(() -> mongo.getCollection(ApiKeys.COLLECTION), () -> mongo.getCollection(ApiKeys.RATES), clock);
    }

    @Bean
    @Order(ResourceServerAutoConfiguration.CHAIN_ORDER - 10)
    SecurityFilterChain keyChain(HttpSecurity http, ApiKeys keys, ProblemWriter problems) throws Exception {
        return http.securityMatcher(KeyFilter::concerns)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new KeyFilter(keys, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.POST, "/api/messages", "/api/messages/batches")
                        .hasAuthority(KeyAuthentication.authority(ApiKey.Scope.SEND))
                        .requestMatchers(HttpMethod.GET, "/api/messages", "/api/messages/*")
                        .hasAuthority(KeyAuthentication.authority(ApiKey.Scope.READ))
                        .anyRequest().denyAll())
                .exceptionHandling(exceptions -> exceptions.accessDeniedHandler((request, response, denied) ->
                        problems.write(request, response, HttpStatus.FORBIDDEN, "key-not-allowed"))
                        .authenticationEntryPoint((request, response, failure) ->
                                problems.write(request, response, HttpStatus.UNAUTHORIZED, "key-invalid")))
                .build();
    }
}
