package org.civikos.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/**
 * A draft that waits for the secretariat, which repairs its split and opens it by keyboard alone; and a comment on it that one colleague writes
 * and another one signs off, both on a phone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrganisationJourneyIT extends BrowserJourney {

    private static final String TITLE = "Projektligj i provës për tastierën";
    private static final Pattern NOWHERE = Pattern.compile("nuk ekziston|ne postoji|does not exist|Nuk u gjet|nije na|not found");

    private String draft;

    @Override
    int portBase() {
        return 28_480;
    }

    @BeforeAll
    void loadNetwork() {
        installation.importCsv("organisations", """
                id;name;short_name;municipality;fields;member_since
                pair-org;Shoqata e Dyshes;SHD;Prishtinë;civil-society;2020-01-01
                """);
        installation.importCsv("representatives", """
                id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles
                pair-writer;Wanda Writer;wanda@example.org;;en;pair-org;comment;2026-01-01;;false;
                pair-signer;Sofie Signer;sofie@example.org;;en;pair-org;comment|sign-off;2026-01-01;;false;
                pair-staff;Kira Keyboard;kira@example.org;;en;pair-org;comment;2026-01-01;;true;secretariat
                """);
        var next = Installation.json(installation.send("GET", installation.portalUrl() + "/admin/state", Map.of(), null, null)).get("nextNumber").asInt();
        installation.api("PUT", "/api/sources/pair-portal", Map.of("name", "Portal", "kind", "portal-by-number", "baseUrl", installation.portalUrl(),
                "firstNumber", next, "opening", "after-review", "institution", "md", "paused", false));
        Installation.json(installation.send("POST", installation.portalUrl() + "/admin/publish", Map.of("Content-Type", "application/json"),
                Installation.JSON.writeValueAsString(Map.of("title", TITLE, "sample", "associations-sq")), null));
        draft = Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> installation.api("GET", "/api/drafts", null).get("items").valueStream()
                .filter(one -> one.get("title").asString().equals(TITLE) && one.get("state").asString().equals("waiting")).map(one -> one.get("id").asString())
                .findFirst().orElse(null), found -> found != null);
    }

    @Test
    @Order(1)
    void theSecretariatRepairsAndOpensADraftByKeyboardAlone() {
        try (var context = context("en-GB", 1280)) {
            var page = context.newPage();
            signInByKeyboard(page, "kira@example.org");
            enterAt(page, "Secretariat");
            enterAt(page, "Drafts");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Detected drafts"))).isVisible();
            enterAt(page, TITLE);
            enterAt(page, "Repair the split");
            var parts = page.locator("ol.repair-tree > li");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Repair the split")).first()).isVisible();
            accessible(page, "repair-desktop");
            var before = parts.count();
            tabUntil(page, "document.activeElement.closest('ol.repair-tree li') !== null");
            for (var i = 0; i < 6; i++) {
                page.keyboard().press("j");
            }
            page.keyboard().press("m");
            assertThat(page.getByText("Merged.")).isAttached();
            assertThat(parts).hasCount(before - 1);
            page.keyboard().press("z");
            assertThat(page.getByText("Undone.")).isAttached();
            assertThat(parts).hasCount(before);
            page.keyboard().press("y");
            assertThat(parts).hasCount(before - 1);
            enterAt(page, "Save the repair");
            assertThat(page.getByText(Pattern.compile("Saved: readers|Everything is saved")).first()).isVisible();
            enterAt(page, "Open the consultation");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Open the consultation"))).isVisible();
            tabUntil(page, "document.activeElement.type === 'checkbox' && document.activeElement.closest('label, div').innerText.includes('Civil society')");
            if (Boolean.FALSE.equals(page.evaluate("document.activeElement.checked"))) {
                page.keyboard().press("Space");
            }
            enterAt(page, "Check before opening");
            accessible(page, "opening-check");
            assertThat(page.getByText("This cannot be undone")).isVisible();
            enterAt(page, "Open and alert");
            assertThat(page.getByText("This draft has been opened as a consultation.")).isVisible();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> installation.api("GET", "/api/consultations/" + draft, null).get("stage").asString().equals("open"));
    }

    @Test
    @Order(2)
    void oneColleagueWritesAndAnotherSignsOffOnAPhone() {
        try (var context = phone("en-GB")) {
            var page = context.newPage();
            signIn(page, "wanda@example.org");
            open(page, "/consultations/" + draft + "/comment");
            page.getByLabel("Ask a question").check();
            page.getByLabel("Minor").check();
            page.getByLabel("Your comment").fill("Who pays for the register?");
            accessible(page, "phone-comment-form");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep as a draft for my organisation")).click();
            assertThat(page.getByText("Kept for your organisation")).isVisible();
            open(page, "/comment-drafts");
            page.getByLabel("What should your colleagues know?").fill("Please look at it today.");
            fitsThePhone(page);
            accessible(page, "phone-comment-drafts");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask for sign-off")).click();
            assertThat(page.getByText("Waits for sign-off")).isVisible();
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Sign off and submit")))).hasCount(0);
        }
        assertThat(installation.api("GET", "/api/consultations/" + draft, null).get("commentCount").asInt()).isZero();
        try (var context = phone("en-GB")) {
            var page = context.newPage();
            signIn(page, "sofie@example.org");
            open(page, "/comment-drafts");
            assertThat(page.getByText("Please look at it today.").first()).isVisible();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign off and submit for Shoqata e Dyshes")).click();
            assertThat(page.getByText(Pattern.compile("K-\\d{4}-\\d{4}-0001")).first()).isVisible();
            fitsThePhone(page);
            accessible(page, "phone-signed-off");
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> installation.api("GET", "/api/consultations/" + draft, null).get("commentCount").asInt() == 1);
    }

    /** The pages that only who has signed in sees, at 360 px in each language. */
    @Test
    @Order(3)
    void thePagesOfMembersAndSecretariatFitAPhoneInEachLanguage() {
        for (var language : List.of("sq", "sr", "en")) {
            try (var context = phone(language)) {
                var page = context.newPage();
                signInByKeyboard(page, "kira@example.org");
                for (var path : List.of("/my-alerts", "/comment-drafts", "/consultations/" + draft, "/consultations/" + draft + "/versions", "/consultations/" + draft + "/comments-desk",
                        "/drafts", "/drafts/" + draft, "/drafts/" + draft + "/repair", "/sources", "/deliveries", "/plan", "/rules", "/today")) {
                    open(page, path);
                    assertThat(page.locator("h1")).not().hasText(NOWHERE);
                    fitsThePhone(page);
                    accessible(page, "phone-" + language + path.replace('/', '-').replace(draft, "draft"));
                }
            }
        }
    }
}
