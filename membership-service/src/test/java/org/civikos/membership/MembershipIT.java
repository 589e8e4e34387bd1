package org.civikos.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.civikos.platformtest.CivikosIT;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.SecurityMatrix;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The REST API, the imports and the events, over HTTP, with a real broker and store. */
@CivikosIT
class MembershipIT {

    private static final String SECRETARIAT = TestTokens.bearer("the-secretary", "secretariat");
    private static final String BOARD = TestTokens.bearer("the-board", "board");
    private static final String ADMINISTRATOR = TestTokens.bearer("the-administrator", "administrator", "secretariat");
    private static final String ORGANISATIONS = "membership.organisation.events.v1";
    private static final String PEOPLE = "membership.person.events.v1";
    private static final String CONTACTS = "membership.contact.v1";

    @LocalServerPort
    private int port;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private EventProbe probe;
    private Http http;

    @BeforeEach
    void client() {
        http = new Http(port);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private String organisation(String name) {
        String id = id();
        assertThat(http.send("PUT", "/api/organisations/" + id, SECRETARIAT, profile(name, "Prizren", "youth")).status()).isEqualTo(201);
        return id;
    }

    private static String profile(String name, String municipality, String field) {
        return """
                {"name":"%s","shortName":null,"municipality":"%s","fields":["%s"],"memberSince":"2020-01-31"}""".formatted(name, municipality, field);
    }

    private String person(String email) {
        String id = id();
        Http.Answer answer = http.send("PUT", "/api/people/" + id, SECRETARIAT,
                "{\"name\":\"Besa Shembulli\",\"email\":\"%s\",\"phone\":\"043 900 101\",\"language\":\"sq\"}".formatted(email));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return id;
    }

    private String manager(String organisation) {
        String id = person(id() + "@example.org");
        assertThat(http.send("PUT", "/api/people/" + id + "/mandates/" + organisation, SECRETARIAT,
                "{\"rights\":[\"manage\",\"comment\"],\"validFrom\":\"2026-01-01\"}").status()).isEqualTo(200);
        return id;
    }

    // ---- organisations

    @Test
    void an_organisation_is_registered_changed_suspended_and_reinstated_and_everybody_hears_of_it() {
        String id = id();
        Http.Answer created = http.send("PUT", "/api/organisations/" + id, SECRETARIAT, profile("Qendra për Çdo Gjë " + id, "Đakovica", "media"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/municipality")).isEqualTo("Gjakovë");
        assertThat(created.at("/region")).isEqualTo("Gjakovë");
        assertThat(created.raw().headers().firstValue("ETag")).contains("\"1\"");
        assertThat(http.send("PUT", "/api/organisations/" + id, SECRETARIAT, profile("Qendra për Çdo Gjë " + id, "Đakovica", "media")).at("/version"))
                .as("the same again changes nothing").isEqualTo("1");
        assertThat(http.send("PUT", "/api/organisations/" + id, SECRETARIAT, profile("Qendra për Çdo Gjë " + id, "Pejë", "media"), "If-Match", "\"7\"").status())
                .isEqualTo(412);
        assertThat(http.send("PUT", "/api/organisations/" + id, SECRETARIAT, profile("Qendra për Çdo Gjë " + id, "Pejë", "media"), "If-Match", "\"1\"").status())
                .isEqualTo(200);
        assertThat(http.send("PUT", "/api/organisations/" + id + "/suspension", BOARD, "{\"reason\":\"Pa raport vjetor\"}").at("/status")).isEqualTo("suspended");
        assertThat(http.send("PUT", "/api/organisations/" + id + "/suspension", BOARD, "{\"reason\":\"\"}").status()).isEqualTo(422);
        assertThat(http.send("DELETE", "/api/organisations/" + id + "/suspension", BOARD, null).at("/status")).isEqualTo("active");
        probe.await(ORGANISATIONS, event -> id.equals(event.key()) && event.type().endsWith("organisation-reinstated.v1"));
        List<EventProbe.Seen> events = probe.events(ORGANISATIONS, event -> id.equals(event.key()));
        assertThat(events).extracting(EventProbe.Seen::type).containsExactly(
                "org.civikos.membership.organisation-registered.v1", "org.civikos.membership.organisation-changed.v1",
                "org.civikos.membership.organisation-suspended.v1", "org.civikos.membership.organisation-reinstated.v1");
        assertThat(events).extracting(EventProbe.Seen::sequence).isSorted().doesNotHaveDuplicates();
        events.forEach(event -> Contracts.assertLikeSample("membership",
                event.type().substring("org.civikos.membership.".length(), event.type().length() - ".v1".length()), event.json().toString()));
        assertThat(events.get(2).json().at("/status").asString()).isEqualTo("suspended");
    }

    @Test
    void two_organisations_do_not_have_one_name_however_it_is_spelt() {
        organisation("Shtëpia e Çerdhes");
        Http.Answer taken = http.send("PUT", "/api/organisations/" + id(), SECRETARIAT, profile("SHTEPIA E  CERDHES", "Prizren", "youth"), "Accept-Language", "sq");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/code")).isEqualTo("organisation-name-taken");
        assertThat(taken.at("/detail")).contains("SHTEPIA E CERDHES").contains("quhet tashmë");
    }

    @Test
    void what_is_wrong_is_told_by_field_and_in_three_languages() {
        for (String[] language : new String[][] {{"sq", "nuk është asnjë nga 38 komunat"}, {"sr", "nije nijedna od 38 opština"}, {"en", "is none of the 38 municipalities"}}) {
            Http.Answer answer = http.send("PUT", "/api/organisations/" + id(), SECRETARIAT, profile("X Y", "Tiranë", "football"), "Accept-Language", language[0]);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.raw().headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.at("/errors/0/pointer")).isEqualTo("/municipality");
            assertThat(answer.body()).contains(language[1]);
            assertThat(answer.at("/errors/1/code")).isEqualTo("unknown-field");
        }
        assertThat(http.send("PUT", "/api/organisations/No_Good", SECRETARIAT, profile("X Y", "Pejë", "youth")).at("/code")).isEqualTo("invalid-id");
        assertThat(http.get("/api/organisations/no-such-one", null).status()).isEqualTo(404);
    }

    @Test
    void organisations_are_found_in_any_spelling_and_paged() {
        String mark = "zqx" + id().substring(0, 8);
        for (String name : new String[] {"Šuma Đakovačka", "Çelësi Ynë", "Ëndrra Jonë"}) {
            organisation(mark + " " + name);
        }
        for (String q : new String[] {"suma djakovacka", "Шума", "celesi", "ENDRRA", mark + " yne"}) {
            assertThat(http.get("/api/organisations?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8), null).json().at("/items").size())
                    .as(q).isEqualTo(1);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Http.Answer page = http.get("/api/organisations?limit=1&q=" + mark + cursor, null);
            assertThat(page.json().at("/items").size()).isEqualTo(1);
            seen.add(page.at("/items/0/name"));
            cursor = page.json().at("/next").isNull() ? null : "&cursor=" + page.at("/next");
        } while (cursor != null);
        assertThat(seen).containsExactly(mark + " Çelësi Ynë", mark + " Ëndrra Jonë", mark + " Šuma Đakovačka");
        assertThat(http.get("/api/organisations?q=" + mark + "&field=media", null).json().at("/items").size()).isZero();
        assertThat(http.get("/api/organisations?q=" + mark + "&status=suspended", null).json().at("/items").size()).isZero();
        assertThat(http.get("/api/organisations?cursor=%21", null).status()).isEqualTo(400);
        assertThat(http.get("/api/organisations?q=(", null).status()).isEqualTo(200);
        assertThat(http.get("/api/municipalities", null).json().at("/items").size()).isEqualTo(38);
        assertThat(http.get("/api/fields", null).json().at("/items").size()).isEqualTo(16);
    }

    // ---- people

    @Test
    void a_mandate_is_given_and_taken_back_and_a_person_erased() {
        String organisation = organisation("Mandati " + id());
        String id = manager(organisation);
        Http.Answer me = http.get("/api/people/me", TestTokens.bearer(id));
        assertThat(me.at("/mandates/0/organisationId")).isEqualTo(organisation);
        assertThat(me.at("/mandates/0/organisationStatus")).isEqualTo("active");
        assertThat(me.at("/phone")).isEqualTo("+38343900101");
        assertThat(http.send("PATCH", "/api/people/me", TestTokens.bearer(id), "{\"language\":\"sr\",\"phone\":\"\"}").json().at("/phone").isNull()).isTrue();
        assertThat(http.send("DELETE", "/api/people/" + id + "/mandates/" + organisation, SECRETARIAT, null).json().at("/mandates").size()).isZero();
        assertThat(http.send("DELETE", "/api/people/" + id, SECRETARIAT, null).status()).isEqualTo(204);
        assertThat(http.send("DELETE", "/api/people/" + id, SECRETARIAT, null).status()).isEqualTo(204);
        assertThat(http.get("/api/people/me", TestTokens.bearer(id)).status()).isEqualTo(410);
        EventProbe.Seen tombstone = probe.await(CONTACTS, event -> id.equals(event.key()) && event.data() == null);
        assertThat(tombstone.data()).isNull();
        List<EventProbe.Seen> mandates = probe.events(PEOPLE, event -> id.equals(event.key()));
        assertThat(mandates).extracting(EventProbe.Seen::type).containsExactly(
                "org.civikos.membership.mandate-granted.v1", "org.civikos.membership.mandate-ended.v1");
        Contracts.assertValid("membership", "mandate-granted", mandates.getFirst().json().toString());
        assertThat(mandates.getLast().json().at("/mandates").size()).isZero();
        List<EventProbe.Seen> contacts = probe.events(CONTACTS, event -> id.equals(event.key()));
        assertThat(contacts).hasSize(3);
        Contracts.assertLikeSample("membership", "contact-updated", contacts.getFirst().json().toString());
        assertThat(contacts.get(1).json().at("/language").asString()).isEqualTo("sr");
        String email = "again-" + id + "@example.org";
        assertThat(person(email)).isNotEqualTo(id);
    }

    @Test
    void an_address_is_one_persons() {
        String email = id() + "@example.org";
        person(email);
        Http.Answer taken = http.send("PUT", "/api/people/" + id(), SECRETARIAT, "{\"name\":\"B\",\"email\":\"%s\"}".formatted(email.toUpperCase()));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/errors/0/pointer")).isEqualTo("/email");
    }

    @Test
    void a_manager_looks_after_the_own_organisations_people_and_nobody_elses() {
        String own = organisation("Vetja " + id());
        String other = organisation("Tjetra " + id());
        String manager = TestTokens.bearer(manager(own));
        String stranger = manager(other);
        String mandate = "{\"rights\":[\"comment\"]}";
        // Another organisation's id: neither its people nor its mandates.
        assertThat(http.get("/api/people?organisation=" + own, manager).json().at("/items").size()).isEqualTo(1);
        assertThat(http.get("/api/people?organisation=" + other, manager).status()).isEqualTo(403);
        assertThat(http.get("/api/people", manager).status()).isEqualTo(403);
        assertThat(http.get("/api/people/" + stranger, manager).status()).isEqualTo(403);
        assertThat(http.send("PUT", "/api/people/" + stranger + "/mandates/" + other, manager, mandate).at("/code")).isEqualTo("no-mandate");
        assertThat(http.send("DELETE", "/api/people/" + stranger + "/mandates/" + other, manager, null).status()).isEqualTo(403);
        assertThat(http.send("PUT", "/api/people/" + stranger, manager, "{\"name\":\"B\",\"email\":\"b@example.org\"}").status()).isEqualTo(403);
        // A new person for the own one.
        String fresh = id();
        String email = fresh + "@example.org";
        assertThat(http.send("PUT", "/api/people/" + fresh, manager, "{\"name\":\"Çlirim\",\"email\":\"%s\"}".formatted(email)).status()).isEqualTo(201);
        assertThat(http.send("PUT", "/api/people/" + fresh + "/mandates/" + own, manager, mandate).status()).isEqualTo(200);
        assertThat(http.send("PUT", "/api/people/" + fresh, manager, "{\"name\":\"Çlirim S\",\"email\":\"%s\"}".formatted(email)).status()).isEqualTo(200);
        assertThat(http.send("PUT", "/api/people/" + fresh, manager, "{\"name\":\"Çlirim S\",\"email\":\"mine@example.org\"}").at("/code")).isEqualTo("email-by-secretariat");
        assertThat(http.get("/api/people?organisation=" + own + "&limit=1", manager).json().at("/next").isNull()).isFalse();
        // Without the right manage, and when the organisation is suspended.
        assertThat(http.get("/api/people?organisation=" + own, TestTokens.bearer(fresh)).status()).isEqualTo(403);
        http.send("PUT", "/api/organisations/" + own + "/suspension", BOARD, "{\"reason\":\"x\"}");
        assertThat(http.get("/api/people?organisation=" + own, manager).status()).isEqualTo(200);
        assertThat(http.send("DELETE", "/api/people/" + fresh + "/mandates/" + own, manager, null).at("/code")).isEqualTo("organisation-suspended");
    }

    @Test
    void roles_are_the_administrators_alone() {
        String id = person(id() + "@example.org");
        String path = "/api/people/" + id;
        assertThat(http.send("PUT", path + "/roles", SECRETARIAT, "{\"roles\":[\"administrator\"]}").status()).isEqualTo(403);
        assertThat(http.send("PUT", path + "/roles", ADMINISTRATOR, "{\"roles\":[\"king\"]}").status()).isEqualTo(422);
        assertThat(http.send("PUT", path + "/roles", ADMINISTRATOR, "{\"roles\":[\"administrator\",\"secretariat\"]}").json().at("/roles").toString())
                .isEqualTo("[\"secretariat\",\"administrator\"]");
        // Whoever could change the address could sign in as that administrator.
        assertThat(http.send("PUT", path, SECRETARIAT, "{\"name\":\"B\",\"email\":\"evil@example.org\"}").at("/code")).isEqualTo("person-has-roles");
        assertThat(http.send("DELETE", path, SECRETARIAT, null).at("/code")).isEqualTo("person-has-roles");
        assertThat(http.send("PUT", path + "/roles", ADMINISTRATOR, "{\"roles\":[]}").at("/code")).isEqualTo("last-administrator");
        assertThat(http.send("PUT", "/api/people/" + id() + "/mandates/no-such-organisation", SECRETARIAT, "{\"rights\":[\"vote\"]}").at("/code"))
                .isEqualTo("organisation-unknown");
        assertThat(http.send("PUT", "/api/people/" + id() + "/mandates/" + organisation("Roli " + id()), SECRETARIAT, "{\"rights\":[\"vote\"]}").status()).isEqualTo(404);
    }

    @Test
    void a_token_must_be_ours_in_time_and_for_us() {
        for (String bad : new String[] {TestTokens.expired("the-secretary", "secretariat"), TestTokens.forged("the-secretary", "secretariat"),
                TestTokens.withAudience("notification-service", "the-secretary", "secretariat"), "Bearer nonsense"}) {
            assertThat(http.get("/api/people", bad).status()).isEqualTo(401);
        }
        assertThat(http.get("/api/people", null).status()).isEqualTo(401);
        assertThat(http.get("/api/nothing", SECRETARIAT).status()).isEqualTo(403);
    }

    // ---- imports

    private Http.Answer upload(String kind, String csv, String options, String token) {
        return http.upload("/api/imports?kind=" + kind + options, token, csv.getBytes(StandardCharsets.UTF_8), "Accept-Language", "sq");
    }

    private static String counts(Http.Answer report) {
        assertThat(report.status()).as(report.body()).isEqualTo(200);
        JsonNode json = report.json();
        return "%s rows %s, created %s, updated %s, unchanged %s, errors %s".formatted(json.at("/written").asBoolean() ? "written" : "not written",
                json.at("/rows").asInt(), json.at("/created").asInt(), json.at("/updated").asInt(), json.at("/unchanged").asInt(), json.at("/errors").size());
    }

    private static List<String> errors(Http.Answer report) {
        List<String> errors = new ArrayList<>();
        report.json().at("/errors").forEach(error -> errors.add(error.at("/row").asInt() + " " + error.at("/column").asString("-") + " " + error.at("/code").asString()));
        return errors;
    }

    @Test
    void a_list_of_organisations_is_tried_refused_and_taken_in_without_its_bad_rows() {
        organisation("Lista e Njohur");
        String list = """
                id;name;short_name;municipality;fields;member_since
                list-org-1;Shoqata e Parë;SHP;Pejë;youth|media;2020-01-31
                list-org-1;Shoqata e Dytë;;Peć;youth;
                list-org-3;SHOQATA E PARE;;Gjilan;youth;
                list-org-4;Shoqata e Katërt;;Tiranë;youth;31.2.2020
                list-org-5;Shoqata e Pestë;;Gjilan;futboll|youth;
                ;Lista e njohur;;Gjilan;youth;
                Bad Id;;;;;
                """;
        Http.Answer tried = upload("organisations", list, "&dryRun=true", SECRETARIAT);
        assertThat(counts(tried)).isEqualTo("not written rows 7, created 1, updated 0, unchanged 0, errors 10");
        assertThat(errors(tried)).containsExactlyInAnyOrder("3 id doubled-id", "4 name doubled-organisation", "5 municipality unknown-municipality",
                "5 member_since not-a-date", "6 fields unknown-field", "7 name organisation-exists", "8 id invalid-id", "8 name required",
                "8 municipality required", "8 fields field-required");
        assertThat(counts(upload("organisations", list, "", SECRETARIAT))).startsWith("not written");
        assertThat(http.get("/api/organisations/list-org-1", null).status()).isEqualTo(404);
        assertThat(counts(upload("organisations", list, "&skipErrors=true", SECRETARIAT))).startsWith("written rows 7, created 1");
        assertThat(http.get("/api/organisations/list-org-1", null).at("/shortName")).isEqualTo("SHP");
        assertThat(counts(upload("organisations", list.replace("SHP", "PARË"), "&skipErrors=true", SECRETARIAT))).startsWith("written rows 7, created 0, updated 1");
        probe.await(ORGANISATIONS, event -> "list-org-1".equals(event.key()) && event.type().endsWith("organisation-changed.v1"));
    }

    @Test
    void thousands_of_rows_are_fast_and_repeating_changes_nothing() {
        StringBuilder organisations = new StringBuilder("id,name,municipality,fields\n");
        StringBuilder people = new StringBuilder("id,name,email,phone,language,organisation_id,rights,valid_from\n");
        for (int i = 0; i < 3000; i++) {
            organisations.append("bulk-org-%d,Organizata e Shembullit %d,Prizren,youth|media\n".formatted(i, i));
            people.append("bulk-person-%d,Përfaqësuesi %d,bulk%d@example.org,+383 43 900 %03d,%s,bulk-org-%d,comment|sign-off,2026-01-01\n"
                    .formatted(i, i, i, i % 1000, i % 2 == 0 ? "sq" : "sr", i));
        }
        long start = System.nanoTime();
        assertThat(counts(upload("organisations", organisations.toString(), "", SECRETARIAT))).isEqualTo("written rows 3000, created 3000, updated 0, unchanged 0, errors 0");
        assertThat(counts(upload("representatives", people.toString(), "", SECRETARIAT))).isEqualTo("written rows 3000, created 3000, updated 0, unchanged 0, errors 0");
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println("[import] 6000 rows in " + seconds + " s");
        assertThat(seconds).as("seconds, broker, store and service in one process").isLessThan(120);
        assertThat(counts(upload("organisations", organisations.toString(), "", SECRETARIAT))).isEqualTo("written rows 3000, created 0, updated 0, unchanged 3000, errors 0");
        assertThat(counts(upload("representatives", people.toString(), "", SECRETARIAT))).isEqualTo("written rows 3000, created 0, updated 0, unchanged 3000, errors 0");
        probe.await(PEOPLE, event -> "bulk-person-2999".equals(event.key()));
        EventProbe.Seen contact = probe.await(CONTACTS, event -> "bulk-person-2999".equals(event.key()));
        assertThat(contact.json().at("/language").asString()).isEqualTo("sr");
    }

    @Test
    void a_list_of_representatives_names_every_bad_row() {
        String organisation = organisation("Përfaqësuesit " + id());
        String known = id() + "@example.org";
        String knownId = person(known);
        String csv = """
                id;name;email;phone;language;organisation_id;rights;valid_from;valid_to;deputy;roles
                rep-1;Arta;rep1@example.org;043 900 201;sq;%1$s;comment|vote;2026-01-01;;po;
                rep-2;Besa;not-an-address;043;fr;%1$s;comment;;;;
                rep-3;Dafina;rep3@example.org;;sr;no-such-org;comment;2026-02-01;2026-01-01;maybe;
                rep-4;Ema;%2$s;;sq;%1$s;comment;;;;
                rep-5;Fatmir;rep5@example.org;;sq;%1$s;sing-off;;;;
                rep-1;Arta Tjetër;rep1@example.org;;sq;%1$s;comment;;;;
                rep-1;Arta;rep1@example.org;043 900 201;sq;%1$s;comment;;;;
                rep-7;Gent;rep7@example.org;;sq;;comment;;;;
                rep-8;Hana;rep8@example.org;;sq;;;;;;administrator
                """.formatted(organisation, known);
        Http.Answer tried = upload("representatives", csv, "", SECRETARIAT);
        assertThat(tried.json().at("/written").asBoolean()).isFalse();
        assertThat(errors(tried)).containsExactlyInAnyOrder("3 email not-an-email", "3 phone not-a-phone", "3 language unknown-language",
                "4 organisation_id unknown-organisation", "4 deputy not-yes-or-no", "4 valid_to ends-before-it-begins", "5 email email-taken",
                "6 rights unknown-right", "7 name conflicting-person", "8 organisation_id doubled-mandate", "9 organisation_id organisation-required",
                "10 roles roles-by-administrator");
        assertThat(tried.body()).contains("nuk është adresë elektronike");
        assertThat(http.get("/api/people?organisation=" + organisation, SECRETARIAT).json().at("/items").size()).isZero();
        assertThat(counts(upload("representatives", csv, "&skipErrors=true", SECRETARIAT))).startsWith("written rows 9, created 1");
        Http.Answer people = http.get("/api/people?organisation=" + organisation, SECRETARIAT);
        assertThat(people.json().at("/items/0/mandates/0/deputy").asBoolean()).isTrue();
        // Known by address, with a mandate more; number and language stay.
        assertThat(counts(upload("representatives", "name;email;organisation_id;rights\nBesa Shembulli;%s;%s;vote\n".formatted(known.toUpperCase(), organisation), "", SECRETARIAT)))
                .startsWith("written rows 1, created 0, updated 1");
        assertThat(http.get("/api/people/" + knownId, SECRETARIAT).at("/phone")).isEqualTo("+38343900101");
        // An administrator may give roles.
        assertThat(counts(upload("representatives", "name;email;roles\nHana;rep8@example.org;secretariat|board\n", "", ADMINISTRATOR)))
                .startsWith("written rows 1, created 1");
    }

    @Test
    void files_that_are_no_lists() {
        byte[] latin = "id;name;municipality;fields\nlatin-1;Shoqëria;Prizren;youth\n".getBytes(Charset.forName("windows-1252"));
        Http.Answer report = http.upload("/api/imports?kind=organisations", SECRETARIAT, latin, "Accept-Language", "en");
        assertThat(errors(report)).containsExactly("2 - not-utf8");
        assertThat(report.at("/errors/0/message")).contains("line 2").contains("0xEB").contains("UTF-8");
        assertThat(http.get("/api/organisations/latin-1", null).status()).isEqualTo(404);
        assertThat(errors(upload("organisations", "name;komuna\nA;B\n", "", SECRETARIAT)))
                .containsExactly("1 komuna unknown-column", "1 fields missing-column", "1 municipality missing-column");
        assertThat(errors(http.upload("/api/imports?kind=organisations", SECRETARIAT, new byte[0]))).containsExactly("1 - empty-file");
        assertThat(upload("cats", "name\nA\n", "", SECRETARIAT).status()).isEqualTo(400);
        assertThat(http.upload("/api/imports?kind=organisations", SECRETARIAT, new byte[11 * 1024 * 1024]).status()).isEqualTo(413);
        assertThat(upload("organisations", "name\nA\n", "", BOARD).status()).isEqualTo(403);
    }

    // ---- the frame

    @Test
    void who_may_call_what() {
        SecurityMatrix.verify(context, "security-matrix.csv");
    }

    /** Run with {@code -Dcontracts.update=true} to write the file instead of holding to it. */
    @Test
    void the_api_is_as_the_contract_has_it() throws Exception {
        JsonMapper pretty = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode api = (ObjectNode) http.get("/v3/api-docs", null).json();
        api.remove("servers");
        String text = pretty.writeValueAsString(api).replace("\r\n", "\n") + "\n";
        Path file = Contracts.root().resolve("openapi/membership-service.json");
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void old_telephone_numbers_are_converted_or_kept_as_the_secretariat_says() {
        String organisation = organisation("Numrat " + id());
        String mail = id() + "@example.org";
        String list = "name;email;phone;organisation_id;rights\nNjeri i Vjetër;%s;+377 44 900 123;%s;comment\nNjeri tjetër;nowhere;+386 49 900 123;;\n"
                .formatted(mail, organisation);
        Http.Answer asked = upload("representatives", list, "&dryRun=true", SECRETARIAT);
        assertThat(errors(asked)).contains("2 phone old-phone", "3 phone old-phone", "3 email not-an-email");
        assertThat(asked.body()).contains("+38344900123").contains("forma e vjetër");
        assertThat(counts(upload("representatives", list, "&skipErrors=true", SECRETARIAT))).startsWith("written rows 2, created 0");
        assertThat(upload("representatives", list, "&oldNumbers=guess", SECRETARIAT).at("/code")).isEqualTo("import-old-numbers");
        assertThat(counts(upload("representatives", list, "&skipErrors=true&oldNumbers=convert", SECRETARIAT))).startsWith("written rows 2, created 1");
        assertThat(phoneIn(organisation)).isEqualTo("+38344900123");
        // Said again otherwise it is another number, and said again alike it is none.
        assertThat(counts(upload("representatives", list, "&skipErrors=true&oldNumbers=keep", SECRETARIAT))).startsWith("written rows 2, created 0, updated 1");
        assertThat(phoneIn(organisation)).isEqualTo("+37744900123");
        assertThat(counts(upload("representatives", list, "&skipErrors=true&oldNumbers=keep", SECRETARIAT))).startsWith("written rows 2, created 0, updated 0, unchanged 1");
    }

    private String phoneIn(String organisation) {
        return http.get("/api/people?organisation=" + organisation, SECRETARIAT).at("/items/0/phone");
    }

    @Test
    void figures_for_the_operator() {
        http.upload("/api/imports?kind=organisations&dryRun=true", SECRETARIAT, new byte[0]);
        assertThat(http.get("/actuator/prometheus", null).body()).contains("civikos_imports_total").contains("result=\"dry-run\"");
        assertThat(http.get("/actuator/health/readiness", null).status()).isEqualTo(200);
    }
}
