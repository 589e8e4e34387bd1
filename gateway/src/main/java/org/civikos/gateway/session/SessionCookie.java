package org.civikos.gateway.session;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** The one cookie that stands for a session. */
public final class SessionCookie {

    public static final String NAME = "CIVIKOS_SESSION";

    private SessionCookie() {
    }

    /** Whether the browser claims a session; says nothing about whether there is one. */
    public static boolean in(ServerHttpRequest request) {
        var header = request.getHeaders().getFirst("Cookie");
        return header != null && header.contains(NAME + "=");
    }
}
