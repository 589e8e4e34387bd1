package org.civikos.membership.identity;

import java.time.Duration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The OpenID provider. This service answers under /api as well, so it has no context path: the endpoints themselves begin
 * with /id, and the metadata, whose address the framework would build wrongly from that, is written by
 * {@link MetadataController}.
 */
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    static final String AUTHORIZE = "/id/oauth2/authorize";
    private static final Duration CODE = Duration.ofMinutes(2);
    private static final Duration ACCESS = Duration.ofMinutes(5);
    /** Own pages only: style from here, forms to here, nothing else, and in nobody's frame. */
    private static final String CSP = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain providerChain(HttpSecurity http, StoredAuthorizations authorizations, HttpSessionRequestCache requestCache,
            CookieCsrfTokenRepository csrfTokens, IdentityProperties properties) throws Exception {
        http.securityMatcher("/id/**")
                .with(new OAuth2AuthorizationServerConfigurer(), server -> server.oidc(oidc -> oidc.logoutEndpoint(logout -> {
                    OidcLogoutAuthenticationSuccessHandler back = new OidcLogoutAuthenticationSuccessHandler();
                    logout.logoutResponseHandler((request, response, authentication) -> {
                        end(authorizations, (OidcLogoutAuthenticationToken) authentication);
                        back.onAuthenticationSuccess(request, response, authentication);
                    });
                    // Nothing to end, or what names it is no longer known: the browser's session here ends all the same.
                    logout.errorResponseHandler((request, response, failure) -> {
                        new SecurityContextLogoutHandler().logout(request, response, null);
                        response.sendRedirect(properties.publicUrl() + "/");
                    });
                })))
                // The two forms check their token themselves, so that one that lay open too long is shown again and no error.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).ignoringRequestMatchers("/id/sign-in", "/id/sign-in/link"))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(requestCache))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers("/id/sign-in/**", "/id/assets/**", "/id/.well-known/**").permitAll()
                        .anyRequest().authenticated())
                .exceptionHandling(exceptions -> exceptions
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/id/sign-in"),
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, AUTHORIZE))
                        .defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), AnyRequestMatcher.INSTANCE))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CSP))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER)));
        return http.build();
    }

    private static void end(StoredAuthorizations authorizations, OidcLogoutAuthenticationToken logout) {
        OAuth2Authorization session = authorizations.findByToken(logout.getIdTokenHint(), new OAuth2TokenType("id_token"));
        if (session != null) {
            authorizations.remove(session);
        }
    }

    /** In a cookie: a form outlives a restart of this service. */
    @Bean
    CookieCsrfTokenRepository formTokens(IdentityProperties properties) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("ID_CSRF");
        tokens.setCookiePath("/id");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").secure(properties.publicUrl().startsWith("https:")));
        return tokens;
    }

    /** Remembers where a person was going: only ever to the authorization endpoint. */
    @Bean
    HttpSessionRequestCache signInRequestCache() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, AUTHORIZE));
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentityProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.issuer())
                .authorizationEndpoint(AUTHORIZE)
                .pushedAuthorizationRequestEndpoint("/id/oauth2/par")
                .deviceAuthorizationEndpoint("/id/oauth2/device_authorization")
                .deviceVerificationEndpoint("/id/oauth2/device_verification")
                .tokenEndpoint("/id/oauth2/token")
                .jwkSetEndpoint("/id/oauth2/jwks")
                .tokenRevocationEndpoint("/id/oauth2/revoke")
                .tokenIntrospectionEndpoint("/id/oauth2/introspect")
                .oidcUserInfoEndpoint("/id/userinfo")
                .oidcLogoutEndpoint("/id/connect/logout")
                .build();
    }

    @Bean
    RegisteredClientRepository registeredClients(IdentityProperties properties, PasswordEncoder secrets) {
        RegisteredClient gateway = RegisteredClient.withId("gateway").clientId("gateway").clientName("CiviKos")
                .clientSecret(secrets.encode(properties.gatewayClientSecret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(properties.publicUrl() + "/login/oauth2/code/civikos")
                .postLogoutRedirectUri(properties.publicUrl() + "/")
                .scope(OidcScopes.OPENID).scope(OidcScopes.PROFILE)
                // Our own front door: nobody need be asked whether it may know who signed in.
                .clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
                // The same refresh token all along: the client has a secret, so rotation guards against nothing here, and
                // two requests that refresh at once, or a crash between answer and storing, would end the session.
                .tokenSettings(TokenSettings.builder().authorizationCodeTimeToLive(CODE).accessTokenTimeToLive(ACCESS)
                        .refreshTokenTimeToLive(properties.sessionLength()).reuseRefreshTokens(true).build())
                .build();
        RegisteredClient scripts = RegisteredClient.withId("civikos-cli").clientId("civikos-cli").clientName("CiviKos scripts")
                .clientSecret(secrets.encode(properties.cliClientSecret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(ACCESS).build())
                .build();
        return new InMemoryRegisteredClientRepository(gateway, scripts);
    }

    @Bean
    PasswordEncoder clientSecretEncoder() {
        return new Hash();
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new NoSessions();
    }

    /** Behind a proxy that ends TLS the server itself sees plain HTTP: the public address says whether cookies are secure. */
    @Bean
    ServletContextInitializer sessionCookie(IdentityProperties properties) {
        return context -> context.getSessionCookieConfig().setSecure(properties.publicUrl().startsWith("https:"));
    }

    @Bean
    WebMvcConfigurer signInAssets() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/id/assets/**").addResourceLocations("classpath:/id-assets/")
                        .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
            }
        };
    }
}
