package org.civikos.platformtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule fails on a service that breaks it, and holds for one that does not. */
class ArchitectureRulesTest {

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages("org.civikos.broken");
    private static final JavaClasses SOUND = new ClassFileImporter().importPackages("org.civikos.platform.messaging",
            "org.civikos.platform.web", "org.civikos.platform.time");
    /** What the failure of each rule must name. */
    private static final Map<String, String> PROOF = Map.of(
            "NOBODY_BUT_THE_PLATFORM_PRODUCES", "KafkaProducer",
            "TIME_COMES_FROM_A_CLOCK", "Instant.now()",
            "NO_SINGLE_VALUES", "annotation.Value",
            "CONTROLLERS_ARE_PACKAGE_PRIVATE", "PublicController",
            "NOTHING_IS_INJECTED_INTO_FIELDS", "BreaksRules.neighbour",
            "NOTHING_REACTIVE", "reactor.core.publisher.Mono",
            "A_DOMAIN_KNOWS_NO_STORE_AND_NO_WEB", "MongoTemplate",
            "NOBODY_DEPENDS_ON_A_ROOMS_WEB", "PublicController",
            "NO_SERVICE_KNOWS_ANOTHER", "org.civikos.brokenneighbour.Neighbour",
            "NOBODY_WRITES_TO_THE_CONSOLE", "System.out");

    static Stream<String> names() {
        return Arrays.stream(ArchitectureRules.class.getFields()).filter(field -> field.isAnnotationPresent(ArchTest.class))
                .map(Field::getName);
    }

    private static ArchRule rule(String name) throws ReflectiveOperationException {
        return (ArchRule) ArchitectureRules.class.getField(name).get(null);
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachRuleCanFail(String name) {
        assertThat(PROOF).containsKey(name);
        assertThatThrownBy(() -> rule(name).check(BROKEN)).isInstanceOf(AssertionError.class).hasMessageContaining(PROOF.get(name));
    }

    @Test
    void circlesAreFound() {
        assertThatThrownBy(() -> ArchitectureRules.noCirclesAmongTheRoomsOf("org.civikos.broken").check(BROKEN))
                .isInstanceOf(AssertionError.class).hasMessageContaining("Cycle detected");
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachRuleHoldsForSoundCode(String name) throws ReflectiveOperationException {
        // The platform's own configuration reads the application's name as a single value.
        if (!name.equals("NO_SINGLE_VALUES")) {
            rule(name).check(SOUND);
        }
    }

    @Test
    void theProofIsComplete() {
        assertThat(names().collect(Collectors.toSet())).isEqualTo(PROOF.keySet());
    }
}
