package org.civikos.systemtests;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;

/** A person at a browser, without the browser: keeps cookies, follows redirects, fills in the sign-in form and opens the mailed link. */
public final class Visitor {

    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");

    private final Installation installation;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(Duration.ofSeconds(5)).build();

    public Visitor(Installation installation) {
        this.installation = installation;
    }

    /** Goes the whole way: asks for a link, finds it in the caught mail, opens it and presses its button. */
    public void signIn(String email) {
        var signIn = get(installation.publicUrl() + "/oauth2/authorization/civikos");
        var seen = installation.messages(email).stream().mapToLong(m -> m.get("seq").asLong()).max().orElse(0);
        var form = hidden(signIn.body());
        post(action(signIn), form + (form.isEmpty() ? "" : "&") + "email=" + encode(email));
        var link = Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> installation.messages(email).stream()
                .filter(m -> m.get("seq").asLong() > seen).map(m -> link(m.get("text").asString())).filter(l -> l != null)
                .findFirst().orElse(null), l -> l != null);
        var page = get(link);
        var arrived = post(action(page), hidden(page.body()));
        if (arrived.statusCode() != 200 || !api("GET", "/api/session", null).get("signedIn").asBoolean()) {
            throw new IllegalStateException("Not signed in; the last page was " + arrived.uri() + " with " + arrived.statusCode());
        }
    }

    private static String link(String text) {
        var matcher = Pattern.compile("https?://\\S+/id/sign-in/link\\S+").matcher(text);
        return matcher.find() ? matcher.group() : null;
    }

    private static String action(HttpResponse<String> page) {
        var matcher = ACTION.matcher(page.body());
        return matcher.find() && !matcher.group(1).isEmpty() ? page.uri().resolve(matcher.group(1).replace("&amp;", "&")).toString()
                : page.uri().toString();
    }

    private static String hidden(String html) {
        return HIDDEN.matcher(html).results().map(r -> {
            var name = NAME.matcher(r.group());
            var value = VALUE.matcher(r.group());
            return name.find() ? encode(name.group(1)) + "=" + (value.find() ? encode(value.group(1)) : "") : "";
        }).filter(pair -> !pair.isEmpty()).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public HttpResponse<String> get(String url) {
        return exchange(HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html,application/json").GET());
    }

    private HttpResponse<String> post(String url, String form) {
        return exchange(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** A call as the web app makes it: with the session's cookie and, for writing, the CSRF header. */
    public HttpResponse<String> call(String method, String path, Object body) {
        var request = HttpRequest.newBuilder(URI.create(installation.publicUrl() + path)).header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json");
        if (!method.equals("GET")) {
            request.header("X-XSRF-TOKEN", csrfToken());
        }
        return exchange(request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(Installation.JSON.writeValueAsString(body))));
    }

    public JsonNode api(String method, String path, Object body) {
        return Installation.json(call(method, path, body));
    }

    public String csrfToken() {
        return cookie("XSRF-TOKEN");
    }

    /** The value of the Cookie header for the gateway. */
    public String cookies() {
        return all().stream().filter(c -> c.getPath() == null || c.getPath().equals("/")).map(c -> c.getName() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
    }

    private String cookie(String name) {
        return all().stream().filter(c -> c.getName().equals(name)).map(HttpCookie::getValue).findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no cookie " + name));
    }

    private List<HttpCookie> all() {
        return cookies.getCookieStore().getCookies();
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
