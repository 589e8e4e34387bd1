package org.civikos.membership.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.civikos.membership.MembershipServiceApplication;
import org.civikos.platformtest.TestInfrastructure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in as a browser and the gateway do it, against the service as it is started in production: its own keys, its own
 * tokens, a mail server, and a restart in the middle.
 */
class SignInIT {

    private static final String ADMIN = "admin@example.org";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-taken-by-the-provider";
    private static final String GATEWAY = basic("gateway", "test-gateway-secret");
    private static final String CLI = basic("civikos-cli", "test-cli-secret");

    private static GreenMail mails;
    private static int port;
    private static String database;
    private static ConfigurableApplicationContext service;

    private HttpClient browser;

    @BeforeAll
    static void startAll() throws Exception {
        mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        database = TestInfrastructure.freshDatabase();
        service = start();
    }

    @AfterAll
    static void stopAll() {
        service.close();
        mails.stop();
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(MembershipServiceApplication.class).run("--PORT=" + port, "--MONGODB_URI=" + database,
                "--KAFKA_BOOTSTRAP=" + TestInfrastructure.kafkaBootstrap(), "--PUBLIC_URL=http://localhost:" + port,
                "--MEMBERSHIP_URL=http://127.0.0.1:" + port, "--GATEWAY_CLIENT_SECRET=test-gateway-secret",
                "--CLI_CLIENT_SECRET=test-cli-secret", "--SMTP_HOST=127.0.0.1", "--SMTP_PORT=" + mails.getSmtp().getPort(),
                "--BOOTSTRAP_ADMIN_EMAIL=" + ADMIN, "--civikos.identity.links-per-origin=1000");
    }

    @BeforeEach
    void newBrowser() {
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();
        service.getBean(MongoTemplate.class).remove(new Query(), SignInLimits.COLLECTION);
    }

    // ---- the client's side

