package org.civikos.systemtests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

/** A browser before an installation: who goes through it looks at pages, which are held to accessibility and kept as pictures. */
abstract class BrowserJourney extends InstallationIT {

    /** The narrowest phone that is provided for, in CSS pixels. */
    static final int PHONE = 360;
    private static final int MOST_TABS = 150;

    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void openBrowser() {
        // A slow machine that does other things meanwhile is no fault of the page.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var executable = System.getenv().getOrDefault("CIVIKOS_BROWSER", "/usr/bin/chromium");
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of(executable)).setArgs(List.of(
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync")));
    }

    @AfterAll
    void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    BrowserContext context(String locale, int width) {
        return browser.newContext(new Browser.NewContextOptions().setLocale(locale).setViewportSize(width, 800));
    }

    BrowserContext phone(String locale) {
        return browser.newContext(new Browser.NewContextOptions().setLocale(locale).setViewportSize(PHONE, 740).setIsMobile(true).setHasTouch(true)
                .setDeviceScaleFactor(2));
    }

    /** Opens a page and waits until what it shows is there. */
    void open(Page page, String path) {
        page.navigate(installation.publicUrl() + path);
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
        assertThat(page.locator(".skeleton")).hasCount(0);
    }

    void signIn(Page page, String address) {
        var seen = installation.messages(address).size();
        page.navigate(installation.publicUrl() + "/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in")).first().click();
        page.locator("input[name=email]").fill(address);
        accessible(page, "sign-in");
        page.locator("form button[type=submit]").click();
        page.navigate(signInLink(address, seen));
        accessible(page, "sign-in-link");
        page.locator("form button[type=submit]").click();
        page.waitForURL(url -> !url.contains("/id/"));
    }

    /** The link in the next mail after those that were seen. */
    String signInLink(String address, int seen) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> installation.messages(address).stream().skip(seen)
                .map(m -> Pattern.compile("https?://\\S+/id/sign-in/link\\S+").matcher(m.get("text").asString())).filter(Matcher::find)
                .map(Matcher::group).findFirst().orElse(null), l -> l != null);
    }

    /** Keeps a picture of the page and fails on any serious or critical violation that axe finds. */
    void accessible(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(screenshots().resolve(name + ".png")).setFullPage(true));
        var violations = new AxeBuilder(page).analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " at " + rule.getNodes().stream().map(node -> node.getTarget().toString()).toList()).toList();
        assertThat(violations).as(name).isEmpty();
    }

    /** What has the focus is what a person expects, is marked for the eye, and lies in the window. */
    static void focusIsOn(Page page, String selector) {
        page.waitForFunction("selector => document.activeElement.matches(selector)", selector);
        assertThat(page.evaluate("""
                () => {
                  const style = getComputedStyle(document.activeElement), at = document.activeElement.getBoundingClientRect();
                  const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
                  return marked && at.bottom > 0 && at.top < innerHeight && at.width > 0;
                }""")).as("the focus on %s at %s is to be seen", selector, page.url()).isEqualTo(true);
    }

    /** Fails on any target smaller than 24 px that has not the room around it which WCAG 2.5.8 asks for. */
    static void targetsAreLargeEnough(Page page) {
        var small = new AxeBuilder(page).withRules(List.of("target-size")).analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream().map(node -> node.getHtml())).toList();
        assertThat(small).as("targets at %s", page.url()).isEmpty();
    }

    static void fitsThePhone(Page page) {
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue()).as("%s does not scroll sideways", page.url()).isLessThanOrEqualTo(PHONE);
    }

    void signInByKeyboard(Page page, String address) {
        page.navigate(installation.publicUrl() + "/");
        enterAt(page, "Sign in", "Hyr", "Prijav");
        page.waitForURL(url -> url.contains("/id/"));
        tabUntil(page, "document.activeElement.name === 'email'");
        page.keyboard().type(address);
        var seen = installation.messages(address).size();
        page.keyboard().press("Enter");
        // The mail may be there before the page that tells of it.
        page.waitForURL(url -> url.contains("/id/sign-in/sent"));
        page.navigate(signInLink(address, seen));
        tabUntil(page, "document.activeElement.type === 'submit'");
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/id/"));
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
    }

    /** Presses Tab until what has the focus is called one of these, and then Enter. */
    static void enterAt(Page page, String... names) {
        page.waitForFunction("names => [...document.querySelectorAll('a, button')].some(one => names.some(name => one.innerText.includes(name)))", List.of(names));
        tabUntil(page, Installation.JSON.writeValueAsString(names) + ".some(name => (document.activeElement.innerText || '').includes(name)) && document.activeElement.matches('a, button')");
        page.keyboard().press("Enter");
    }

    static void tabUntil(Page page, String condition) {
        for (var i = 0; i < MOST_TABS; i++) {
            if (Boolean.TRUE.equals(page.evaluate("() => Boolean(document.activeElement) && (" + condition + ")"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No Tab of " + MOST_TABS + " at " + page.url() + " came to where " + condition);
    }

    private static Path screenshots() {
        try {
            return Files.createDirectories(Path.of("target/screenshots"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
