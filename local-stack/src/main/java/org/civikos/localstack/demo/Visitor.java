package org.civikos.localstack.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.civikos.localstack.supervisor.Installation;
import tools.jackson.databind.JsonNode;

/** A person at a browser: keeps cookies, asks for the sign-in link, takes it out of the caught mail and presses its button. */
final class Visitor {

    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("https?://\\S+/id/sign-in/link\\S+");

    private final Installation installation;
    private final Api api;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(Duration.ofSeconds(5)).build();

    Visitor(Installation installation, Api api) {
        this.installation = installation;
        this.api = api;
    }

    void signIn(String email) {
        long seen = api.lastMessage();
        HttpResponse<String> form = send(page(installation.publicUrl() + "/oauth2/authorization/civikos").GET());
        String hidden = hidden(form.body());
        submit(form, hidden + (hidden.isEmpty() ? "" : "&") + "email=" + encode(email));
        String link = Wait.until("the sign-in mail for " + email, Duration.ofSeconds(20), () -> link(seen, email));
        HttpResponse<String> confirm = send(page(link).GET());
        HttpResponse<String> arrived = submit(confirm, hidden(confirm.body()));
        if (!call("GET", "/api/session", null).path("signedIn").asBoolean()) {
            throw new Api.Unexpected(arrived.statusCode(), email + " is not signed in; the last page was " + arrived.uri());
        }
    }

    private String link(long seen, String email) {
        for (JsonNode message : api.messages(seen, email)) {
            Matcher matcher = LINK.matcher(message.path("text").asString(""));
            if (matcher.find()) {
                return matcher.group();
            }
        }
        return null;
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String form) {
        Matcher action = ACTION.matcher(page.body());
        URI to = action.find() && !action.group(1).isEmpty() ? page.uri().resolve(action.group(1).replace("&amp;", "&")) : page.uri();
        return send(page(to.toString()).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));
    }

    private static String hidden(String html) {
        return HIDDEN.matcher(html).results().map(r -> {
            Matcher name = NAME.matcher(r.group());
            Matcher value = VALUE.matcher(r.group());
            return name.find() ? encode(name.group(1)) + "=" + (value.find() ? encode(value.group(1)) : "") : "";
        }).filter(pair -> !pair.isEmpty()).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A call as the web app makes it, with the session's cookie and, for writing, the CSRF header. */
    JsonNode call(String method, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(installation.publicUrl() + path))
                .header("Accept", "application/json, application/problem+json").header("Content-Type", "application/json");
        if (!method.equals("GET")) {
            request.header("X-XSRF-TOKEN", cookies.getCookieStore().getCookies().stream().filter(c -> c.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue).findFirst().orElse(""));
        }
        return Api.json(send(request.method(method, body == null ? BodyPublishers.noBody()
                : BodyPublishers.ofString(Api.JSON.writeValueAsString(body)))));
    }

    private static HttpRequest.Builder page(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Api.Unexpected(0, "no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Api.Unexpected(0, "interrupted");
        }
    }
}
