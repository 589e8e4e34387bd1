package org.civikos.gateway.edge;

import java.time.Duration;
import java.util.List;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** The server beneath: what is worth compressing, and how long somebody may take to send a request. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    private static final List<String> TEXT = List.of("application/json", "application/problem+json", "text/");
    private static final int WORTH_COMPRESSING = 2_048;
    private static final Duration TO_SEND_A_REQUEST = Duration.ofMinutes(3);

    @Bean
    NettyServerCustomizer ways() {
        return server -> server.compress(ServerConfiguration::isWorthCompressing).requestTimeout(TO_SEND_A_REQUEST);
    }

    /** The first question is the cheapest: with no wish for it, netty's compression never joins the pipeline. */
    private static boolean isWorthCompressing(HttpServerRequest request, HttpServerResponse response) {
        var wished = request.requestHeaders().get(HttpHeaderNames.ACCEPT_ENCODING);
        if (wished == null || !wished.contains("gzip") || response.responseHeaders().contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return false;
        }
        var type = response.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
        var length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        return type != null && TEXT.stream().anyMatch(type::startsWith)
                && (length == null ? response.responseHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true)
                        : Integer.parseInt(length) >= WORTH_COMPRESSING);
    }

    /**
     * One loop for two processors. A request and its pooled connection to the service often sit on different loops, and waking
     * the other one was an eighth of the work with the default of at least four.
     */
    @Bean
    ReactorResourceFactory reactorResources() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResources(LoopResources.create("gateway", loops(), true));
        return resources;
    }

    private static int loops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
