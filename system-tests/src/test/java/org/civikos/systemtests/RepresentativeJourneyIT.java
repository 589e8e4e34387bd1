package org.civikos.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import tools.jackson.databind.JsonNode;

/**
 * One representative who has nothing but a keyboard comments on exact words of a draft; another one answers an alert on a phone by touch; and the
 * secretariat looks after both when the ministry replaces the draft's file.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RepresentativeJourneyIT extends BrowserJourney {

    private static final String TITLE = "Projektligj i provës për zgjedhjen e fjalëve";
    private static final Pattern LINK = Pattern.compile("https?://localhost:\\d+/consultations/[a-z0-9-]+\\S*");
    private static final String OURS = "Shoqata e Tastierës";
    private static final String FILE = "drafti.html";
    private static final String THIRD = "<p>Neni 3</p><p>Tarifat</p><p>Ministri cakton tarifat për lëshimin e kopjeve të vërtetuara dhe për arkivimin e dosjeve.</p>";

    private int number;
    private String alertLink;
    private String consultation;
    private String other;

    @Override
    int portBase() {
        return 28_780;
    }

    @BeforeAll
    void publishADraft() {
        installation.importCsv("organisations", """
                id;name;short_name;municipality;fields;member_since
                keys-org;Shoqata e Tastierës;SHT;Prishtinë;civil-society;2020-01-01
                keys-other;Udruženje Drugi;UD;Prizren;civil-society;2020-01-01
                """);
        installation.importCsv("representatives", """
                id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles
                keys-ann;Ann Example;ann@example.org;;en;keys-org;comment|sign-off;2026-01-01;;false;
                keys-tom;Tom Touch;tom@example.org;;en;keys-org;comment|sign-off;2026-01-01;;true;
                keys-milan;Milan Primer;milan@example.org;;sr;keys-other;comment|sign-off;2026-01-01;;false;
                keys-staff;Sara Secretary;sara@example.org;;en;keys-org;comment|sign-off;2026-01-01;;true;secretariat
                """);
        number = portal("GET", "/admin/state", null).get("nextNumber").asInt();
        installation.api("PUT", "/api/sources/keys-portal", Map.of("name", "Portal", "kind", "portal-by-number", "baseUrl", installation.portalUrl(),
                "firstNumber", number, "opening", "automatic", "institution", "md", "paused", false));
        portal("POST", "/admin/publish", Map.of("title", TITLE, "fileName", FILE, "file", act("tridhjetë (30)", THIRD)));
        var link = LINK.matcher(Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> installation.messages("tom@example.org").stream()
                .filter(mail -> mail.get("subject").asString().contains(TITLE)).map(mail -> mail.get("text").asString()).findFirst().orElse(null), text -> text != null));
        assertThat(link.find()).isTrue();
        alertLink = link.group();
        consultation = alertLink.replaceFirst(".*/consultations/([a-z0-9-]+).*", "$1");
        var milan = new Visitor(installation);
        milan.signIn("milan@example.org");
        other = milan.api("PUT", comments() + "/keys-other-1", Map.of("organisation", "keys-other", "node", node("3"), "kind", "question", "importance", "minor",
                "text", "Who sets the fees?")).get("id").asString();
        awaitComments(1);
    }

    @Test
    @Order(1)
    void byKeyboardAloneExactWordsAreChosenAndCommentedOnAndTheCommentIsWithdrawn() {
        try (var context = context("en-GB", 1280)) {
            var page = context.newPage();
            signInByKeyboard(page, "ann@example.org");
            enterAt(page, "Consultations");
            focusIsOn(page, "h1");
            enterAt(page, TITLE);
            focusIsOn(page, "h1");
            assertThat(page.locator(":focus")).hasText(TITLE);
            goToArticle(page, node("2"));
            enterAt(page, "Choose words in Article");
            focusIsOn(page, "[role=application]");
            accessible(page, "choose-words");
            var said = page.getByRole(AriaRole.APPLICATION).getByRole(AriaRole.STATUS);
            for (var word = 0; word < 20 && !said.textContent().equals("tridhjetë"); word++) {
                page.keyboard().press("ArrowRight");
            }
            page.keyboard().press("Shift+ArrowRight");
            page.keyboard().press("Shift+ArrowRight");
            assertThat(said).hasText("tridhjetë (30) ditësh");
            page.keyboard().press("Enter");
            assertThat(page.locator(":focus")).hasText("Comment");
            page.keyboard().press("Tab");
            focusIsOn(page, "button");
            page.keyboard().press("Enter");
            focusIsOn(page, ".comment-form h2");
            assertThat(page.locator(".comment-form blockquote").first()).hasText("tridhjetë (30) ditësh");
            tabUntil(page, "document.activeElement.id === 'f-wording'");
            focusIsOn(page, "textarea");
            page.keyboard().press("Control+A");
            page.keyboard().type("dhjetë (10) ditësh");
            tabUntil(page, "document.activeElement.id === 'f-justification'");
            page.keyboard().type("The register is electronic.");
            tabUntil(page, "document.activeElement.type === 'radio' && document.activeElement.closest('fieldset').innerText.includes('Red line')");
            page.keyboard().press("ArrowDown");
            accessible(page, "keyboard-comment");
            enterAt(page, "Check your comment");
            focusIsOn(page, ".comment-form h2");
            assertThat(page.locator(".comment-form del").first()).containsText("tridhjetë");
            accessible(page, "keyboard-check");
            enterAt(page, "Submit comment for " + OURS);
            focusIsOn(page, ".comment-form h2");
            assertThat(page.locator(":focus")).hasText("Comment submitted");
            assertThat(page.locator(".reference")).hasText(Pattern.compile("K-\\d{4}-\\d{4}-\\d+"));
            accessible(page, "keyboard-submitted");
            enterAt(page, "Back to the draft");
            focusIsOn(page, ".section");
            awaitComments(2);
            page.reload();
            enterAt(page, "Consultations");
            focusIsOn(page, "h1");
            enterAt(page, TITLE);
            focusIsOn(page, "h1");
            goToArticle(page, node("2"));
            assertThat(page.getByText("The register is electronic.")).isVisible();
            enterAt(page, "Withdraw this comment");
            focusIsOn(page, ".comment-ask button");
            assertThat(page.locator(":focus")).hasText("Yes, withdraw it");
            page.keyboard().press("Enter");
            awaitComments(1);
            focusIsOn(page, ".comments h2");
            accessible(page, "keyboard-withdrawn");
        }
    }

    @Test
    @Order(2)
    void onAPhoneByTouchTheAlertIsAnsweredWithAnEndorsementAndNotRelevant() {
        try (var context = phone("en-GB")) {
            var page = context.newPage();
            signIn(page, "tom@example.org");
            page.navigate(alertLink);
            var mark = page.locator("[id='" + node("3") + "'] .mark");
            assertThat(mark).isVisible();
            holds(page, "phone-from-the-alert");
            mark.tap();
            var sheet = page.getByRole(AriaRole.DIALOG);
            assertThat(sheet.getByText("Who sets the fees?")).isVisible();
            holds(page, "phone-sheet");
            sheet.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Endorse for " + OURS)).tap();
            assertThat(sheet.getByText("Your organisation endorses it.")).isVisible();
            holds(page, "phone-endorsed");
            sheet.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).tap();
            assertThat(mark).isFocused();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Not relevant to us: " + OURS)).tap();
            assertThat(page.getByText("You have said that this draft does not concern " + OURS)).isVisible();
            holds(page, "phone-not-relevant");
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> installation.api("GET", comments() + "/" + other, null).get("endorsed").asInt() == 1);
    }

    @Test
    @Order(3)
    void theSecretariatComparesTheNewTextPlacesALostCommentAnewAndHidesIt() {
        portal("POST", "/admin/consultations/" + number, Map.of("fileName", FILE, "file", act("dyzet (40)", "")));
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> installation.api("GET", "/api/consultations/" + consultation + "/versions", null).get("current").asInt() == 2);
        try (var context = context("en-GB", 1280)) {
            var page = context.newPage();
            signIn(page, "sara@example.org");
            open(page, "/consultations/" + consultation + "/versions");
            assertThat(page.locator("del", new Page.LocatorOptions().setHasText("tridhjetë")).first()).isVisible();
            assertThat(page.locator("ins", new Page.LocatorOptions().setHasText("dyzet")).first()).isVisible();
            accessible(page, "secretariat-versions");
            open(page, "/consultations/" + consultation + "/comments-desk");
            assertThat(page.getByText("Who sets the fees?")).isVisible();
            accessible(page, "secretariat-orphan");
            page.getByLabel("Where does it belong?").selectOption(node("2"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Place it there")).click();
            assertThat(page.getByText("No comment has lost its place.")).isVisible();
            open(page, "/consultations/" + consultation + "/comments/" + other);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hide this comment")).click();
            var reason = page.getByLabel("Why is it hidden?");
            assertThat(reason).isFocused();
            reason.fill("It names a person.");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hide this comment")).click();
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show it again"))).isVisible();
            accessible(page, "secretariat-hidden");
        }
        var hidden = installation.api("GET", comments() + "/" + other, null);
        assertThat(hidden.get("hidden").asBoolean()).isTrue();
        assertThat(hidden.get("node").asString()).isEqualTo(node("2"));
    }

    private void holds(Page page, String name) {
        fitsThePhone(page);
        targetsAreLargeEnough(page);
        accessible(page, name);
    }

    private static void goToArticle(Page page, String node) {
        for (var key = 0; key < 10; key++) {
            var before = page.evaluate("document.activeElement.id");
            page.keyboard().press("j");
            page.waitForFunction("before => document.activeElement.id !== before && document.activeElement.matches('.section')", before);
            focusIsOn(page, ".section");
            if (node.equals(page.evaluate("document.activeElement.id"))) {
                return;
            }
        }
        throw new AssertionError("j did not come to " + node);
    }

    private String comments() {
        return "/api/consultations/" + consultation + "/comments";
    }

    private void awaitComments(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> installation.api("GET", "/api/consultations/" + consultation, null).get("commentCount").asInt() == count);
    }

    /** The article of this number in the text that is in force. */
    private String node(String article) {
        return installation.api("GET", "/api/consultations/" + consultation + "/structure", null).get("nodes").valueStream()
                .filter(node -> node.get("kind").asString().equals("article") && node.get("number").asString().equals(article)).findFirst().orElseThrow().get("id").asString();
    }

    private JsonNode portal(String method, String path, Map<String, Object> body) {
        return Installation.json(installation.send(method, installation.portalUrl() + path, Map.of("Content-Type", "application/json"),
                body == null ? null : Installation.JSON.writeValueAsString(body), null));
    }

    private static String act(String days, String third) {
        var html = "<!DOCTYPE html><html lang=\"sq\"><head><meta charset=\"UTF-8\"></head><body><h1>" + TITLE + "</h1>"
                + "<p>Neni 1</p><p>Qëllimi</p><p>Ky ligj rregullon themelimin, regjistrimin dhe mbylljen e shoqatave në Republikën e Kosovës.</p>"
                + "<p>Neni 2</p><p>Regjistrimi</p><p>Organi kompetent vendos për kërkesën për regjistrim brenda " + days + " ditësh nga pranimi i saj.</p>" + third
                + "<p>Neni 4</p><p>Hyrja në fuqi</p><p>Ky ligj hyn në fuqi pesëmbëdhjetë ditë pas publikimit në Gazetën Zyrtare.</p></body></html>";
        return Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8));
    }
}
