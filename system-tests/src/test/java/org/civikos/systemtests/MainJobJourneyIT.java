package org.civikos.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The main job as the people live it: a draft appears, the mail comes, the representative comments, the secretariat looks after it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobJourneyIT extends BrowserJourney {

    private static final String TITLE = "Projektligj i provës për udhëtimin";
    private static final Pattern LINK = Pattern.compile("https?://localhost:\\d+/consultations/[a-z0-9-]+");
    private static final List<String> LANGUAGES = List.of("sq", "sr", "en");

    private String consultation;

    @Override
    int portBase() {
        return 28_180;
    }

    @BeforeAll
    void loadNetwork() {
        installation.importCsv("organisations", """
                id;name;short_name;municipality;fields;member_since
                journey-org;Shoqata e Udhëtimit;SHU;Prishtinë;civil-society;2020-01-01
                journey-other;Udruženje Putovanje;UP;Prizren;health;2020-01-01
                """);
        installation.importCsv("representatives", """
                id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles
                journey-sq;Arta Shembulli;arta@example.org;;sq;journey-org;comment|sign-off;2026-01-01;;false;
                journey-sr;Milan Primer;milan@example.org;;sr;journey-org;comment|sign-off;2026-01-01;;true;
                journey-en;Ann Example;ann@example.org;;en;journey-org;comment|sign-off;2026-01-01;;false;
                journey-staff;Sara Secretary;sara@example.org;;en;journey-org;comment|sign-off;2026-01-01;;true;secretariat
                """);
    }

    @Test
    @Order(1)
    void aRepresentativeAsksForSmsAsWell() {
        try (var context = phone("en-GB")) {
            var page = context.newPage();
            signIn(page, "ann@example.org");
            open(page, "/my-alerts");
            page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("SMS")).first().check();
            page.getByLabel("Mobile number for SMS").fill("043 900 777");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save what I want to hear")).click();
            assertThat(page.getByText("Saved. It holds for the next alert.")).isVisible();
            accessible(page, "phone-my-alerts");
        }
    }

    @Test
    @Order(2)
    void aPublishedDraftReachesEveryoneInTheirLanguage() {
        var next = Installation.json(installation.send("GET", installation.portalUrl() + "/admin/state", Map.of(), null, null)).get("nextNumber").asInt();
        installation.api("PUT", "/api/sources/journey-portal", Map.of("name", "Portal", "kind", "portal-by-number", "baseUrl", installation.portalUrl(),
                "firstNumber", next, "opening", "automatic", "institution", "md", "paused", false));
        Installation.json(installation.send("POST", installation.portalUrl() + "/admin/publish", Map.of("Content-Type", "application/json"),
                Installation.JSON.writeValueAsString(Map.of("title", TITLE, "sample", "associations-sq")), null));
        for (var address : List.of("arta@example.org", "milan@example.org", "ann@example.org", "sara@example.org")) {
            var mail = Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> installation.messages(address).stream()
                    .filter(m -> m.get("subject").asString().contains(TITLE)).findFirst().orElse(null), m -> m != null);
            var link = LINK.matcher(mail.get("text").asString());
            assertThat(link.find()).as("a link to the draft in the mail to %s", address).isTrue();
            consultation = link.group().substring(link.group().lastIndexOf('/') + 1);
            assertThat(mail.get("headers").toString()).contains("List-Unsubscribe-Post");
        }
        assertThat(subject("arta@example.org")).startsWith("[edhe ");
        assertThat(subject("milan@example.org")).startsWith("[još ");
        assertThat(subject("ann@example.org")).contains("left]");
        var sms = Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> installation.messages("+38343900777"), found -> !found.isEmpty());
        assertThat(sms).singleElement().satisfies(one -> assertThat(one.get("text").asString()).contains("/consultations/"));
    }

    private String subject(String address) {
        return installation.messages(address).stream().map(m -> m.get("subject").asString()).filter(s -> s.contains(TITLE)).findFirst().orElseThrow();
    }

    /** By keyboard from article to article, as the page offers it. */
    @Test
    @Order(3)
    void aRepresentativeSignsInReadsAndCommentsInTheNameOfTheOrganisation() {
        try (var context = context("en-GB", 1280)) {
            var page = context.newPage();
            signIn(page, "ann@example.org");
            open(page, "/consultations/" + consultation);
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(TITLE))).isVisible();
            accessible(page, "consultation-desktop");
            for (var article = 0; article < 3; article++) {
                page.keyboard().press("j");
            }
            page.keyboard().press("c");
            page.getByLabel("Ask a question").check();
            page.getByLabel("Minor").check();
            page.getByLabel("Your comment").fill("Who pays for the registration?");
            accessible(page, "comment-form");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check your comment")).click();
            accessible(page, "comment-check");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Submit comment for Shoqata e Udhëtimit")).click();
            assertThat(page.getByText("Comment submitted")).isVisible();
            accessible(page, "comment-submitted");
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> installation.api("GET", "/api/consultations/" + consultation, null)
                .get("commentCount").asInt() == 1);
        var comment = installation.api("GET", "/api/consultations/" + consultation + "/comments", null).get("items").get(0);
        assertThat(comment.get("node").asString()).isNotEmpty();
        assertThat(comment.get("organisation").toString()).contains("journey-org");
    }

    @Test
    @Order(4)
    void whoHasNoMandateForAnOrganisationCannotSpeakForIt() {
        var visitor = new Visitor(installation);
        visitor.signIn("ann@example.org");
        var answer = visitor.call("PUT", "/api/consultations/" + consultation + "/comments/journey-forbidden", Map.of("organisation", "journey-other",
                "kind", "question", "importance", "minor", "text", "In somebody else's name"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("no-mandate");
    }

    @Test
    @Order(5)
    void theSecretariatSeesWhoWasAlertedAndTracksACampaign() {
        installation.api("PUT", "/api/campaigns/journey-campaign", Map.of("group", "participation", "title", "Kohë e mjaftueshme", "goal", "Afate që mbahen",
                "asks", List.of("15 ditë pune"), "targetInstitution", "md"));
        installation.api("PUT", "/api/campaigns/journey-campaign/consultations/" + consultation, null);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            var linked = installation.api("GET", "/api/campaigns/journey-campaign", null).get("consultations").get(0);
            return linked.get("commentCount").asInt() == 1 && linked.get("concerned").asInt() == 4 && linked.get("handedOver").asInt() == 4;
        });
        try (var context = context("en-GB", 1280)) {
            var page = context.newPage();
            signIn(page, "sara@example.org");
            for (var path : List.of("/today", "/drafts", "/deliveries", "/members", "/campaigns", "/campaigns/journey-campaign", "/sources")) {
                open(page, path);
                accessible(page, "secretariat" + path.replace('/', '-'));
            }
            open(page, "/consultations/" + consultation + "/ledger");
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("4 people"))).isVisible();
            accessible(page, "secretariat-ledger");
        }
    }

    @Test
    @Order(6)
    void everyPublicPageFitsAPhoneInEachLanguage() {
        for (var language : LANGUAGES) {
            try (var context = phone(language)) {
                var page = context.newPage();
                for (var path : List.of("/", "/consultations", "/consultations/" + consultation, "/campaigns", "/members")) {
                    open(page, path);
                    accessible(page, "phone-" + language + path.replace('/', '-').replace(consultation, "draft"));
                    var width = (Number) page.evaluate("document.documentElement.scrollWidth");
                    assertThat(width.intValue()).as("%s does not scroll sideways at %d px in %s", path, PHONE, language).isLessThanOrEqualTo(PHONE);
                }
            }
        }
    }

    @Test
    @Order(7)
    void everyFigureThatAnAlarmLooksAtIsServed() throws IOException {
        var served = new StringBuilder();
        for (var address : List.of(installation.publicUrl(), installation.directUrl("membership-service"), installation.directUrl("advocacy-service"),
                installation.directUrl("consultation-service"), installation.directUrl("notification-service"))) {
            served.append(installation.send("GET", address + "/actuator/prometheus", Map.of(), null, null).body()).append('\n');
        }
        var wanted = AlarmRules.read().stream().flatMap(rule -> rule.figures().stream()).collect(Collectors.toCollection(TreeSet::new));
        // Served only where a provider promises receipts; the catcher of a local installation does not.
        wanted.remove("civikos_provider_unanswered");
        // Served only where a provider by SMPP is set.
        wanted.remove("civikos_sms_session_bound");
        assertThat(wanted).hasSizeGreaterThan(10);
        assertThat(wanted).allSatisfy(figure -> assertThat(served.toString()).containsPattern("(?m)^" + figure + "[{ ]"));
    }
}
