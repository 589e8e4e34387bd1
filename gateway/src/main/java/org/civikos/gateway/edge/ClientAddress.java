package org.civikos.gateway.edge;

import org.civikos.gateway.GatewaySettings;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** The address that a request comes from. What the request itself says of it is believed from a trusted proxy only. */
@Component
public class ClientAddress {

    private final GatewaySettings settings;

    ClientAddress(GatewaySettings settings) {
        this.settings = settings;
    }

    /** The address as text; the last element that a trusted proxy has added, never one that a client can choose. */
    public String of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        var address = remote == null || remote.getAddress() == null ? "unknown" : remote.getAddress().getHostAddress();
        if (!settings.trustedProxies().isEmpty() && settings.trustedProxies().contains(address)) {
            var forwarded = request.getHeaders().getFirst("X-Forwarded-For");
            if (forwarded != null) {
                return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            }
        }
        return address;
    }

    /** Whether the caller sits on this machine or network and did not come through a proxy. */
    boolean isNear(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        if (remote == null || request.getHeaders().containsHeader("X-Forwarded-For") || request.getHeaders().containsHeader("Forwarded")) {
            return false;
        }
        var address = remote.getAddress();
        return address != null && (address.isLoopbackAddress() || address.isSiteLocalAddress());
    }
}
