package org.civikos.consultation.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RobotsTest {

    @Test
    void theGroupThatNamesUsWinsOverTheGroupForAll() {
        Robots robots = Robots.parse("User-agent: *\nDisallow: /\n\nUser-agent: CiviKos\nDisallow: /admin/\nCrawl-delay: 2\n");
        assertThat(robots.allows("/viewConsult.php?ConsultationID=1")).isTrue();
        assertThat(robots.allows("/admin/state")).isFalse();
        assertThat(robots.delay()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theLongestRuleDecidesAndAllowWinsATie() {
        Robots robots = Robots.parse("User-agent: *\nDisallow: /docs\nAllow: /docs/public\nDisallow: /*.zip$\nAllow: /same\nDisallow: /same\n");
        assertThat(robots.allows("/docs/secret.pdf")).isFalse();
        assertThat(robots.allows("/docs/public/a.pdf")).isTrue();
        assertThat(robots.allows("/x/a.zip")).isFalse();
        assertThat(robots.allows("/x/a.zip?x")).isTrue();
        assertThat(robots.allows("/same")).isTrue();
    }

    @Test
    void garbageAndAnEmptyDisallowForbidNothing() {
        assertThat(Robots.parse("\u0000\u0001<html>nothing</html>").allows("/x")).isTrue();
        assertThat(Robots.parse("User-agent: *\nDisallow:\n").allows("/x")).isTrue();
    }

    @Test
    void anEndlessDelayIsCut() {
        assertThat(Robots.parse("User-agent: *\nCrawl-delay: 9999\n").delay()).isEqualTo(Duration.ofSeconds(10));
    }

    /** A backtracking expression would try more ways through such a rule than there are seconds. */
    @Test
    void aRuleOfManyStarsIsDecided() {
        Robots robots = Robots.parse("User-agent: *\nDisallow: /" + "*a".repeat(60) + "*b$\n");
        assertThat(robots.allows("/" + "a".repeat(2_000))).isTrue();
        assertThat(robots.allows("/" + "a".repeat(2_000) + "b")).isFalse();
        assertThat(Robots.parse("User-agent: *\nDisallow: *.php$\n").allows("/a.php")).isFalse();
        assertThat(Robots.parse("User-agent: *\nDisallow: /a$\n").allows("/ab")).isTrue();
    }
}
