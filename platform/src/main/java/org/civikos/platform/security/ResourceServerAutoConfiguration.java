package org.civikos.platform.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.civikos.platform.web.ProblemWriter;
import org.civikos.platform.web.WebAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The resource server: signature, issuer, audience and time of every token; no session, no cookie; closed by default. The
 * provider is asked for its keys when the first token comes and not at start, and its last keys are believed while it is away.
 */
@AutoConfiguration(before = {OAuth2ResourceServerAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class}, after = WebAutoConfiguration.class)
@EnableConfigurationProperties(SecurityProperties.class)
@EnableWebSecurity
public class ResourceServerAutoConfiguration {

    /** The chain for everything that no other chain takes; a service's own chains come before it. */
    public static final int CHAIN_ORDER = 1_000;

    private static final Duration KEYS_LIVE = Duration.ofMinutes(5);
    private static final Duration KEYS_OUTAGE = Duration.ofHours(4);
    private static final Duration KEYS_REFRESH = Duration.ofSeconds(15);
    private static final int TIMEOUT_MS = 3_000;
    private static final int KEYS_BYTES = 64 * 1024;

    /** Steps back where a service brings a decoder for a purpose of its own; this chain uses this one all the same. */
    @Bean
    @Fallback
    JwtDecoder accessTokenDecoder(SecurityProperties properties, @Value("${spring.application.name}") String application) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys(properties.jwkSetUri()))
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)))
                .build();
        String audience = properties.audience() == null ? application : properties.audience();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(properties.clockSkew()),
                new JwtIssuerValidator(properties.issuer()), new JwtAudienceValidator(audience)));
        return decoder;
    }

    private static JWKSource<SecurityContext> keys(String uri) {
        try {
            return JWKSourceBuilder.create(URI.create(uri).toURL(), new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, KEYS_BYTES))
                    .cache(KEYS_LIVE.toMillis(), KEYS_REFRESH.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(1_000)
                    .outageTolerant(KEYS_OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException malformed) {
            throw new IllegalArgumentException("civikos.security.jwk-set-uri is no URL: " + uri, malformed);
        }
    }

    @Bean
    @Order(CHAIN_ORDER)
    SecurityFilterChain resourceServerChain(HttpSecurity http, ObjectProvider<AccessRules> rules,
            @Qualifier("accessTokenDecoder") JwtDecoder decoder, ProblemWriter problems, @Value("${spring.application.name}") String application) throws Exception {
        AccessRules own = rules.getIfAvailable(() -> AccessRules.builder().build());
        AccessRules common = common(application);
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
                    for (AccessRules some : List.of(common, own)) {
                        for (AccessRules.Rule rule : some.rules()) {
                            var matched = requests.requestMatchers(matcher(rule));
                            switch (rule.access().kind()) {
                                case PUBLIC -> matched.permitAll();
                                case SIGNED_IN -> matched.authenticated();
                                case ROLE -> matched.hasAnyRole(rule.access().roles().toArray(String[]::new));
                            }
                        }
                    }
                    requests.anyRequest().denyAll();
                })
                .oauth2ResourceServer(server -> server
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(ResourceServerAutoConfiguration::authentication))
                        .authenticationEntryPoint((request, response, failure) -> refuse(problems, request, response, failure)))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint((request, response, failure) -> refuse(problems, request, response, failure))
                        .accessDeniedHandler((request, response, denied) ->
                                problems.write(request, response, HttpStatus.FORBIDDEN, "forbidden")));
        return http.build();
    }

    /** What is the same in every service: health and figures for the operator's own network, dead letters for administrators. */
    static AccessRules common(String application) {
        return AccessRules.builder()
                .allow(HttpMethod.GET, "/actuator/health/**", Access.PUBLIC)
                .allow(HttpMethod.GET, "/actuator/prometheus", Access.PUBLIC)
                .allow("/error", Access.PUBLIC)
                .allow("/api/" + application + "/dead-letters/**", Access.role("administrator"))
                .build();
    }

    private static PathPatternRequestMatcher matcher(AccessRules.Rule rule) {
        return rule.method() == null ? PathPatternRequestMatcher.withDefaults().matcher(rule.pattern())
                : PathPatternRequestMatcher.withDefaults().matcher(rule.method(), rule.pattern());
    }

    private static AbstractAuthenticationToken authentication(Jwt token) {
        return new JwtAuthenticationToken(token, Actor.roles(token).stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList());
    }

    private static void refuse(ProblemWriter problems, HttpServletRequest request,
            HttpServletResponse response, AuthenticationException failure) throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, "provider-away");
            return;
        }
        boolean invalid = request.getHeader("Authorization") != null;
        response.setHeader("WWW-Authenticate", invalid ? "Bearer error=\"invalid_token\"" : "Bearer");
        problems.write(request, response, HttpStatus.UNAUTHORIZED, invalid ? "invalid-token" : "sign-in-required");
    }
}
