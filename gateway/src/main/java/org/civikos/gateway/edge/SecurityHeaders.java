package org.civikos.gateway.edge;

import java.util.List;
import java.util.Set;

import org.civikos.gateway.GatewaySettings;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** One strict set for every answer, the provider's pages included; what the services send of these is replaced. */
@Component
public class SecurityHeaders {

    static final String CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Set<String> OURS = anyCase("content-security-policy", "content-security-policy-report-only",
            "x-content-type-options", "x-frame-options", "x-xss-protection", "referrer-policy", "permissions-policy",
            "cross-origin-opener-policy", "cross-origin-resource-policy", "strict-transport-security", "server", "x-powered-by");

    private static Set<String> anyCase(String... names) {
        var set = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }

    private record Header(String name, List<String> value) {
        Header(String name, String value) {
            this(name, List.of(value));
        }
    }

    private final List<Header> headers;

    SecurityHeaders(GatewaySettings settings) {
        var all = new java.util.ArrayList<>(List.of(
                new Header("Content-Security-Policy", settings.secure() ? CSP + "; upgrade-insecure-requests" : CSP),
                new Header("X-Content-Type-Options", "nosniff"),
                new Header("X-Frame-Options", "DENY"),
                new Header("Referrer-Policy", "strict-origin-when-cross-origin"),
                new Header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
                new Header("Cross-Origin-Opener-Policy", "same-origin"),
                new Header("Cross-Origin-Resource-Policy", "same-origin")));
        if (settings.secure()) {
            all.add(new Header("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));
        }
        headers = List.copyOf(all);
    }

    void write(HttpHeaders response) {
        for (var header : headers) {
            response.put(header.name(), header.value());
        }
    }

    /** Whether this response header is ours to set, so that an upstream's is dropped. */
    public static boolean decides(String name) {
        return OURS.contains(name);
    }
}
