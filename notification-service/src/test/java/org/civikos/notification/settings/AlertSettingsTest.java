package org.civikos.notification.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.civikos.notification.subscription.Scope;
import org.junit.jupiter.api.Test;

class AlertSettingsTest {

    private static final List<List<String>> YOUTH = List.of(List.of("youth"));

    private static AlertSettings wishes(Scope scope, List<String> fields, List<String> institutions) {
        return new AlertSettings(true, false, scope, fields, institutions);
    }

    @Test
    void byDefaultTheFieldsOfAnyOrganisationDecide() {
        assertThat(AlertSettings.DEFAULT.concerns(List.of("youth", "health"), "md", YOUTH)).isTrue();
        assertThat(AlertSettings.DEFAULT.concerns(List.of("health"), "md", YOUTH)).isFalse();
        assertThat(AlertSettings.DEFAULT.concerns(List.of("health"), "md", List.of(List.of("youth"), List.of("health")))).isTrue();
    }

    @Test
    void whatNobodyCanTellConcernsAll() {
        assertThat(AlertSettings.DEFAULT.concerns(List.of(), "md", YOUTH)).isTrue();
        assertThat(AlertSettings.DEFAULT.concerns(List.of("health"), "md", List.of(List.of()))).isTrue();
        assertThat(wishes(Scope.CHOSEN, List.of("youth"), List.of()).concerns(List.of(), "md", YOUTH)).isTrue();
    }

    @Test
    void everythingIsEverything() {
        assertThat(wishes(Scope.EVERYTHING, List.of(), List.of()).concerns(List.of("health"), "md", YOUTH)).isTrue();
    }

    @Test
    void aChosenFieldOrInstitutionIsEnough() {
        AlertSettings chosen = wishes(Scope.CHOSEN, List.of("media"), List.of("msh"));
        assertThat(chosen.concerns(List.of("media"), "md", YOUTH)).isTrue();
        assertThat(chosen.concerns(List.of("health"), "msh", YOUTH)).isTrue();
        assertThat(chosen.concerns(List.of("youth"), "md", YOUTH)).isFalse();
    }

    @Test
    void whoSpeaksForNobodyIsNotConcerned() {
        assertThat(wishes(Scope.EVERYTHING, List.of(), List.of()).concerns(List.of(), "md", List.of())).isFalse();
    }
}
