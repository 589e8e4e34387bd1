package org.civikos.consultation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.draft.Announcement;
import org.civikos.consultation.source.FetchFailure.Reason;
import org.civikos.consultation.source.Fetcher.Known;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VisitorTest {

    private static final String PAGE = "<h1>Projektligji</h1><p>Data e fillimit: 20.11.2026</p><p>Data e përfundimit: 11.12.2026</p>";

    private PortalStub portal;
    private Visitor visitor;
    private Source source;

    @BeforeEach
    void start() throws Exception {
        portal = new PortalStub();
        visitor = visitor(6);
        source = new Source("Portal", Source.PORTAL_BY_NUMBER, portal.url(), 1, Source.Opening.AUTOMATIC, null, false, null, null);
    }

    private static Visitor visitor(int breakerCalls) {
        return new Visitor(new SourceProperties(Duration.ofSeconds(1), 6, 5, 20, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2),
                20_000, 50_000, Duration.ofHours(1), breakerCalls, Duration.ofMinutes(1), Duration.ofHours(24), 2, Map.of(), false, 5, 3, Period.ofDays(7), "CiviKos/0.1 (+https://example.org)"), Clock.systemUTC(), new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        visitor.stop();
        portal.close();
    }

    private void failsWith(Reason reason) {
        assertThatThrownBy(() -> visitor.page("portal", source, 1, Known.NOTHING)).isInstanceOf(FetchFailure.class).extracting("reason").isEqualTo(reason);
    }

    @Test
    void readsAPageAndAsksConditionallyTheNextTime() throws Exception {
        portal.page(1, PAGE);
        Visitor.Visit first = visitor.page("portal", source, 1, Known.NOTHING);
        assertThat(first.announcement()).get().extracting("title").isEqualTo("Projektligji");
        Visitor.Visit second = visitor.page("portal", source, 1, new Known(first.etag(), first.lastModified()));
        assertThat(second.unchanged()).isTrue();
        assertThat(portal.requests()).last().asString().contains("if-none-match " + first.etag());
    }

    @Test
    void aNumberThatIsNotGivenYetIsNoFailure() throws Exception {
        assertThat(visitor.page("portal", source, 1, Known.NOTHING).announcement()).isEmpty();
        portal.on("/viewConsult.php?ConsultationID=2", PortalStub.redirect("/index.php")).file("/index.php", "text/html", "<h1>Ballina</h1>".getBytes(StandardCharsets.UTF_8));
        assertThat(visitor.page("portal", source, 2, Known.NOTHING).announcement()).isEmpty();
    }

    @Test
    void aServerErrorIsCountedAndOpensTheCircuit() throws Exception {
        portal.page(99, PAGE).always(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/robots.txt")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                PortalStub.status(500).give(exchange);
            }
        });
        for (int i = 0; i < 6; i++) {
            failsWith(Reason.SERVER_ERROR);
        }
        assertThat(visitor.circuit("portal")).isEqualTo("open");
        int asked = portal.requests().size();
        failsWith(Reason.CIRCUIT_OPEN);
        assertThat(portal.requests()).hasSize(asked);
        assertThat(visitor.circuit("another")).as("another source's circuit").isEqualTo("closed");
    }

    @Test
    void garbageIsCountedAndOpensTheCircuit() {
        portal.on("/viewConsult.php?ConsultationID=1", PortalStub.garbage());
        for (int i = 0; i < 6; i++) {
            failsWith(Reason.NOT_UNDERSTOOD);
        }
        assertThat(visitor.circuit("portal")).isEqualTo("open");
    }

    @Test
    void redirectsForEverEndAfterFive() {
        portal.on("/viewConsult.php?ConsultationID=1", PortalStub.redirect("/viewConsult.php?ConsultationID=1"));
        failsWith(Reason.REDIRECTS);
        assertThat(portal.requests().stream().filter(request -> request.contains("ConsultationID"))).hasSize(Fetcher.MOST_REDIRECTS + 1);
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() {
        portal.on("/viewConsult.php?ConsultationID=1", PortalStub.redirect("http://localhost:1/viewConsult.php?ConsultationID=1"));
        failsWith(Reason.OTHER_HOST);
    }

    @Test
    void aBodyThatNeverEndsIsCutOffInTime() {
        portal.on("/viewConsult.php?ConsultationID=1", portal.endless());
        long start = System.nanoTime();
        failsWith(Reason.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aBodyThatIsTooLargeIsCutOff() {
        portal.file("/viewConsult.php?ConsultationID=1", "text/html", new byte[30_000]);
        failsWith(Reason.TOO_LARGE);
        assertThatThrownBy(() -> {
            portal.file("/d.pdf", "application/pdf", new byte[60_000]);
            visitor.document("portal", source, portal.url() + "/d.pdf", Known.NOTHING);
        }).isInstanceOf(FetchFailure.class).extracting("reason").isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void nothingListeningIsUnreachable() throws Exception {
        portal.close();
        failsWith(Reason.UNREACHABLE);
    }

    @Test
    void robotsTxtIsObeyedAndReadOnce() throws Exception {
        portal.file("/robots.txt", "text/plain", "User-agent: *\nDisallow: /viewConsult.php\n".getBytes(StandardCharsets.UTF_8)).page(1, PAGE);
        failsWith(Reason.ROBOTS);
        failsWith(Reason.ROBOTS);
        assertThat(portal.requests()).containsExactly("/robots.txt");
    }

    @Test
    void aDocumentOnAnotherHostIsNotFetched() {
        assertThatThrownBy(() -> visitor.document("portal", source, "http://localhost:1/d.pdf", Known.NOTHING)).isInstanceOf(FetchFailure.class)
                .extracting("reason").isEqualTo(Reason.OTHER_HOST);
    }

    @Test
    void saysWhoItIs() throws Exception {
        String[] agent = new String[1];
        portal.on("/viewConsult.php?ConsultationID=1", exchange -> {
            agent[0] = exchange.getRequestHeaders().getFirst("User-Agent");
            exchange.sendResponseHeaders(404, -1);
        });
        visitor.page("portal", source, 1, Known.NOTHING);
        assertThat(agent[0]).isEqualTo("CiviKos/0.1 (+https://example.org)");
    }

    /** Another make of portal: the number in the path, other words before the dates. */
    @Test
    void aPortalOfAnotherMakeIsReadByItsSetting() throws Exception {
        source = new Source("Komuna", Source.PORTAL_BY_NUMBER, portal.url() + "/sr", 1, Source.Opening.AUTOMATIC, null, false, null, null,
                new Numbered("/rasprave/{number}/pregled", Map.of(Numbered.START, List.of("Otvoreno od"), Numbered.END, List.of("Рок:"))), null);
        portal.file("/sr/rasprave/7/pregled", "text/html; charset=utf-8", "<h1>Nacrt odluke</h1><p>Otvoreno od 20.11.2026</p><p>Rok: 11.12.2026</p><p><a href='/f/7.pdf'>Nacrt</a></p>".getBytes(StandardCharsets.UTF_8));
        Announcement page = visitor.page("komuna", source, 7, Known.NOTHING).announcement().orElseThrow();
        assertThat(page.title()).isEqualTo("Nacrt odluke");
        assertThat(page.end()).isEqualTo("2026-12-11");
        assertThat(page.documents()).hasSize(1);
        portal.on("/sr/rasprave/8/pregled", PortalStub.redirect("/sr/rasprave/7/pregled"));
        assertThat(visitor.page("komuna", source, 8, Known.NOTHING).announcement()).as("sent to another number").isEmpty();
        portal.file("/sr/", "text/html", "<a href='/sr/rasprave/7/pregled'>a</a> <a href=rasprave/12/pregled>b</a> <a href='/sr/vesti/99'>c</a>".getBytes(StandardCharsets.UTF_8));
        assertThat(visitor.front("komuna", source, Known.NOTHING).numbers()).containsExactly(7, 12);
    }

    @Test
    void aMomentToComeBackAtIsHonoured() {
        portal.on("/viewConsult.php?ConsultationID=1", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10)));
            exchange.sendResponseHeaders(503, -1);
        });
        assertThatThrownBy(() -> visitor.page("portal", source, 1, Known.NOTHING)).isInstanceOfSatisfying(FetchFailure.class,
                failure -> assertThat(failure.retryAfter()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
        portal.on("/viewConsult.php?ConsultationID=1", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT");
            exchange.sendResponseHeaders(503, -1);
        });
        assertThatThrownBy(() -> visitor.page("portal", source, 1, Known.NOTHING)).isInstanceOfSatisfying(FetchFailure.class, failure -> assertThat(failure.retryAfter()).isNull());
    }

    @Test
    void documentsMayLieOnAnotherHostThatIsNamedAndThatHasRulesOfItsOwn() throws Exception {
        try (PortalStub files = new PortalStub()) {
            files.file("/f/1.pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
            files.file("/robots.txt", "text/plain", "User-agent: *\nDisallow: /closed\n".getBytes(StandardCharsets.UTF_8));
            String url = files.url() + "/f/1.pdf";
            assertThatThrownBy(() -> visitor.document("portal", source, url, Known.NOTHING)).extracting("reason").isEqualTo(Reason.OTHER_HOST);
            Source named = new Source("Portal", Source.PORTAL_BY_NUMBER, portal.url(), 1, Source.Opening.AUTOMATIC, null, false, null, null, null, List.of(files.url().replace("http://", "")));
            assertThat(visitor.document("portal", named, url, Known.NOTHING).body()).isNotEmpty();
            assertThatThrownBy(() -> visitor.document("portal", named, files.url() + "/closed/1.pdf", Known.NOTHING)).extracting("reason").isEqualTo(Reason.ROBOTS);
            assertThatThrownBy(() -> visitor.any("portal", named, url, Known.NOTHING)).as("pages stay on the source's own host").extracting("reason").isEqualTo(Reason.OTHER_HOST);
        }
    }
}
