package org.civikos.notification.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.civikos.notification.ServiceIT;
import org.civikos.notification.subscription.Fact;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.messaging.Projections;
import org.civikos.platformtest.Contracts;
import org.civikos.platformtest.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

class InstitutionIT extends ServiceIT {

    private static final String TOPIC = "consultation.institution.events.v1";
    private static final String TYPE = Contracts.type("consultation", "institutions-changed");
    private static final AtomicLong VERSION = new AtomicLong(10);

    @Autowired
    private Projections projections;

    @Autowired
    private Institutions institutions;

    @Autowired
    private Phrases phrases;

    private void told(long sequence, String json) {
        probe.send(TOPIC, TYPE, "kept", sequence, json);
    }

    private static String table(String institutions) {
        return "{\"tableId\":\"kept\",\"institutions\":[" + institutions + "],\"changedAt\":\"2026-11-20T09:00:00Z\",\"new\":1}";
    }

    private static String one(String id, String name, String... predecessors) {
        return "{\"id\":\"" + id + "\",\"names\":{\"sq\":\"" + name + "\"},\"predecessors\":["
                + String.join(",", List.of(predecessors).stream().map(each -> '"' + each + '"').toList()) + "]}";
    }

    private List<String> kin(String institution) {
        return institutions.known(Fact.of("x", institution, null, List.of(), "X")).kin();
    }

    @AfterEach
    void backToWhatCameWithTheSystem() {
        told(VERSION.addAndGet(10), table(""));
        await().until(() -> institutions.name(Language.SQ, "mkrs").isEmpty() && institutions.name(Language.SQ, "md").isEmpty());
    }

    @Test
    void theSampleIsKnownAtOnceAndAnOlderOrRepeatedOneChangesNothing() {
        assertThat(phrases.institution(Language.EN, "mkrs")).contains("Ministry of Culture, Youth and Sport");
        long sequence = VERSION.addAndGet(10);
        told(sequence, Contracts.sample("consultation", "institutions-changed"));
        await().until(() -> phrases.institution(Language.EN, "mkrs").orElse("").equals("Ministry of Culture and Tourism"));
        assertThat(phrases.institution(Language.SR, "komuna-peje")).contains("Opština Peć");
        assertThat(kin("mkrs")).containsExactly("mint");
        assertThat(kin("mint")).containsExactly("mkrs");
        assertThat(institutions.known(Fact.of("x", "komuna-peje", null, List.of(), "X")).region()).isEqualTo("peje");
        assertThat(phrases.institution(Language.EN, "msh")).as("one that was not told has the name that came with the system").contains("Ministry of Health");

        told(sequence - 1, table(one("mkrs", "E vonuar")));
        told(sequence, table(one("mkrs", "E përsëritur")));
        probe.awaitConsumed("notification-service", TOPIC);
        assertThat(mongo.findById("kept", Document.class, Institutions.COLLECTION).get("sourceSequence", Number.class).longValue()).isEqualTo(sequence);
        assertThat(phrases.institution(Language.SQ, "mkrs")).contains("Ministria e Kulturës dhe Turizmit");
    }

    @Test
    void kinIsWhoCameBeforeAndAfterOverHoweverMany() {
        told(VERSION.addAndGet(10), table(String.join(",", one("a", "A"), one("b", "B"), one("mkrs", "C", "a", "b"), one("d", "D", "mkrs"), one("e", "E"))));
        await().until(() -> institutions.name(Language.EN, "mkrs").isPresent());
        assertThat(kin("d")).containsExactlyInAnyOrder("mkrs", "a", "b");
        assertThat(kin("a")).as("not who was merged at the same time").containsExactlyInAnyOrder("mkrs", "d");
        assertThat(kin("e")).isEmpty();
        assertThat(institutions.name(Language.SR, "d")).as("in another language rather than not at all").contains("D");
    }

    private String follows(String institution) {
        String person = person(organisation(field(), "active"), id("follows") + "@example.org", null, "en");
        client(TestTokens.bearer(person)).put().uri("/api/alert-settings/me").contentType(MediaType.APPLICATION_JSON)
                .body("{\"email\":true,\"sms\":false,\"scope\":\"chosen\",\"fields\":[],\"institutions\":[\"" + institution + "\"]}").exchange().expectStatus().isOk();
        return person;
    }

    @Test
    void whoFollowsOneThatWasMergedIsToldOfItsSuccessor() {
        String follower = follows("e-drejta");
        String stranger = follows("e-huaja");
        told(VERSION.addAndGet(10), table(one("e-drejta", "E drejta") + "," + one("md", "Drejtësia e Bashkuar", "e-drejta")));
        await().until(() -> institutions.name(Language.SQ, "md").isPresent());
        String consultation = id("consultation");
        opened(consultation, field());
        completed(consultation);
        String people = get(secretariat(), "/api/ledgers/" + consultation + "/people?lang=en&limit=200").toString();
        assertThat(people).contains(follower).doesNotContain(stranger);
    }

    /** A process that starts afterwards got no event; it has the read model. */
    @Test
    void aTableStandsAfterARestartAndInEveryInstance() {
        told(VERSION.addAndGet(10), table(one("md", "Drejtësia")));
        await().until(() -> institutions.name(Language.SQ, "md").isPresent());
        Institutions started = new Institutions(projections, mongo, new SimpleMeterRegistry());
        assertThat(started.name(Language.SQ, "md")).isEmpty();
        started.refresh();
        assertThat(started.name(Language.SQ, "md")).contains("Drejtësia");
        told(VERSION.addAndGet(10), table(one("md", "Drejtësia e re")));
        await().until(() -> institutions.name(Language.SQ, "md").orElse("").equals("Drejtësia e re"));
        started.refresh();
        assertThat(started.name(Language.SQ, "md")).contains("Drejtësia e re");
    }

    @Test
    void whatCannotBeReadIsSetAsideAndHoldsNothingUp() {
        String nothing = probe.send(TOPIC, TYPE, "kept", VERSION.addAndGet(10), "{\"tableId\":\"kept\"}");
        String nameless = probe.send(TOPIC, TYPE, "kept", VERSION.addAndGet(10), table("{\"id\":\"md\"}"));
        probe.send(TOPIC, Contracts.type("consultation", "institutions-sung"), "kept", VERSION.addAndGet(10), "{}");
        told(VERSION.addAndGet(10), table(one("md", "Drejtësia")));
        await().until(() -> institutions.name(Language.SQ, "md").isPresent());
        for (String poison : new String[] {nothing, nameless}) {
            probe.await(TOPIC + ".dlq.notification-service", seen -> poison.equals(seen.headers().get("ce_id")));
        }
    }
}
