package org.civikos.consultation.institution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.civikos.consultation.institution.InstitutionTable.Changed;
import org.civikos.consultation.institution.InstitutionTable.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstitutionTableTest {

    private static final Instant NOW = Instant.parse("2026-11-26T18:00:00Z");

    private static Institution one(String id, String name, @Nullable String from, @Nullable String to, String... predecessors) {
        return new Institution(id, Map.of("sq", name), List.of(), List.of(), List.of(), from, to, List.of(predecessors));
    }

    private static InstitutionTable table(Institution... institutions) {
        return new InstitutionTable(List.of(institutions), List.of());
    }

    private static List<String> codes(List<Fault> faults) {
        return faults.stream().map(fault -> fault.pointer() + " " + fault.code()).toList();
    }

    @Test
    void isKeptInOrderWithWhoDidWhat() {
        Institution local = new Institution("komuna-e-re", Map.of("sq", "Komuna e Re"), List.of(), List.of(), List.of(), null, null, List.of(), "peje", List.of(), 1);
        InstitutionTable table = table(one("md", "Ministria e Drejtësisë", null, null), local, one("other", "Tjetër", null, null))
                .put("added", one("agjencia", "Agjencia e Pyjeve", "2026-01-01", null), "drita", NOW);
        assertThat(table.institutions()).extracting(Institution::id).containsExactly("md", "agjencia", "komuna-e-re", "other");
        assertThat(table.find("agjencia").orElseThrow().revision()).isEqualTo(1);
        Institution renamed = table.find("md").orElseThrow().renamed(Map.of("sq", "Ministria e Drejtësisë dhe Integrimit"), List.of("MDI"), LocalDate.of(2026, 4, 1));
        table = table.put("renamed", renamed, "drita", NOW.plusSeconds(1));
        assertThat(table.find("md").orElseThrow().formerNames()).containsExactly(new FormerName(Map.of("sq", "Ministria e Drejtësisë"), List.of(), null, "2026-03-31"));
        assertThat(table.find("md").orElseThrow().namedSince()).isEqualTo("2026-04-01");
        InstitutionTable.Step step = table.history().getLast();
        assertThat(step).returns("renamed", InstitutionTable.Step::what).returns("drita", InstitutionTable.Step::by);
        assertThat(step.changes()).contains(new Changed("names.sq", "Ministria e Drejtësisë", "Ministria e Drejtësisë dhe Integrimit"), new Changed("initials", null, "MDI"));
        InstitutionTable gone = table.remove("agjencia", "admin", NOW.plusSeconds(2));
        assertThat(gone.removed("agjencia")).isTrue();
        assertThat(gone.removed("md")).isFalse();
        assertThat(gone.removed("never")).isFalse();
        assertThat(gone.remove("agjencia", "admin", NOW)).isSameAs(gone);
    }

    @Test
    void anEndNamesExactlyThoseThatTookOverAndIsTakenBackWithThem() {
        InstitutionTable table = table(one("old", "E vjetër", null, null), one("a", "A e re", null, null), one("b", "B e re", null, null));
        InstitutionTable merged = table.end("old", LocalDate.of(2026, 6, 30), List.of("a", "b"), "drita", NOW);
        assertThat(merged.find("old").orElseThrow().validTo()).isEqualTo("2026-06-30");
        assertThat(merged.successors("old")).containsExactly("a", "b");
        assertThat(merged.find("a").orElseThrow()).returns(List.of("old"), Institution::predecessors).returns(2L, Institution::revision);
        assertThat(merged.history().getLast().changes()).containsExactly(new Changed("validTo", null, "2026-06-30"), new Changed("successors", null, "a, b"));
        assertThat(merged.end("old", LocalDate.of(2026, 6, 30), List.of("b", "a"), "drita", NOW)).as("twice").isSameAs(merged);
        InstitutionTable corrected = merged.end("old", LocalDate.of(2026, 6, 30), List.of("b"), "drita", NOW);
        assertThat(corrected.successors("old")).containsExactly("b");
        InstitutionTable resumed = corrected.end("old", null, List.of(), "admin", NOW);
        assertThat(resumed.find("old").orElseThrow().validTo()).isNull();
        assertThat(resumed.successors("old")).isEmpty();
        assertThat(resumed.history().getLast().what()).isEqualTo("resumed");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "Ministria e Pyjeve, -, -, false",
        "MINISTRIA  E PYJEVE, -, -, false",
        "Ministria e pyjëve, 2026-01-01, -, false",
        "Ministria e Pyjeve, 2027-01-01, -, true",
        "Ministria e Pyjeve, -, 2019-12-31, true",
        "Ministria e Pyjeve, -, 2020-01-01, false",
        "Ministria e Ujërave, -, -, true",
    })
    void twoOfOneNameAreNotThereAtTheSameTime(String name, @Nullable String from, @Nullable String to, boolean fits) {
        InstitutionTable table = table(one("pyjet", "Ministria e Pyjeve", "2020-01-01", "2026-12-31"));
        assertThat(codes(table.faults(one("tjeter", name, from, to)))).isEqualTo(fits ? List.of() : List.of("/names/sq institution-name-taken"));
    }

    @Test
    void whatDoesNotFitIsSaidWhereItStands() {
        InstitutionTable table = table(one("a", "A", null, null, "b"), one("b", "B", null, null, "c"), one("c", "C", null, "2025-12-31"), one("other", "Tjetër", null, null));
        assertThat(codes(table.faults(one("c", "C", "2026-01-01", "2025-12-31")))).containsExactly("/validTo ends-before-it-begins");
        assertThat(codes(table.faults(one("c", "C", null, null, "a")))).containsExactly("/predecessors/0 institution-follows-itself");
        assertThat(codes(table.faults(one("c", "C", null, null, "c")))).containsExactly("/predecessors/0 institution-follows-itself");
        assertThat(codes(table.faults(one("d", "D", null, null, "a", "nobody", "other")))).containsExactly("/predecessors/1 institution-unknown", "/predecessors/2 institution-unknown");
        assertThat(codes(table.successionFaults(one("a", "A", null, null, "b"), LocalDate.of(2026, 1, 1), List.of("c", "a", "nobody"))))
                .containsExactly("/successors/0 institution-follows-itself", "/successors/1 institution-follows-itself", "/successors/2 institution-unknown");
        assertThat(codes(table.successionFaults(one("d", "D", null, null), LocalDate.of(2026, 1, 1), List.of("c", "a")))).containsExactly("/successors/0 successor-ended");
    }

    @Test
    void formerNamesFollowOneAnother() {
        FormerName first = new FormerName(Map.of("sq", "Një"), List.of(), "2010-01-01", "2014-12-31");
        FormerName second = new FormerName(Map.of("sq", "Dy"), List.of(), "2015-01-01", "2019-12-31");
        Institution fits = new Institution("x", Map.of("sq", "Tri"), List.of(), List.of(), List.of(), "2010-01-01", "2020-12-31", List.of(), null, List.of(first, second), 1);
        assertThat(table().faults(fits)).isEmpty();
        assertThat(codes(table().faults(new Institution("x", fits.names(), List.of(), List.of(), List.of(), "2010-01-01", null, List.of(), null, List.of(second, first), 1))))
                .contains("/formerNames/1/until former-names-out-of-order");
        assertThat(codes(table().faults(new Institution("x", fits.names(), List.of(), List.of(), List.of(), "2012-01-01", null, List.of(), null, List.of(first, second), 1))))
                .containsExactly("/formerNames/0/until former-names-out-of-order");
        assertThat(codes(table().faults(new Institution("x", fits.names(), List.of(), List.of(), List.of(), null, "2018-12-31", List.of(), null, List.of(first, second), 1))))
                .containsExactly("/validTo ends-before-its-name");
    }

    @Test
    void theHistoryForgetsTheOldestAlone() {
        InstitutionTable table = table();
        for (int one = 0; one <= InstitutionTable.KEPT; one++) {
            table = table.put("corrected", one("a", "Emri " + one, null, null), "by-" + one, NOW);
        }
        assertThat(table.history()).hasSize(InstitutionTable.KEPT);
        assertThat(table.history().getFirst().by()).isEqualTo("by-1");
        assertThat(table.find("a").orElseThrow().revision()).isEqualTo(InstitutionTable.KEPT + 1);
    }
}
