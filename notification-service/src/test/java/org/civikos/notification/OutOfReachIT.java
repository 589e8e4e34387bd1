package org.civikos.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.civikos.platformtest.TestTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** Whom nothing reaches, over all organisations. */
class OutOfReachIT extends ServiceIT {

    private static final String PATH = "/api/suppressions/unreachable";

    private void stop(String channel, String address) {
        secretariat().post().uri("/api/suppressions").contentType(MediaType.APPLICATION_JSON)
                .body("{\"channel\":\"%s\",\"address\":\"%s\"}".formatted(channel, address)).exchange().expectStatus().isCreated();
    }

    private void settings(String person, boolean email, boolean sms) {
        client(TestTokens.bearer(person)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":%s,\"sms\":%s,\"scope\":\"organisation-fields\"}".formatted(email, sms)).exchange().expectStatus().isOk();
    }

    private static List<String> people(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false).map(one -> one.get("personId").stringValue()).toList();
    }

    private static @Nullable JsonNode of(JsonNode page, String person) {
        return StreamSupport.stream(page.get("items").spliterator(), false).filter(one -> one.get("personId").stringValue().equals(person)).findFirst().orElse(null);
    }

    private static List<String> whys(@Nullable JsonNode entry) {
        List<String> whys = new ArrayList<>();
        if (entry != null) {
            entry.get("obstacles").forEach(one -> whys.add(one.get("channel").stringValue() + " " + one.get("why").stringValue()));
        }
        return whys;
    }

    @Test
    void saysWhomNothingReachesAndWhyAndNobodyElse() {
        String organisation = organisation(field(), "active");
        String nothing = person(organisation, null, null, "sq");
        String off = person(organisation, id("off") + "@example.org", "+38343900771", "sq");
        settings(off, false, false);
        String mail = id("stopped") + "@example.org";
        String stopped = person(organisation, mail, "+38343900772", "sq");
        stop("email", mail);
        stop("sms", "+38343900772");
        String wrong = person(organisation, null, "12", "sq");
        String abroad = person(organisation, null, "+8801712345678", "sq");
        String choice = id("choice") + "@example.org";
        String mailOnly = person(organisation, choice, "+38343900773", "sq");
        settings(mailOnly, true, false);
        stop("email", choice);
        String bySms = id("by-sms") + "@example.org";
        String reached = person(organisation, bySms, "+38343900774", "sq");
        stop("email", bySms);
        String well = person(organisation, id("well") + "@example.org", null, "sq");
        String suspended = organisation(field(), "suspended");
        person(suspended, null, null, "sq");
        String later = id("later");
        mandate(later, organisation, "2027-01-01");
        contact(later, null, null, "sq");

        JsonNode page = get(secretariat(), PATH + "?limit=200&organisation=" + organisation);
        assertThat(people(page)).containsExactlyInAnyOrder(nothing, off, stopped, wrong, abroad, mailOnly);
        assertThat(page.get("people").intValue()).isEqualTo(6);
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(whys(of(page, nothing))).containsExactly("email no-address", "sms no-address");
        assertThat(whys(of(page, off))).containsExactly("email off", "sms off");
        assertThat(whys(of(page, wrong))).containsExactly("email no-address", "sms invalid");
        assertThat(whys(of(page, abroad))).containsExactly("email no-address", "sms country");
        assertThat(whys(of(page, mailOnly))).containsExactly("email stopped", "sms off");
        assertThat(whys(of(page, stopped))).containsExactly("email stopped", "sms stopped");
        JsonNode first = of(page, stopped).get("obstacles").get(0);
        assertThat(first.get("stoppedBy").stringValue()).isEqualTo("staff");
        assertThat(first.get("since").stringValue()).startsWith("2026-11-20");
        assertThat(page.toString()).doesNotContain(mail, "+38343900772").contains("s•••@example.org", "+383•••72");
        JsonNode all = get(secretariat(), PATH + "?limit=200");
        assertThat(all.get("organisations").toString()).contains("\"id\":\"" + organisation + "\"");
        assertThat(people(page)).doesNotContain(reached, well, later);
        assertThat(people(get(secretariat(), PATH + "?organisation=" + suspended))).as("nothing is sent to its people as such").isEmpty();

        secretariat().post().uri("/api/suppressions/release").contentType(MediaType.APPLICATION_JSON)
                .body("{\"channel\":\"email\",\"address\":\"%s\"}".formatted(mail)).exchange().expectStatus().isNoContent();
        assertThat(people(get(secretariat(), PATH + "?organisation=" + organisation))).doesNotContain(stopped).hasSize(5);
    }

    @Test
    void isReadPageByPageAndShowsWhoSpeaksForTwoUnderBoth() {
        String first = organisation(field(), "active");
        String second = organisation(field(), "active");
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mine.add(person(first, null, null, "en"));
        }
        String both = id("both");
        probe.send(PEOPLE, org.civikos.platformtest.Contracts.type("membership", "mandate-granted"), both, SEQUENCE.incrementAndGet(), """
                {"personId":"%s","organisationId":"%s","mandates":[{"organisationId":"%s","rights":["comment"],"validFrom":"2026-01-01","validTo":null,"deputy":false},
                {"organisationId":"%s","rights":["comment"],"validFrom":"2026-01-01","validTo":null,"deputy":false}]}""".formatted(both, first, first, second));
        contact(both, null, null, "en");
        mine.add(both);
        List<String> read = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = get(secretariat(), PATH + "?limit=2&organisation=" + first + cursor);
            assertThat(page.get("people").intValue()).isEqualTo(6);
            read.addAll(people(page));
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").stringValue();
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mine);
        assertThat(people(get(secretariat(), PATH + "?organisation=" + second))).containsExactly(both);
        assertThat(people(get(secretariat(), PATH + "?organisation=none-such"))).isEmpty();
        client(TestTokens.bearer("p-1")).get().uri(PATH).exchange().expectStatus().isForbidden();
        secretariat().get().uri(PATH + "?cursor=x").exchange().expectStatus().isBadRequest();
    }
}
