package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.civikos.consultation.document.StoredDocument;
import org.civikos.consultation.consultation.Consultations;
import org.civikos.consultation.consultation.NewConsultation;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Following consultations from outside: feeds and calendars. */
class FollowIT extends ServiceIT {

    private static final String FEED = "/api/feeds/consultations.atom";

    @Autowired
    Consultations opened;

    @Test
    void feedsTheLatestConsultationsOfAnInstitutionAndWithSomeWords() throws Exception {
        consultation("follow-feed-1", LocalDateTime.parse("2031-05-06T23:59"));
        open("follow-feed-2", "Projektligji për pyjet <b>& \u0007lumenjtë</b> Žabica", "mmphi", List.of("environment"));

        SyndFeed all = feed(get(FEED + "?lang=en", null));
        assertThat(all.getTitle()).isEqualTo("Latest consultations");
        assertThat(all.getEntries()).extracting(SyndEntry::getUri).contains("tag:localhost,2026:consultation/follow-feed-1");
        assertThat(all.getEntries()).isSortedAccordingTo((a, b) -> b.getPublishedDate().compareTo(a.getPublishedDate()));

        SyndFeed words = feed(get(FEED + "?q=zabica&field=environment&lang=sr", null));
        assertThat(words.getTitle()).isEqualTo("Najnovije konsultacije: Životna sredina, “zabica”");
        assertThat(words.getEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.getTitle()).isEqualTo("Projektligji për pyjet <b>&  lumenjtë</b> Žabica");
            assertThat(entry.getLink()).endsWith("/consultations/follow-feed-2");
            assertThat(entry.getDescription().getValue()).contains("Komentari do: utorak, 6. maj 2031. 23:59");
            assertThat(entry.getCategories()).extracting(one -> one.getName()).contains("environment", "law");
        });
        assertThat(words.getLinks()).filteredOn(link -> link.getRel().equals("self")).singleElement()
                .satisfies(link -> assertThat(link.getHref()).endsWith("/api/feeds/consultations.atom?field=environment&q=zabica&lang=sr"));
    }

    @Test
    void sendsAFeedAgainOnlyWhenSomethingHasChanged() {
        consultation("follow-etag", LocalDateTime.parse("2031-05-06T23:59"));
        String feed = FEED + "?q=follow-etag";
        String tag = get(feed, null).response().headers().firstValue("ETag").orElseThrow();

        assertThat(get(feed, null, "If-None-Match", tag).status()).isEqualTo(304);
        opened.moveDeadline("follow-etag", LocalDateTime.parse("2031-06-06T23:59"));
        Answer changed = get(feed, null, "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("2031").doesNotContain("follow-etag-other");
    }

    /** A reader shows an entry anew when it is updated, and only then. */
    @Test
    void entriesAreUpdatedWhenADeadlineMovesAndSayWhatHasBecomeOfThem() throws Exception {
        consultation("follow-life", LocalDateTime.parse("2031-05-06T23:59"));
        String address = FEED + "?q=follow-life&lang=en";
        Date opened1 = feed(get(address, null)).getEntries().getFirst().getUpdatedDate();
        // A feed tells whole seconds.
        await().until(() -> Instant.now().isAfter(opened1.toInstant().plusSeconds(1)));
        opened.moveDeadline("follow-life", LocalDateTime.parse("2031-06-06T23:59"));
        Date moved = feed(get(address, null)).getEntries().getFirst().getUpdatedDate();
        assertThat(moved).isAfter(opened1);
        assertThat(put("/api/consultations/follow-life/drop", SECRETARIAT, Map.of("reason", "Qeveria e tërhoqi.")).status()).isEqualTo(200);
        SyndEntry dropped = feed(get(address, null)).getEntries().getFirst();
        assertThat(dropped.getUpdatedDate()).isAfterOrEqualTo(moved);
        assertThat(dropped.getDescription().getValue()).startsWith("Dropped: it will not go on.").doesNotContain("Comments until");
        VEvent struck = event(get("/api/consultations/follow-life/calendar?lang=en", null), "follow-life");
        assertThat(value(struck, Property.STATUS)).isEqualTo("CANCELLED");
        assertThat(struck.getAlarms()).isEmpty();
    }

    @Test
    void refusesAFeedOfWhatThereIsNot() {
        assertThat(get(FEED + "?institution=nowhere", null).json().at("/errors/0/pointer").asString()).isEqualTo("institution");
        assertThat(get(FEED + "?field=nothing", null).status()).isEqualTo(400);
        assertThat(get(FEED + "?q=" + "x".repeat(201), null).json().at("/errors/0/code").asString()).isEqualTo("too-long");
    }

    @Test
    void movesTheCalendarEntryOfAConsultationWithItsDeadline() throws Exception {
        consultation("follow-ics", LocalDateTime.parse("2031-05-06T23:59"));
        VEvent before = event(get("/api/consultations/follow-ics/calendar?lang=en", null), "follow-ics");
        assertThat(before.getDateTimeStart().getDate()).isEqualTo(Instant.parse("2031-05-06T21:59:00Z").atOffset(ZoneOffset.UTC));
        assertThat(value(before, Property.SUMMARY)).isEqualTo("Deadline: Projektligji për shoqatat follow-ics");
        assertThat(value(before, Property.URL)).endsWith("/consultations/follow-ics");
        assertThat(before.getAlarms()).hasSize(2);
        VEvent ours = event(get("/api/consultations/follow-ics/calendar?lang=en", null), "follow-ics-sign-off");
        assertThat(value(ours, Property.SUMMARY)).isEqualTo("Ours, not official – comments signed off: Projektligji për shoqatat follow-ics");
        assertThat(value(ours, Property.DESCRIPTION)).contains("2031");

        opened.moveDeadline("follow-ics", LocalDateTime.parse("2031-06-06T12:00"));
        VEvent after = event(get("/api/consultations/follow-ics/calendar", null), "follow-ics");
        VEvent oursAfter = event(get("/api/consultations/follow-ics/calendar?lang=en", null), "follow-ics-sign-off");
        assertThat(value(oursAfter, Property.UID)).isEqualTo(value(ours, Property.UID));
        assertThat(oursAfter.getDateTimeStart().getDate()).as("moves with the official one").isNotEqualTo(ours.getDateTimeStart().getDate());
        assertThat(value(after, Property.UID)).isEqualTo(value(before, Property.UID));
        assertThat(Integer.parseInt(value(after, Property.SEQUENCE))).isGreaterThan(Integer.parseInt(value(before, Property.SEQUENCE)));
        assertThat(after.getDateTimeStart().getDate()).isEqualTo(Instant.parse("2031-06-06T10:00:00Z").atOffset(ZoneOffset.UTC));
        assertThat(get("/api/consultations/follow-none/calendar", null).status()).isEqualTo(404);
    }

    /** The sequence grows with the date of its own entry, when it is struck out and when it is back, and with nothing else, so that no calendar asks anybody anew for nothing. */
    @Test
    void countsTheRevisionsOfEachDateByItself() throws Exception {
        consultation("follow-seq", LocalDateTime.parse("2031-05-06T23:59"));
        assertThat(sequences("follow-seq")).containsExactly(0, 0);
        Instant begun = updated("follow-seq");
        await().until(() -> Instant.now().isAfter(begun.plusSeconds(1)));
        opened.publishedAt("follow-seq", "https://portal.example.org/none");
        opened.documents("follow-seq", List.of(new StoredDocument("follow-seq-1", "a", "a.txt", "text/plain", 1, null, null, "0".repeat(64), Instant.now())));
        assertThat(sequences("follow-seq")).as("another write").containsExactly(0, 0);
        assertThat(put("/api/consultations/follow-seq/internal-deadlines", SECRETARIAT, Map.of("deadlines", Map.of("sign-off", "2031-04-01T12:00")),
                "If-Match", etag("follow-seq")).status()).isEqualTo(200);
        assertThat(sequences("follow-seq")).containsExactly(0, 1);
        assertThat(updated("follow-seq")).as("no step tells of it, and yet a reader shows it anew").isAfter(begun);
        opened.moveDeadline("follow-seq", LocalDateTime.parse("2031-06-06T23:59"));
        assertThat(sequences("follow-seq")).containsExactly(1, 2);
        opened.moveDeadline("follow-seq", LocalDateTime.parse("2031-06-06T23:59"));
        assertThat(sequences("follow-seq")).containsExactly(1, 2);
        assertThat(put("/api/consultations/follow-seq/drop", SECRETARIAT, Map.of("reason", "U tërhoq.")).status()).isEqualTo(200);
        assertThat(sequences("follow-seq")).as("struck out").containsExactly(2, 3);
        assertThat(put("/api/consultations/follow-seq/drop", SECRETARIAT, Map.of("reason", "U tërhoq.")).status()).isEqualTo(200);
        assertThat(sequences("follow-seq")).as("twice").containsExactly(2, 3);
        assertThat(put("/api/consultations/follow-seq/reversal", SECRETARIAT, Map.of("reason", "Gabim.")).status()).isEqualTo(200);
        assertThat(sequences("follow-seq")).as("back").containsExactly(3, 4);
        assertThat(value(event(get("/api/consultations/follow-seq/calendar?lang=en", null), "follow-seq"), Property.STATUS)).isNotEqualTo("CANCELLED");
    }

    /** As the feed says it: to the second. */
    private Instant updated(String id) throws Exception {
        return feed(get(FEED + "?q=" + id, null)).getEntries().stream().filter(entry -> entry.getTitle().contains(id)).findFirst().orElseThrow().getUpdatedDate().toInstant();
    }

    /** From before internal deadlines and revisions were kept: ours are there all the same, and no entry goes back. */
    @Test
    void anOlderConsultationHasOurDeadlinesTooAndGoesNowhereBack() throws Exception {
        consultation("follow-old", LocalDateTime.parse("2031-05-06T23:59"));
        mongo.execute("consultations", all -> all.updateOne(new org.bson.Document("_id", "follow-old"), new org.bson.Document("$unset", new org.bson.Document("state.life", ""))
                .append("$set", new org.bson.Document("version", 41L))));
        assertThat(sequences("follow-old")).containsExactly(41, 41);
        assertThat(value(event(get("/api/consultations/follow-old/calendar?lang=en", null), "follow-old-sign-off"), Property.SUMMARY)).startsWith("Ours, not official");
        opened.moveDeadline("follow-old", LocalDateTime.parse("2031-06-06T23:59"));
        assertThat(sequences("follow-old")).allMatch(sequence -> sequence > 41);
    }

    private List<Integer> sequences(String id) throws Exception {
        Answer calendar = get("/api/consultations/" + id + "/calendar?lang=en", null);
        return List.of(Integer.parseInt(value(event(calendar, id), Property.SEQUENCE)), Integer.parseInt(value(event(calendar, id + "-sign-off"), Property.SEQUENCE)));
    }

    private String etag(String id) {
        return get("/api/consultations/" + id, null).response().headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void showsAPersonWhatConcernsTheirOrganisationsBySecretAddress() throws Exception {
        String token = representative("follow-person");
        consultation("follow-mine", LocalDateTime.parse("2031-05-06T23:59"));
        open("follow-other", "Projektligji për pyjet", "mmphi", List.of("environment"));
        assertThat(get("/api/calendar-link", token).status()).isEqualTo(404);

        String path = made(token);
        assertThat(keys(get(path, null))).anyMatch(uid -> uid.startsWith("consultation-follow-mine@")).noneMatch(uid -> uid.startsWith("consultation-follow-other@"));
        assertThat(keys(get(path + "?scope=everything", null))).anyMatch(uid -> uid.startsWith("consultation-follow-other@"));
        assertThat(get(path + "?scope=half", null).status()).isEqualTo(400);

        assertThat(put("/api/consultations/follow-mine/participations/org-follow-person/not-relevant", token, Map.of()).status()).isEqualTo(200);
        assertThat(keys(get(path, null))).noneMatch(uid -> uid.startsWith("consultation-follow-mine@"));
    }

    @Test
    void endsAnAddressWhenAnotherIsMadeOrItsOwnerSaysSo() {
        String token = TestTokens.bearer("person-follow-link");
        String first = made(token);
        String second = made(token);
        assertThat(get(first, null).status()).isEqualTo(404);
        assertThat(get(second, null).status()).isEqualTo(200);
        assertThat(get("/api/calendar-link", token).json().path("url").isNull() || get("/api/calendar-link", token).json().path("url").isMissingNode()).isTrue();
        assertThat(get(second.substring(0, second.length() - 2) + "xx", null).status()).isEqualTo(404);
        assertThat(get("/api/calendars/garbage", null).status()).isEqualTo(404);
        assertThat(get("/api/calendars/%21.%21", null).status()).isEqualTo(404);

        assertThat(delete("/api/calendar-link", token).status()).isEqualTo(204);
        assertThat(get(second, null).status()).isEqualTo(404);
        assertThat(post("/api/calendar-link", null).status()).isEqualTo(401);
    }

    private String made(String token) {
        Answer made = post("/api/calendar-link", token);
        assertThat(made.status()).isEqualTo(201);
        String url = made.json().get("url").asString();
        return url.substring(url.indexOf("/api/"));
    }

    private void open(String id, String title, String institution, List<String> fields) {
        opened.open(id, new NewConsultation(title, "", "sq", institution, "law", fields, Instant.now(), LocalDateTime.parse("2031-05-06T23:59"), 2, null, null,
                List.of(), List.of()));
    }

    private static SyndFeed feed(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse("")).startsWith("application/atom+xml");
        return new SyndFeedInput().build(new StringReader(answer.body()));
    }

    private static Calendar calendar(Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        Calendar calendar = new CalendarBuilder().build(new StringReader(answer.body()));
        assertThat(calendar.validate().hasErrors()).as(answer.body()).isFalse();
        return calendar;
    }

    private static VEvent event(Answer answer, String id) throws Exception {
        return calendar(answer).<VEvent>getComponents(Component.VEVENT).stream().filter(one -> value(one, Property.UID).startsWith("consultation-" + id + "@"))
                .findFirst().orElseThrow();
    }

    private static List<String> keys(Answer answer) throws Exception {
        return calendar(answer).<VEvent>getComponents(Component.VEVENT).stream().map(one -> value(one, Property.UID)).toList();
    }

    private static String value(VEvent event, String property) {
        @Nullable Property found = event.getProperty(property).orElse(null);
        return found == null ? "" : found.getValue();
    }
}
