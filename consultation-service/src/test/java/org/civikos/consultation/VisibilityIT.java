package org.civikos.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Walks everything that could give comments away: as somebody without a name, as another organisation, as the comments' own, and as staff; for each of the three settings, and for a
 * comment that stands, one that is hidden, one that was withdrawn and a draft. Each has a word of its own that is looked for in whatever comes back.
 */
class VisibilityIT extends ServiceIT {

    private static final String STANDS = "zogjtestojn";
    private static final String HIDDEN = "fshehurtestojn";
    private static final String WITHDRAWN = "terhequrtestojn";
    private static final String DRAFT = "hartimtestojn";
    private static final List<String> WORDS = List.of(STANDS, HIDDEN, WITHDRAWN, DRAFT);

    /** Whoever looks, by what they send with it. */
    private record Eye(String name, @Nullable String token) {
    }

    private static Map<String, Object> saying(String organisation, String word, @Nullable String node) {
        Map<String, Object> comment = new HashMap<>(comment(organisation, "text", "Fjala " + word, "proposedWording", "Tekst " + word, "justification", "Sepse " + word));
        if (node != null) {
            comment.put("node", node);
        }
        return comment;
    }

    private void sees(String consultation, String visibility) {
        Answer set = put("/api/consultations/" + consultation + "/comment-settings", SECRETARIAT, Map.of("visibility", visibility, "late", "queue"));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    /** Everything over HTTP that knows of comments, as one eye gets it. What is refused counts as nothing said. */
    private Map<String, String> everything(String consultation, Eye eye) {
        String base = "/api/consultations/" + consultation;
        Map<String, String> said = new HashMap<>();
        List<String> gets = new ArrayList<>(List.of(base, base + "/structure", base + "/versions", base + "/applied", base + "/carriage", base + "/comment-outcomes", base + "/comments?outcome=none&limit=200", base + "/comment-settings", base + "/comments?limit=200",
                base + "/comments?node=&limit=200", base + "/comments?node=art_1&limit=200", base + "/comments?mine=true&limit=200", base + "/comment-drafts", "/api/comment-drafts",
                base + "/comment-queues/orphans?limit=200", base + "/comment-queues/late?limit=200", base + "/notes", base + "/participations", base + "/organisation-states", base + "/calendar",
                "/api/standings?consultation=" + consultation, "/api/consultations?limit=200&q=" + consultation, "/api/feeds/consultations.atom?q=" + consultation,
                base + "/comment-export", base + "/comment-export?organisation=org-" + consultation, base + "/comment-export?organisation=org-other-" + consultation,
                "/api/consultation-service/dead-letters"));
        for (String word : WORDS) {
            gets.add("/api/consultations?q=" + word);
            gets.add("/api/feeds/consultations.atom?q=" + word);
        }
        for (String id : List.of("s", "h", "w", "d")) {
            gets.add(path(consultation, consultation + "-k" + id));
            gets.add(path(consultation, consultation + "-k" + id) + "/attachments/" + "0".repeat(24));
        }
        gets.forEach(path -> said.put("GET " + path, body(get(path, eye.token()))));
        for (String word : WORDS) {
            for (String node : new String[] {"", "art_1"}) {
                said.put("similar " + word + " " + node, body(post(base + "/similar-comments", eye.token(), Map.of("node", node, "text", "Fjala " + word + " Tekst " + word + " Sepse " + word))));
            }
        }
        return said;
    }

    private static String body(Answer answer) {
        return answer.status() < 300 ? answer.body() : "";
    }

    private static List<String> where(Map<String, String> said, String word) {
        // A feed or a list repeats the words that were looked for.
        return said.entrySet().stream().filter(one -> one.getValue().contains(word) && !one.getKey().contains("q=" + word)).map(Map.Entry::getKey).sorted().toList();
    }

    private String prepare(String id) {
        String own = representative(id);
        representative("other-" + id);
        consultation(id, inDays(20).atTime(23, 59));
        for (String[] one : new String[][] {{"s", STANDS, "art_1"}, {"h", HIDDEN, ""}, {"w", WITHDRAWN, ""}}) {
            assertThat(put(path(id, id + "-k" + one[0]), own, saying(id, one[1], one[2].isEmpty() ? null : one[2])).status()).isEqualTo(201);
        }
        assertThat(put(path(id, id + "-kd") + "/draft", own, saying(id, DRAFT, "art_1")).status()).isEqualTo(201);
        assertThat(put(path(id, id + "-kh") + "/hiding", SECRETARIAT, Map.of("reason", "Fyes")).status()).isEqualTo(200);
        assertThat(put(path(id, id + "-kw") + "/withdrawal", own, Map.of()).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(get("/api/consultations/" + id, null).json().get("commentCount").asInt()).isEqualTo(1));
        return own;
    }

    @Test
    void nobodyReadsWhatTheSettingDoesNotShowThem() {
        String id = "c-eyes";
        String own = prepare(id);
        Eye nameless = new Eye("anonymous", null);
        Eye other = new Eye("other organisation", TestTokens.bearer("person-other-" + id));
        Eye reader = new Eye("signed in for nobody", TestTokens.bearer("person-of-none-" + id));
        Eye mine = new Eye("own organisation", own);
        Eye staff = new Eye("staff", SECRETARIAT);
        for (String visibility : List.of("network", "nobody", "all")) {
            sees(id, visibility);
            for (Eye eye : List.of(nameless, other, reader)) {
                Map<String, String> said = everything(id, eye);
                String who = eye.name() + " with " + visibility;
                boolean may = visibility.equals("all") || visibility.equals("network") && eye.token() != null;
                List<String> shown = where(said, STANDS);
                if (may) {
                    assertThat(shown).as(who).contains("GET " + path(id, id + "-ks"), "GET /api/consultations/" + id + "/comments?limit=200",
                            "GET /api/consultations/" + id + "/comments?node=art_1&limit=200");
                    assertThat(shown).as(who).allMatch(place -> place.contains("/comments") || place.startsWith("similar"));
                } else {
                    assertThat(shown).as(who).isEmpty();
                }
                for (String word : List.of(HIDDEN, WITHDRAWN, DRAFT)) {
                    assertThat(where(said, word)).as(who + ": " + word).isEmpty();
                }
                assertThat(where(said, id + "-kd")).as(who + ": of a draft not even its name").isEmpty();
                assertThat(said.get("GET /api/consultations/" + id + "/comment-export?organisation=org-" + id)).as(who).isEmpty();
                assertThat(said.get("GET /api/consultations/" + id + "/organisation-states")).as(who).isEmpty();
                if (!may) {
                    assertThat(where(said, id + "-ks")).as(who).isEmpty();
                    assertThat(where(said, "org-" + id + "\"")).as(who + ": nor that it has spoken").isEmpty();
                }
            }
            Map<String, String> inside = everything(id, mine);
            assertThat(where(inside, STANDS)).as("own with " + visibility).contains("GET " + path(id, id + "-ks"), "GET /api/consultations/" + id + "/comments?mine=true&limit=200");
            assertThat(where(inside, HIDDEN)).as("own reads what was hidden").contains("GET " + path(id, id + "-kh"));
            assertThat(where(inside, WITHDRAWN)).contains("GET " + path(id, id + "-kw"));
            assertThat(where(inside, DRAFT)).contains("GET /api/comment-drafts", "GET /api/consultations/" + id + "/comment-export?organisation=org-" + id);
            Map<String, String> office = everything(id, staff);
            assertThat(where(office, STANDS)).as("staff with " + visibility).contains("GET " + path(id, id + "-ks"), "GET /api/consultations/" + id + "/comment-export");
            assertThat(where(office, DRAFT)).as("staff reads no drafts").isEmpty();
        }
    }

    /** Whoever may not see a comment cannot find out by acting on it that it is there. */
    @Test
    void whatIsNotSeenIsNotThereForWhoeverActsOnIt() {
        String id = "c-acts";
        prepare(id);
        String other = TestTokens.bearer("person-other-" + id);
        sees(id, "nobody");
        for (String comment : List.of("s", "h", "w", "d", "none")) {
            String path = path(id, id + "-k" + comment);
            assertThat(get(path, null).status()).as(comment).isEqualTo(404);
            assertThat(get(path, other).status()).as(comment).isEqualTo(404);
            assertThat(get(path + "/attachments/x", other).status()).as(comment).isEqualTo(404);
            for (String step : List.of("review", "hand-over", "return", "sign-off", "withdrawal")) {
                assertThat(put(path + "/" + step, other, Map.of()).status()).as(step + " " + comment).isEqualTo(404);
            }
            assertThat(put(path + "/stances/org-other-" + id, other, Map.of("stance", "endorse")).status()).as(comment).isEqualTo(404);
            assertThat(delete(path + "/attachments/x", other).status()).as(comment).isEqualTo(404);
            assertThat(uploadTo(path + "/attachments", other, "a".getBytes(StandardCharsets.UTF_8), "a.txt", Map.of()).status()).as(comment).isEqualTo(404);
        }
        Answer taken = put(path(id, id + "-ks"), other, saying("other-" + id, "tjeter", null));
        assertThat(taken.code()).isEqualTo("comment-exists");
        assertThat(taken.body()).as("not what somebody else's comment is called").doesNotContain(get("/api/consultations/" + id, null).json().get("reference").asString() + "-00");
        Map<String, Object> replacing = saying("other-" + id, "tjeter", null);
        replacing.put("replaces", id + "-ks");
        assertThat(put(path(id, id + "-kmine"), other, replacing).json().at("/errors/0/pointer").asString()).isEqualTo("/replaces");
        sees(id, "network");
        assertThat(get(path(id, id + "-ks"), null).status()).as("who could see it after signing in is asked to").isEqualTo(401);
        assertThat(get(path(id, id + "-kd"), null).status()).isEqualTo(404);
        assertThat(put(path(id, id + "-ks") + "/withdrawal", other, Map.of()).code()).isEqualTo("no-mandate");
    }

    /** Events say who and where, never the words; of a draft they leave the organisation only as the fact that there is one. */
    @Test
    void eventsCarryNoWords() {
        String id = "c-told";
        prepare(id);
        PROBE.await(COMMENTS, seen -> (id + "-kw").equals(seen.key()) && seen.type().endsWith("comment-withdrawn.v1"));
        List<Seen> all = PROBE.all(COMMENTS).stream().filter(seen -> seen.data() != null && seen.data().contains(id)).toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(5);
        assertThat(all).allSatisfy(seen -> WORDS.forEach(word -> assertThat(seen.data()).doesNotContain(word)));
        assertThat(all).filteredOn(seen -> (id + "-kd").equals(seen.key())).isNotEmpty().allSatisfy(seen -> assertThat(seen.data()).doesNotContain("art_1"));
    }

    @Test
    void aSheetHoldsWhatTheReaderMaySee() {
        String id = "c-sheet";
        String own = prepare(id);
        String base = "/api/consultations/" + id + "/comment-export";
        Map<String, Object> formula = saying(id, "formule", null);
        formula.put("text", "=HYPERLINK(\"http://evil.example.org\")");
        assertThat(put(path(id, id + "-kf"), own, formula).status()).isEqualTo(201);
        Answer office = get(base + "?lang=en", SECRETARIAT);
        assertThat(office.status()).isEqualTo(200);
        assertThat(office.response().headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;").contains(".csv");
        assertThat(office.response().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(office.body()).startsWith("\uFEFFReference,Article,").contains("Article 1").contains("Teksti.").contains(STANDS, HIDDEN, WITHDRAWN).contains("Withdrawn").doesNotContain(DRAFT)
                .contains("\"'=HYPERLINK(\"\"http://evil.example.org\"\")\"");
        assertThat(office.body().lines().count()).isEqualTo(5);
        Answer mine = get(base + "?organisation=org-" + id + "&lang=sr", own);
        assertThat(mine.body()).startsWith("\uFEFFOznaka,Član,").contains(DRAFT, STANDS).contains("Piše se").contains("Shoqata org-" + id);
        assertThat(get(base, own).code()).isEqualTo("forbidden");
        assertThat(get(base + "?organisation=org-other-" + id, own).code()).isEqualTo("no-mandate");
        assertThat(get(base + "?format=exe", SECRETARIAT).status()).isEqualTo(400);
        assertThat(get(base, null).status()).isEqualTo(401);
        assertThat(get("/api/consultations/none/comment-export", SECRETARIAT).status()).isEqualTo(404);
        Answer xlsx = get(base + "?format=xlsx", SECRETARIAT);
        assertThat(xlsx.status()).isEqualTo(200);
        assertThat(xlsx.body()).startsWith("PK");
    }
}
