package org.civikos.consultation.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstitutionsTest {

    private final Institutions institutions = Institutions.load(Clock.systemUTC());

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
        Institutions table = new Institutions(List.of(oldest, old, now), Map.of(), Clock.systemUTC());
        assertThat(table.withPredecessors("culture")).containsExactlyInAnyOrder("culture", "old-culture", "old-youth");
        assertThat(table.withPredecessors("old-culture")).containsExactlyInAnyOrder("old-culture", "old-youth");
        assertThat(table.withPredecessors("nobody")).containsExactly("nobody");
        assertThat(table.successors("old-youth")).containsExactly(old, now);
        assertThat(old.endedBefore(LocalDate.of(2020, 12, 31))).isFalse();
        assertThat(old.endedBefore(LocalDate.of(2021, 1, 1))).isTrue();
        assertThat(now.endedBefore(LocalDate.MAX)).isFalse();
        assertThatThrownBy(() -> new Institutions(List.of(now), Map.of(), Clock.systemUTC())).hasMessageContaining("old-culture");
    }

    private static Institution called(String id, String sq, @Nullable String validTo, List<String> stems, String... predecessors) {
        return new Institution(id, Map.of("sq", sq), List.of(), stems, List.of(), null, validTo, List.of(predecessors));
    }

    @Test
    void whatPeopleAddOrRenameIsRecognisedByItsNamesOfTodayAndBefore() {
        Institution renamed = called("pyjet", "Agjencia e Pyjeve", null, List.of()).renamed(Map.of("sq", "Agjencia për Mbrojtjen e Natyrës", "en", "Nature Protection Agency"), List.of("AMN"),
                LocalDate.of(2026, 1, 1));
        Institutions table = new Institutions(List.of(renamed, called("nje", "Agjencia", null, List.of())), Map.of(), Clock.systemUTC());
        assertThat(table.guessInstitution("Projektrregullorja e Agjencisë së Pyjeve", "", null)).contains("pyjet");
        assertThat(table.guessInstitution("Projektligji", "Agjencia për Mbrojtjen e Natyrës fton.", null)).contains("pyjet");
        assertThat(table.guessInstitution("Draft regulation of the Nature Protection Agency", "", null)).contains("pyjet");
        assertThat(table.guessInstitution("Rregullorja (AMN) nr. 1", "", null)).contains("pyjet");
        assertThat(table.guessInstitution("Ligji për agjencinë", "", null)).as("one word says nothing").isEmpty();
    }

    @Test
    void ofTwoThatAreNamedAlikeItIsTheOneThatThereIs() {
        Institution ended = called("mfpt", "Ministria e Financave, Punës dhe Transfereve", "2026-01-31", List.of("ministri financ"));
        Institution finance = called("mf", "Ministria e Financave", null, List.of(), "mfpt");
        Institution labour = called("mp", "Ministria e Punës", null, List.of(), "mfpt");
        Clock after = Clock.fixed(Instant.parse("2026-02-01T08:00:00Z"), ZoneOffset.UTC);
        Clock before = Clock.fixed(Instant.parse("2026-01-31T08:00:00Z"), ZoneOffset.UTC);
        String title = "Projektligji i Ministrisë së Financave për taksat";
        assertThat(new Institutions(List.of(ended, finance, labour), Map.of(), after).guessInstitution(title, "", null)).contains("mf");
        assertThat(new Institutions(List.of(ended, labour), Map.of(), before).guessInstitution(title, "", null)).contains("mfpt");
        Institutions split = new Institutions(List.of(ended, finance, labour), Map.of(), after);
        assertThat(split.today("mfpt")).as("nobody can tell which of two").isEqualTo("mfpt");
        Institutions merged = new Institutions(List.of(ended, called("mf", "Thesari i Shtetit", null, List.of(), "mfpt")), Map.of(), after);
        assertThat(merged.today("mfpt")).isEqualTo("mf");
        assertThat(merged.today("nobody")).isEqualTo("nobody");
        assertThat(merged.guessInstitution(title, "", null)).as("what is found under the name of one that ended is its successor's").contains("mf");
    }

    @Test
    void everyoneGoesByTheTableThatWasReadLast() {
        Institutions table = new Institutions(List.of(called("a", "Agjencia e Pyjeve", null, List.of())), Map.of(), Clock.systemUTC());
        assertThat(table.version()).isZero();
        table.follow(3, List.of(called("a", "Agjencia e Ujërave", null, List.of())));
        assertThat(table.version()).isEqualTo(3);
        assertThat(table.orOther("a").name("sr")).as("in another language rather than not at all").isEqualTo("Agjencia e Ujërave");
        assertThat(table.guessInstitution("Rregullorja e Agjencisë së Ujërave", "", null)).contains("a");
    }
}
