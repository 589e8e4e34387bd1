package org.civikos.gateway.edge;

import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/**
 * The framework's strict firewall for every address that is not plainly harmless. Nearly all are: letters, digits, hyphens and
 * underscores between single slashes, and dots inside a name. For those there is nothing to climb, encode or double, and the
 * strict one's check of each header at each look would cost a tenth of a relayed request; netty validates header names and
 * values as it reads them.
 */
@Component
class PlainPathFirewall implements ServerWebExchangeFirewall {

    private final ServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();

    @Override
    public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
        return isPlain(exchange.getRequest().getURI().getRawPath()) && isKnown(exchange.getRequest().getMethod().name())
                ? Mono.just(exchange) : strict.getFirewalledExchange(exchange);
    }

    private static boolean isKnown(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" -> true;
            default -> false;
        };
    }

    static boolean isPlain(String path) {
        var previous = ' ';
        for (int i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            var nameChar = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || c == '_';
            var separator = c == '/' || c == '.';
            if (!nameChar && (!separator || previous == '/' || previous == '.')) {
                return false;
            }
            previous = c;
        }
        return path.startsWith("/");
    }
}
