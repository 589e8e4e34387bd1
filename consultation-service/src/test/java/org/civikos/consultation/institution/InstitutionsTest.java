package org.civikos.consultation.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstitutionsTest {

    private final Institutions institutions = Institutions.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "UDHËZIM ADMINISTRATIV (MAPL) NR. 04/2018 PËR STANDARDET MINIMALE TË KONSULTIMIT PUBLIK NË KOMUNA||mapl",
            "Projektligji për shoqatat|Ministria e Drejtësisë fton të interesuarit.|md",
            "Projektligji i Ministrisë së Shëndetësisë për barnat||msh",
            "Nacrt zakona Ministarstva pravde o notarima||md",
            "Nacrt uredbe|Ministarstvo životne sredine, prostornog planiranja i infrastrukture poziva građane.|mmphi",
            "Draft Law on Forests|The Ministry of Agriculture, Forestry and Rural Development invites comments.|mbpzhr",
            "Projektrregullore e Komunës së Prishtinës për taksat||komuna-prishtine",
            "Draft rregullorja për transparencë|Komuna e Fushë Kosovës fton qytetarët.|komuna-fushe-kosove",
            "Nacrt uredbe opštine Severna Mitrovica o komunalnom redu||komuna-mitrovice-e-veriut",
            "Nacrt pravilnika Opštine Peć||komuna-peje", "Draft Regulation of the Municipality of Gjakova on waste||komuna-gjakove",
            "Strategjia për mirëqeverisje|Zyra e Kryeministrit hap konsultimin.|zkm"})
    void recognisesWhoPublishes(String title, String description, String institution) {
        assertThat(institutions.guessInstitution(title, description == null ? "" : description, null)).contains(institution);
    }

    @Test
    void saysNothingWhereNothingIsSaid() {
        assertThat(institutions.guessInstitution("Projektligji për lojërat", "", "zyrtar@rks-gov.net")).isEmpty();
        assertThat(institutions.guessInstitution("Projektligji", "", "zyrtar@mapl.rks-gov.net")).contains("mapl");
        assertThat(institutions.guessInstitution("Projektligji për MD-në e re", "", null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "UDHËZIM ADMINISTRATIV (MAPL) NR. 04/2018 PËR STANDARDET MINIMALE|administrative-instruction",
            "Draft Strategjia qeveritare per bashkepunim me shoqerine civile 2019–2023|strategy",
            "Projektligji për shoqatat|law", "Projekt Ligji për Punën|law", "Nacrt zakona o radu|law", "Uredba o volontiranju|regulation", "Pravilnik o arhivi|regulation",
            "Koncept Dokument për fushën e rinisë|concept-document", "Plani i Veprimit për zbatimin e strategjisë|action-plan", "Programi i reformave|programme",
            "Draft Regulation on public funding|regulation", "Njoftim|other"})
    void recognisesTheKindOfAct(String title, String kind) {
        assertThat(institutions.guessActKind(title)).isEqualTo(kind);
    }

    @Test
    void findsFieldsByWordsInThreeLanguages() {
        assertThat(institutions.guessFields("Projektligji për shoqatat e qytetarëve", "", "md")).contains("civil-society");
        assertThat(institutions.guessFields("Nacrt zakona o visokom obrazovanju", "", "other")).contains("education");
        assertThat(institutions.guessFields("Draft law on waste", "Municipalities and the environment", "other")).startsWith("environment").contains("local-government");
    }

    @Test
    void takesTheInstitutionsOwnFieldsWhereNoWordSaysMore() {
        assertThat(institutions.guessFields("Projektligji xyz", "", "md")).containsExactly("rule-of-law");
    }

    @Test
    void knowsEveryFieldOfTheHouseAndThreeNamesPerInstitution() {
        assertThat(institutions.fields()).hasSize(16).contains("civil-society", "minorities-human-rights");
        assertThat(institutions.all()).hasSize(13 + 38).allSatisfy(one -> {
            assertThat(one.names()).containsOnlyKeys("sq", "sr", "en");
            assertThat(institutions.fields()).containsAll(one.fields());
        });
    }

    @Test
    void whatAnInstitutionTookOverIsFoundUnderItsNameOfToday() {
        Map<String, String> names = Map.of("sq", "X", "sr", "X", "en", "X");
        Institution oldest = new Institution("old-youth", names, List.of(), List.of(), List.of(), null, "2018-12-31", null);
        Institution old = new Institution("old-culture", names, List.of(), List.of(), List.of(), "2019-01-01", "2020-12-31", List.of("old-youth"));
        Institution now = new Institution("culture", names, List.of(), List.of(), List.of(), "2021-01-01", null, List.of("old-culture", "old-youth"));
        Institutions table = new Institutions(List.of(oldest, old, now), Map.of());
        assertThat(table.withPredecessors("culture")).containsExactlyInAnyOrder("culture", "old-culture", "old-youth");
        assertThat(table.withPredecessors("old-culture")).containsExactlyInAnyOrder("old-culture", "old-youth");
        assertThat(table.withPredecessors("nobody")).containsExactly("nobody");
        assertThat(table.successors("old-youth")).containsExactly(old, now);
        assertThat(old.endedBefore(LocalDate.of(2020, 12, 31))).isFalse();
        assertThat(old.endedBefore(LocalDate.of(2021, 1, 1))).isTrue();
        assertThat(now.endedBefore(LocalDate.MAX)).isFalse();
        assertThatThrownBy(() -> new Institutions(List.of(now), Map.of())).hasMessageContaining("old-culture");
    }
}
