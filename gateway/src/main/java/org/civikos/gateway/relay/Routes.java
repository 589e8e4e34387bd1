package org.civikos.gateway.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.edge.Uploads;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two routes for each service: uploads, which may take minutes, and all else. */
@Configuration(proxyBeanMethods = false)
class Routes {

    /** Route metadata: its {@link Upstream}. */
    static final String UPSTREAM = "upstream";
    private static final String UPLOADS = "-upload";

    @Bean
    RouteLocator serviceRoutes(Upstreams upstreams, GatewaySettings settings) {
        List<Route> routes = new ArrayList<>();
        for (var upstream : upstreams.all()) {
            routes.add(Route.async().id(upstream.name()).uri(upstream.address()).order(0)
                    .predicate(exchange -> !isUpload(exchange.getRequest()) && upstreams.forPath(exchange.getRequest().getPath().value()) == upstream)
                    .metadata(UPSTREAM, upstream).metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, settings.timeouts().answer().toMillis()).build());
        }
        for (var upstream : upstreams.all()) {
            routes.add(Route.async().id(upstream.name() + UPLOADS).uri(upstream.address()).order(0)
                    .predicate(exchange -> isUpload(exchange.getRequest()) && upstreams.forPath(exchange.getRequest().getPath().value()) == upstream)
                    .metadata(UPSTREAM, upstream).metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, settings.timeouts().upload().toMillis()).build());
        }
        return () -> Flux.fromIterable(routes);
    }

    /** Finds the route by one look into a map; asking each route's predicate in turn costs more than all our filters. */
    @Bean
    RoutePredicateHandlerMapping routePredicateHandlerMapping(FilteringWebHandler webHandler, RouteLocator routes,
            GlobalCorsProperties cors, Environment environment, Upstreams upstreams) {
        var byUpstream = new HashMap<Upstream, Route>();
        var uploads = new HashMap<Upstream, Route>();
        return new RoutePredicateHandlerMapping(webHandler, routes, cors, environment) {
            @Override
            protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
                var request = exchange.getRequest();
                var upstream = upstreams.forPath(request.getPath().value());
                return upstream == null ? Mono.empty() : Mono.just((isUpload(request) ? uploads : byUpstream).get(upstream));
            }

            @Override
            protected void initApplicationContext() {
                super.initApplicationContext();
                routes.getRoutes().toIterable().forEach(route -> {
                    var upstream = (Upstream) route.getMetadata().get(UPSTREAM);
                    (route.getId().endsWith(UPLOADS) ? uploads : byUpstream).put(upstream, route);
                });
            }
        };
    }

    private static boolean isUpload(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.POST && Uploads.belongAt(request.getPath().value());
    }

    /** Our header filter alone instead of the framework's chain of five, each of which copies all headers. */
    @Bean
    NettyRoutingFilter routing(reactor.netty.http.client.HttpClient http, RelayHeaders headers, HttpClientProperties properties) {
        return new NettyRoutingFilter(http, new Only(headers.filters()), properties);
    }

    @Bean
    NettyWriteResponseFilter writing() {
        return new NettyWriteResponseFilter(List.of(), new Only(List.of()));
    }

    /** Netty's client would repeat any request whose connection broke, a change as well; RelayFilter repeats reads. */
    @Bean
    HttpClientCustomizer noHiddenRepetition() {
        return client -> client.disableRetry(true);
    }

    private record Only(List<HttpHeadersFilter> filters) implements ObjectProvider<List<HttpHeadersFilter>> {
        @Override
        public List<HttpHeadersFilter> getObject() {
            return filters;
        }

        @Override
        public List<HttpHeadersFilter> getIfAvailable() {
            return filters;
        }
    }
}
