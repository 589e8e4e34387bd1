package org.civikos.consultation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.civikos.consultation.institution.Institutions;
import org.civikos.consultation.plan.PlanMatch.Sureness;
import org.junit.jupiter.api.Test;

class PlanMatchTest {

    private static final Institutions INSTITUTIONS = Institutions.load(Clock.systemUTC());
    private static final Instant IN_ITS_YEAR = Instant.parse("2026-11-20T09:00:00Z");

    private static Sureness sureness(String planned, String title, String institution, String kind, Instant at) {
        PlanEntry.Facts facts = new PlanEntry.Facts(2026, 3, planned, "law", "md", List.of("civil-society"), null);
        return new PlanMatch(facts, INSTITUTIONS).with(new Published("x", title, institution, kind, true, at)).sureness();
    }

    @Test
    void titleInstitutionAndKindMakeItSure() {
        assertThat(sureness("Projektligji për vullnetarizmin", "LIGJI PËR VULLNETARIZËM", "md", "law", IN_ITS_YEAR)).isEqualTo(Sureness.SURE);
        assertThat(sureness("Projektligji për vullnetarizmin", "Ligji për vullnetarizmin", "md", "regulation", IN_ITS_YEAR)).as("another kind").isEqualTo(Sureness.LIKELY);
        assertThat(sureness("Projektligji për vullnetarizmin", "Ligji për vullnetarizmin", "other", "law", IN_ITS_YEAR)).as("nobody could say whose it is").isEqualTo(Sureness.LIKELY);
        assertThat(sureness("Projektligji për vullnetarizmin", "Ligji për vullnetarizmin", "msh", "law", IN_ITS_YEAR)).as("another ministry's").isEqualTo(Sureness.NONE);
        assertThat(sureness("Projektligji për vullnetarizmin", "Ligji për vullnetarizmin", "network", "law", IN_ITS_YEAR)).as("the network's own").isEqualTo(Sureness.NONE);
    }

    @Test
    void aLikeTitleIsAsked() {
        assertThat(sureness("Projektligji për ndihmën juridike falas", "Ligji për ndihmë juridike", "md", "law", IN_ITS_YEAR)).isEqualTo(Sureness.LIKELY);
        assertThat(sureness("Projektligji për ndihmën juridike falas", "Ligji për noterinë", "md", "law", IN_ITS_YEAR)).isEqualTo(Sureness.NONE);
    }

    @Test
    void theTimeMustFit() {
        assertThat(sureness("Projektligji për vullnetarizmin", "Ligji për vullnetarizmin", "md", "law", Instant.parse("2023-05-01T09:00:00Z"))).as("an earlier act of that name").isEqualTo(Sureness.NONE);
        assertThat(sureness("Projektligji për vullnetarizmin", "Ligji për vullnetarizmin", "md", "law", Instant.parse("2029-05-01T09:00:00Z"))).as("years late").isEqualTo(Sureness.LIKELY);
    }
}
