package org.civikos.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an installation sets.
 *
 * @param publicUrl      the one origin that browsers see, without a path, for example {@code https://platforma.example.org}
 * @param clientSecret   secret of the OAuth client {@code gateway}
 * @param trustedProxies addresses (exact text) whose {@code X-Forwarded-For} is believed; empty: nobody's
 * @param upstreams      where the services listen
 * @param limits         requests per minute and bytes
 * @param timeouts       how long a service may take
 * @param sessions       how long sessions live and are cached
 */
@ConfigurationProperties("civikos.gateway")
public record GatewaySettings(URI publicUrl, String clientSecret, Set<String> trustedProxies, Upstreams upstreams, Limits limits,
        Timeouts timeouts, Sessions sessions) {

    public GatewaySettings {
        if (publicUrl.getHost() == null || !(publicUrl.getPath().isEmpty() || publicUrl.getPath().equals("/"))) {
            throw new IllegalArgumentException("PUBLIC_URL must be an origin such as https://platforma.example.org, but is " + publicUrl);
        }
        publicUrl = URI.create(publicUrl.getScheme() + "://" + publicUrl.getRawAuthority());
        trustedProxies = trustedProxies == null ? Set.of() : Set.copyOf(trustedProxies);
    }

    /** Whether browsers come by https, so that cookies are Secure and HSTS is sent. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }

    public record Upstreams(URI membership, URI advocacy, URI consultation, URI notification) {
    }

    /**
     * All per minute, as buckets that hold one minute's worth.
     *
     * @param signedIn  by session
     * @param anonymous by address, for requests without a session
     * @param scripts   by address, for requests with a bearer token
     * @param signIn    by address, for sign-in mails asked for
     * @param bodyBytes largest body of an ordinary request
     * @param uploadBytes largest body of an upload (drafts and imports)
     */
    public record Limits(int signedIn, int anonymous, int scripts, int signIn, long bodyBytes, long uploadBytes) {
    }

    /**
     * @param answer until the answer to an ordinary request begins
     * @param upload the same for an upload, its sending included
     */
    public record Timeouts(Duration answer, Duration upload) {
    }

    /**
     * @param idle     a signed-in session ends after this time without a request
     * @param absolute a session ends after this time in any case
     * @param pending  a session that only waits for a sign-in ends after this time
     * @param cache    how long a session is served from memory before the store is asked again
     */
    public record Sessions(Duration idle, Duration absolute, Duration pending, Duration cache) {
    }
}
