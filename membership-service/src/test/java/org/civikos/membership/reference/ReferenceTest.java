package org.civikos.membership.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.civikos.platform.place.Municipality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {

    @ParameterizedTest
    @CsvSource({"Shoqëria Çelësi,SHOQERIA celesi", "Đakovica,Djakovica", "Đakovica,Dakovica", "Đakovica,Ђаковица",
            "Štrpce,Штрпце", "Udruženje Љубав,Udruzenje Ljubav", "  „Nisma”  për Mjedisin!,nisma per mjedisin", "Џеп,Džep"})
    void spellings_that_are_the_same(String one, String other) {
        assertThat(Folding.fold(one)).isEqualTo(Folding.fold(other)).isNotEmpty();
    }

    @Test
    void different_names_stay_different() {
        assertThat(Folding.fold("Shoqata A")).isNotEqualTo(Folding.fold("Shoqata B"));
        assertThat(Folding.fold("…")).isEmpty();
    }

    @Test
    void all_38_municipalities_in_7_regions() {
        assertThat(Municipality.all()).hasSize(38);
        assertThat(Municipality.all().stream().map(Municipality::region).distinct()).hasSize(7);
        assertThat(Municipality.all().stream().map(Municipality::id).distinct()).hasSize(38);
    }

    @ParameterizedTest
    @CsvSource({"prishtine,Prishtinë", "PRISTINA,Prishtinë", "Priština,Prishtinë", "Приштина,Prishtinë", "Peć,Pejë", "Peja,Pejë",
            "Gjakova,Gjakovë", "Djakovica,Gjakovë", "Gllogoc,Drenas (Gllogoc)", "Kosovo Polje,Fushë Kosovë", "Uroševac,Ferizaj"})
    void a_municipality_is_found_by_any_of_its_names(String text, String name) {
        assertThat(MunicipalityNames.find(text)).map(Municipality::name).contains(name);
    }

    @Test
    void no_name_means_two_municipalities() {
        Map<String, Long> names = Municipality.all().stream()
                .collect(Collectors.groupingBy(one -> Folding.fold(one.names().sq()), Collectors.counting()));
        assertThat(names).hasSize(38);
        for (Municipality one : Municipality.all()) {
            assertThat(MunicipalityNames.find(one.names().sq())).contains(one);
            assertThat(MunicipalityNames.find(one.names().sr())).contains(one);
            assertThat(MunicipalityNames.find(one.names().en())).contains(one);
            assertThat(MunicipalityNames.find(one.id())).contains(one);
        }
        assertThat(MunicipalityNames.find("Tiranë")).isEmpty();
        assertThat(MunicipalityNames.find(null)).isEmpty();
    }

    @Test
    void fields_of_activity() {
        assertThat(Field.all()).hasSize(16);
        assertThat(Field.exists("rule-of-law")).isTrue();
        assertThat(Field.exists("football")).isFalse();
    }
}