    private static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port).resolve(address)).header("Accept", "text/html");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
        String body = form.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher matcher = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(matcher.find()).as(page.body()).isTrue();
        return matcher.group(1);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }

    private static String authorize() throws Exception {
        String challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return "/id/oauth2/authorize?response_type=code&client_id=gateway&scope=openid%20profile&state=the-state&nonce=the-nonce&redirect_uri="
                + URLEncoder.encode("http://localhost:" + port + "/login/oauth2/code/civikos", StandardCharsets.UTF_8)
                + "&code_challenge=" + challenge + "&code_challenge_method=S256";
    }

    private HttpResponse<String> ask(String email) throws Exception {
        HttpResponse<String> form = get("/id/sign-in?lang=en");
        return post("/id/sign-in", Map.of("_csrf", hidden(form, "_csrf"), "email", email));
    }

    /** The newest mail to an address; waits for one more than there were. */
    private static MimeMessage mail(String to, int before) {
        Awaitility.await().until(() -> mails.getReceivedMessagesForDomain(to).length > before);
        return mails.getReceivedMessagesForDomain(to)[before];
    }

    private static int mailsTo(String to) {
        return mails.getReceivedMessagesForDomain(to).length;
    }

    private static String link(MimeMessage mail) throws Exception {
        Matcher matcher = Pattern.compile("http://localhost:\\d+(/id/sign-in/link\\?token=[A-Za-z0-9_-]+&lang=..)").matcher(text(mail, 0));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String text(MimeMessage mail, int part) throws Exception {
        MimeMultipart mixed = (MimeMultipart) mail.getContent();
        MimeMultipart related = (MimeMultipart) mixed.getBodyPart(0).getContent();
        MimeMultipart alternative = related.getBodyPart(0).getContent() instanceof MimeMultipart inner ? inner : related;
        Object content = alternative.getBodyPart(part).getContent();
        return content instanceof MimeMultipart deeper ? deeper.getBodyPart(0).getContent().toString() : content.toString();
    }

    /** From the application's front door through the mail and back, up to the code. */
    private String code(String email) throws Exception {
        assertThat(location(get(authorize()))).endsWith("/id/sign-in");
        int before = mailsTo(email);
        ask(email);
        String link = link(mail(email, before));
        HttpResponse<String> page = get(link);
        HttpResponse<String> in = post("/id/sign-in/link", Map.of("_csrf", hidden(page, "_csrf"), "token", hidden(page, "token")));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(location(in)).startsWith("http://localhost:" + port + "/id/oauth2/authorize?");
        return codeOf(get(location(in)));
    }

    private static String codeOf(HttpResponse<String> response) {
        String back = location(response);
        assertThat(back).startsWith("http://localhost:" + port + "/login/oauth2/code/civikos?").contains("state=the-state");
        Matcher matcher = Pattern.compile("[?&]code=([^&]+)").matcher(back);
        assertThat(matcher.find()).isTrue();
        return URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
    }

    private JsonNode tokens(String code) throws Exception {
        HttpResponse<String> response = redeem(code, VERIFIER, GATEWAY);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> redeem(String code, String verifier, @Nullable String client) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "authorization_code", "code", code, "code_verifier", verifier,
                "redirect_uri", "http://localhost:" + port + "/login/oauth2/code/civikos"));
        return client == null ? post("/id/oauth2/token", form) : post("/id/oauth2/token", form, "Authorization", client);
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        return post("/id/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token), "Authorization", GATEWAY);
    }

    private JsonNode refreshed(String token) throws Exception {
        HttpResponse<String> response = refresh(token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private int api(String path, String accessToken) throws Exception {
        return get(path, "Authorization", "Bearer " + accessToken, "Accept", "application/json").statusCode();
    }

    private SignedJWT verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(get("/id/oauth2/jwks", "Accept", "application/json").body());
        assertThat(keys.toString()).doesNotContain("\"d\"");
        assertThat(jwt.verify(new RSASSAVerifier(keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey()))).isTrue();
        return jwt;
    }

    private String cliToken() throws Exception {
        HttpResponse<String> response = post("/id/oauth2/token", Map.of("grant_type", "client_credentials"), "Authorization", CLI);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body()).at("/access_token").asString();
    }

    private String person(String email, String language) throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> made = browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/people/" + id))
                .header("Authorization", "Bearer " + cliToken()).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"Đorđe Šabanović\",\"email\":\"%s\",\"language\":\"%s\"}".formatted(email, language)))
                .build(), HttpResponse.BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return id;
    }

    // ---- what must hold

    @Test
    void from_the_link_to_the_token_to_refresh_over_a_restart_to_logout() throws Exception {
        String code = code(ADMIN);
        assertThat(redeem(code, "another-verifier-that-is-long-enough-to-be-looked-at-by-it", GATEWAY).statusCode()).isEqualTo(400);
        assertThat(redeem(code, VERIFIER, null).statusCode()).isEqualTo(400);
        assertThat(redeem(code, VERIFIER, basic("gateway", "wrong")).statusCode()).isEqualTo(401);
        JsonNode tokens = tokens(code);
        String access = tokens.at("/access_token").asString();
        SignedJWT jwt = verified(access);
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:" + port + "/id");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactlyElementsOf(TokenClaims.AUDIENCE);
        assertThat(jwt.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("secretariat", "administrator");
        assertThat(jwt.getJWTClaimsSet().getStringClaim("locale")).isEqualTo("sq");
        assertThat(jwt.getJWTClaimsSet().getStringClaim("name")).isEqualTo("admin");
        assertThat(jwt.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("gateway");
        assertThat((jwt.getJWTClaimsSet().getExpirationTime().getTime() - jwt.getJWTClaimsSet().getIssueTime().getTime()) / 1000).isEqualTo(300);
        SignedJWT idToken = verified(tokens.at("/id_token").asString());
        assertThat(idToken.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("the-nonce");
        assertThat(idToken.getJWTClaimsSet().getSubject()).isEqualTo(jwt.getJWTClaimsSet().getSubject());
        assertThat(api("/api/people", access)).isEqualTo(200);
        assertThat(api("/api/people/me", access)).isEqualTo(200);

        // Signed in at the provider: another application, or the same one again, is let in without a mail.
        assertThat(codeOf(get(authorize()))).isNotBlank();
        String refresh = tokens.at("/refresh_token").asString();
        JsonNode second = refreshed(refresh);
        assertThat(second.at("/refresh_token").asString()).isEqualTo(refresh);
        assertThat(refreshed(refresh).at("/id_token").asString()).as("refreshing twice at once must not sign anybody out").isNotBlank();
        String stored = service.getBean(MongoTemplate.class).findAll(Document.class, StoredAuthorizations.COLLECTION).toString();
        assertThat(stored).doesNotContain(refresh).doesNotContain(access).doesNotContain(second.at("/access_token").asString());

        service.close();
        service = start();
        newBrowser();
        assertThat(api("/api/people/me", access)).as("a token from before the restart").isEqualTo(200);
        JsonNode third = refreshed(refresh);
        assertThat(api("/api/people/me", third.at("/access_token").asString())).isEqualTo(200);

        // With the first id token, not the newest: the application may have kept that one.
        HttpResponse<String> out = get("/id/connect/logout?id_token_hint=" + tokens.at("/id_token").asString()
                + "&post_logout_redirect_uri=" + URLEncoder.encode("http://localhost:" + port + "/", StandardCharsets.UTF_8));
        assertThat(location(out)).isEqualTo("http://localhost:" + port + "/");
        assertThat(refresh(refresh).statusCode()).isEqualTo(400);
        assertThat(location(get("/id/connect/logout?id_token_hint=" + tokens.at("/id_token").asString()))).isEqualTo("http://localhost:" + port + "/");
    }

    @Test
    void logging_out_ends_the_browsers_session_here_too() throws Exception {
        JsonNode tokens = tokens(code(ADMIN));
        assertThat(codeOf(get(authorize()))).isNotBlank();
        get("/id/connect/logout?id_token_hint=" + tokens.at("/id_token").asString());
        assertThat(location(get(authorize()))).endsWith("/id/sign-in");
    }

    @Test
    void a_code_is_good_once_and_its_second_use_ends_what_the_first_began() throws Exception {
        String code = code(ADMIN);
        JsonNode tokens = tokens(code);
        assertThat(redeem(code, VERIFIER, GATEWAY).statusCode()).isEqualTo(400);
        assertThat(refresh(tokens.at("/refresh_token").asString()).statusCode()).isEqualTo(400);
    }

    @Test
    void a_link_is_good_once_for_a_quarter_of_an_hour_and_looking_does_not_use_it_up() throws Exception {
        person("dj@example.org", "sr");
        assertThat(location(ask("DJ@example.org"))).endsWith("/id/sign-in/sent");
        MimeMessage mail = mail("dj@example.org", 0);
        assertThat(mail.getSubject()).isEqualTo("Vaš link za prijavu na CiviKos");
        assertThat(text(mail, 0)).contains("Poštovanje, Đorđe Šabanović,").contains("15 minuta");
        assertThat(text(mail, 1)).contains("<html lang=\"sr\">").contains("Prijavite se");
        assertThat(GreenMailUtil.getWholeMessage(mail)).contains("Auto-Submitted: auto-generated");
        String link = link(mail);
        for (int scanner = 0; scanner < 3; scanner++) {
            assertThat(get(link).body()).contains("Đorđe Šabanović").contains("<html lang=\"sr\">");
        }
        String token = hidden(get(link), "token");
        assertThat(service.getBean(MongoTemplate.class).findAll(Document.class, SignInLinks.COLLECTION).toString()).doesNotContain(token);
        // From another page, without our form's token: shown again and not used up.
        assertThat(post("/id/sign-in/link", Map.of("token", token)).body()).contains("name=\"token\"");
        assertThat(post("/id/sign-in/link", Map.of("token", token, "_csrf", "x")).body()).contains("name=\"token\"");
        HttpResponse<String> in = post("/id/sign-in/link", Map.of("_csrf", hidden(get(link), "_csrf"), "token", token));
        assertThat(location(in)).as("from nowhere: to the application's own door").isEqualTo("http://localhost:" + port + "/oauth2/authorization/civikos");
        assertThat(get(link).statusCode()).isEqualTo(410);
        HttpResponse<String> again = post("/id/sign-in/link", Map.of("_csrf", hidden(get("/id/sign-in"), "_csrf"), "token", token));
        assertThat(again.statusCode()).isEqualTo(410);

        ask("dj@example.org");
        String late = link(mail("dj@example.org", 1));
        HttpResponse<String> page = get(late);
        service.getBean(MongoTemplate.class).updateMulti(new Query(), Update.update("expiresAt", Date.from(Instant.now().minusSeconds(1))), SignInLinks.COLLECTION);
        assertThat(post("/id/sign-in/link", Map.of("_csrf", hidden(page, "_csrf"), "token", hidden(page, "token"))).statusCode()).isEqualTo(410);
        assertThat(get("/id/sign-in/link?token=" + "%22%3E%3Cscript%3E").body()).doesNotContain("<script");
    }

    @Test
    void the_answer_does_not_tell_whether_an_address_is_known_and_asking_is_limited() throws Exception {
        HttpResponse<String> known = ask(ADMIN);
        HttpResponse<String> unknown = ask("nobody@example.org");
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(location(unknown)).isEqualTo(location(known));
        assertThat(unknown.body()).isEqualTo(known.body());
        for (int i = 2; i <= 5; i++) {
            assertThat(ask("nobody@example.org").statusCode()).isEqualTo(303);
        }
        HttpResponse<String> limited = ask("Nobody@Example.org");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.body()).contains("Too many links");
        assertThat(ask("somebody-else@example.org").statusCode()).isEqualTo(303);
        assertThat(mailsTo("nobody@example.org")).isZero();
        HttpResponse<String> wrong = ask("not-an-address\"><script>");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("role=\"alert\"").doesNotContain("<script>");
        assertThat(get("/actuator/prometheus", "Accept", "text/plain").body()).contains("civikos_sign_ins_total").contains("result=\"limited\"");
    }

    @Test
    void pages_speak_three_languages_and_need_nothing_that_a_strict_policy_forbids() throws Exception {
        for (String[] language : new String[][] {{"sq", "Ma dërgoni lidhjen"}, {"sr", "Pošaljite mi link"}, {"en", "Send me the link"}}) {
            assertThat(get("/id/sign-in?lang=" + language[0]).body()).contains("<html lang=\"" + language[0] + "\">").contains(language[1]);
            assertThat(get("/id/sign-in").body()).as("remembered").contains(language[1]);
        }
        newBrowser();
        assertThat(get("/id/sign-in", "Accept-Language", "bs,en;q=0.5").body()).contains("Pošaljite mi link");
        HttpResponse<String> page = get("/id/sign-in");
        assertThat(page.body()).doesNotContain("<script").doesNotContain("style=").doesNotContain("<style");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'").contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        HttpResponse<String> style = get("/id/assets/sign-in.css");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(style.headers().firstValue("Cache-Control")).contains("max-age=3600, public");
        assertThat(page.headers().allValues("Set-Cookie")).allMatch(cookie -> cookie.contains("Path=/id") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void scripts_sign_in_by_their_secret() throws Exception {
        SignedJWT jwt = verified(cliToken());
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("civikos-cli");
        assertThat(jwt.getJWTClaimsSet().getStringListClaim("roles")).containsExactlyInAnyOrder("administrator", "secretariat", "board");
        assertThat(api("/api/people", jwt.serialize())).isEqualTo(200);
        assertThat(post("/id/oauth2/token", Map.of("grant_type", "client_credentials"), "Authorization", basic("civikos-cli", "wrong")).statusCode()).isEqualTo(401);
        assertThat(post("/id/oauth2/token", Map.of("grant_type", "client_credentials"), "Authorization", GATEWAY).statusCode()).isEqualTo(400);
        HttpResponse<String> forged = get("/api/people", "Authorization", "Bearer " + jwt.serialize().substring(0, jwt.serialize().length() - 6) + "AAAAAA");
        assertThat(forged.statusCode()).isEqualTo(401);
    }

    @Test
    void who_is_erased_is_out_at_once() throws Exception {
        String id = person("erased@example.org", "en");
        JsonNode tokens = tokens(code("erased@example.org"));
        assertThat(api("/api/people/me", tokens.at("/access_token").asString())).isEqualTo(200);
        HttpResponse<String> erased = browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/people/" + id))
                .header("Authorization", "Bearer " + cliToken()).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(erased.statusCode()).isEqualTo(204);
        assertThat(refresh(tokens.at("/refresh_token").asString()).statusCode()).isEqualTo(400);
        assertThat(api("/api/people/me", tokens.at("/access_token").asString())).isEqualTo(410);
        // The provider still knows the browser, but no token is made for nobody.
        String code = codeOf(get(authorize()));
        assertThat(redeem(code, VERIFIER, GATEWAY).statusCode()).isEqualTo(400);
    }

    @Test
    void the_provider_tells_its_addresses_and_takes_only_those_it_knows() throws Exception {
        JsonNode metadata = JsonMapper.shared().readTree(get("/id/.well-known/openid-configuration", "Accept", "application/json").body());
        String issuer = "http://localhost:" + port + "/id";
        assertThat(metadata.at("/issuer").asString()).isEqualTo(issuer);
        assertThat(metadata.at("/token_endpoint").asString()).isEqualTo(issuer + "/oauth2/token");
        assertThat(metadata.at("/end_session_endpoint").asString()).isEqualTo(issuer + "/connect/logout");
        assertThat(get(metadata.at("/jwks_uri").asString(), "Accept", "application/json").statusCode()).isEqualTo(200);
        assertThat(get(authorize().replace("%2Flogin%2F", "%2Fevil%2F")).statusCode()).isEqualTo(400);
        assertThat(get(authorize().replaceAll("&code_challenge=[^&]+", "")).headers().firstValue("Location").orElse("")).doesNotContain("code=");
        assertThat(get("/id/nothing").statusCode()).isEqualTo(401);
    }
}
