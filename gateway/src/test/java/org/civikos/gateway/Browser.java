package org.civikos.gateway;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;

/** A browser as far as the gateway can tell: cookies, redirects, and the CSRF header of the web app. */
final class Browser {

    final String origin;
    final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;

    Browser(String origin) {
        this(origin, HttpClient.Redirect.NORMAL);
    }

    Browser(String origin, HttpClient.Redirect redirects) {
        this.origin = origin;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).followRedirects(redirects)
                .connectTimeout(Duration.ofSeconds(5)).build();
    }

    Browser signedIn() {
        get("/oauth2/authorization/civikos");
        return this;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** With the CSRF header, as the web app sends it. */
    HttpResponse<String> put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body), "Content-Type", "application/json", "X-XSRF-TOKEN", csrf());
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        try {
            return http.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    java.util.concurrent.CompletableFuture<HttpResponse<String>> sendAsync(String method, String path, String... headers) {
        return http.sendAsync(request(method, path, BodyPublishers.noBody(), headers), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(30)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    String csrf() {
        if (cookie("XSRF-TOKEN") == null) {
            get("/api/session");
        }
        return cookie("XSRF-TOKEN");
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(c -> c.getName().equals(name)).map(HttpCookie::getValue).findFirst().orElse(null);
    }

    static JsonNode json(HttpResponse<String> response) {
        return StubUpstream.JSON.readTree(response.body());
    }
}
