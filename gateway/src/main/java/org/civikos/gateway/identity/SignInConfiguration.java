package org.civikos.gateway.identity;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.problem.Problems;
import org.civikos.gateway.problem.Refusal;
import org.civikos.gateway.session.BrowserSessions;
import org.civikos.gateway.session.SessionAttributes;
import org.civikos.gateway.session.SessionCookie;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.web.server.logout.OidcClientInitiatedServerLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Four chains, first match wins: the sign-in flow with all that belongs to it; the provider's and the unsubscribe pages, and
 * what mail and SMS providers call, which protect themselves; scripts with a bearer token, which carry no cookie's authority;
 * and everything else, where a change in the name of a session needs the CSRF token. Who may do what is decided by the
 * services, each by itself.
 */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    private static final List<HttpMethod> SAFE = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    @Bean
    ClientRegistration civikos(GatewaySettings settings) {
        return Provider.registration(settings);
    }

    @Bean
    ReactiveClientRegistrationRepository clientRegistrations(ClientRegistration civikos) {
        return new InMemoryReactiveClientRegistrationRepository(civikos);
    }

    @Bean
    ServerOAuth2AuthorizedClientRepository sessionTokens(ClientRegistration civikos, Clock clock) {
        return new SessionTokens(civikos, clock);
    }

    private static WebClient providerClient() {
        return WebClient.builder().clientConnector(new ReactorClientHttpConnector(HttpClient.create().responseTimeout(Duration.ofSeconds(5)))).build();
    }

    @Bean
    ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange() {
        var client = new WebClientReactiveAuthorizationCodeTokenResponseClient();
        client.setWebClient(providerClient());
        return client;
    }

    @Bean
    TokenRefresh tokenRefresh(ClientRegistration civikos, BrowserSessions sessions, Clock clock) {
        var client = new WebClientReactiveRefreshTokenTokenResponseClient();
        client.setWebClient(providerClient());
        return new TokenRefresh(client, civikos, sessions, clock);
    }

    @Bean
    CookieServerCsrfTokenRepository csrfTokens(GatewaySettings settings) {
        var cookies = CookieServerCsrfTokenRepository.withHttpOnlyFalse();
        cookies.setCookieCustomizer(c -> c.path("/").sameSite("Lax").secure(settings.secure()));
        return cookies;
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain signInFlow(ServerHttpSecurity http, ReactiveClientRegistrationRepository clients, GatewaySettings settings,
            CookieServerCsrfTokenRepository csrfTokens, Problems problems) {
        var logout = new OidcClientInitiatedServerLogoutSuccessHandler(clients);
        logout.setPostLogoutRedirectUri(settings.publicUrl() + "/");
        logout.setLogoutSuccessUrl(URI.create("/"));
        return http.securityMatcher(exchange -> matching(isSignInFlow(exchange.getRequest().getPath().value())))
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
                        .accessDeniedHandler((exchange, denied) -> problems.write(exchange, Refusal.of(HttpStatus.FORBIDDEN, "csrf-missing"))))
                .oauth2Login(login -> login.authorizationRequestResolver(resolver(clients))
                        .authenticationSuccessHandler(toReturnAddress()).authenticationFailureHandler(toFailurePage()))
                .logout(out -> out.logoutHandler(new DelegatingServerLogoutHandler(new SecurityContextServerLogoutHandler(),
                        new WebSessionServerLogoutHandler())).logoutSuccessHandler(logout))
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain ownProtection() {
        return new Unguarded(exchange -> {
            var path = exchange.getRequest().getPath().value();
            return path.startsWith("/id/") || path.equals("/id") || path.startsWith("/unsubscribe/")
                    || path.startsWith("/callbacks/");
        });
    }

    @Bean
    @Order(3)
    SecurityWebFilterChain scripts() {
        return new Unguarded(exchange -> hasBearer(exchange.getRequest()));
    }

    @Bean
    @Order(4)
    SecurityWebFilterChain browsers(CookieServerCsrfTokenRepository csrfTokens, Problems problems) {
        var csrf = new CsrfWebFilter();
        csrf.setCsrfTokenRepository(csrfTokens);
        csrf.setRequestHandler(new ServerCsrfTokenRequestAttributeHandler());
        csrf.setRequireCsrfProtectionMatcher(exchange -> matching(!SAFE.contains(exchange.getRequest().getMethod())
                && SessionCookie.in(exchange.getRequest())));
        csrf.setAccessDeniedHandler((exchange, denied) -> problems.write(exchange, Refusal.of(HttpStatus.FORBIDDEN, "csrf-missing")));
        return new MatcherSecurityWebFilterChain(exchange -> MatchResult.match(), List.of(csrf));
    }

    /** A chain without filters of ours; the firewall for addresses and headers stands before every chain. */
    private record Unguarded(Predicate<ServerWebExchange> concerns) implements SecurityWebFilterChain {
        @Override
        public Mono<Boolean> matches(ServerWebExchange exchange) {
            return Mono.just(concerns.test(exchange));
        }

        @Override
        public Flux<WebFilter> getWebFilters() {
            return Flux.empty();
        }
    }

    private static Mono<MatchResult> matching(boolean matches) {
        return matches ? MatchResult.match() : MatchResult.notMatch();
    }

    private static boolean isSignInFlow(String path) {
        return path.startsWith("/oauth2/authorization/") || path.startsWith("/login/oauth2/code/") || path.equals("/logout");
    }

    static boolean hasBearer(ServerHttpRequest request) {
        var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    private static ServerOAuth2AuthorizationRequestResolver resolver(ReactiveClientRegistrationRepository clients) {
        var standard = new DefaultServerOAuth2AuthorizationRequestResolver(clients);
        standard.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return new ServerOAuth2AuthorizationRequestResolver() {
            @Override
            public Mono<OAuth2AuthorizationRequest> resolve(ServerWebExchange exchange) {
                return standard.resolve(exchange).flatMap(request -> rememberReturn(exchange).thenReturn(request));
            }

            @Override
            public Mono<OAuth2AuthorizationRequest> resolve(ServerWebExchange exchange, String registrationId) {
                return standard.resolve(exchange, registrationId).flatMap(request -> rememberReturn(exchange).thenReturn(request));
            }
        };
    }

    private static Mono<Void> rememberReturn(ServerWebExchange exchange) {
        var target = ReturnAddress.safe(exchange.getRequest().getQueryParams().getFirst("return"));
        return exchange.getSession().doOnNext(session -> session.getAttributes().put(SessionAttributes.RETURN, target)).then();
    }

    private static ServerAuthenticationSuccessHandler toReturnAddress() {
        return (exchange, authentication) -> exchange.getExchange().getSession().flatMap(session -> {
            var target = (String) session.getAttributes().remove(SessionAttributes.RETURN);
            return redirect(exchange, target == null ? "/" : target);
        });
    }

    private static ServerAuthenticationFailureHandler toFailurePage() {
        return (exchange, failure) -> redirect(exchange, "/?sign-in=failed");
    }

    private static Mono<Void> redirect(WebFilterExchange exchange, String target) {
        var response = exchange.getExchange().getResponse();
        response.setStatusCode(HttpStatus.FOUND);
        response.getHeaders().setLocation(URI.create(target));
        return response.setComplete();
    }
}
