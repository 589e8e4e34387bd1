package org.civikos.consultation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.civikos.platformtest.ArchitectureRules;

@AnalyzeClasses(packages = "org.civikos.consultation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PRODUCER = ArchitectureRules.NOBODY_BUT_THE_PLATFORM_PRODUCES;

    @ArchTest
    static final ArchRule CLOCK = ArchitectureRules.TIME_COMES_FROM_A_CLOCK;

    @ArchTest
    static final ArchRule VALUES = ArchitectureRules.NO_SINGLE_VALUES;

    @ArchTest
    static final ArchRule CONTROLLERS = ArchitectureRules.CONTROLLERS_ARE_PACKAGE_PRIVATE;

    @ArchTest
    static final ArchRule CIRCLES = ArchitectureRules.noCirclesAmongTheRoomsOf("org.civikos.consultation");

    /** The splitter runs from a command as well, without any of the service. */
    @ArchTest
    static final ArchRule THE_SPLITTER_KNOWS_NO_SPRING_AND_NO_STORE = noClasses().that().resideInAPackage("org.civikos.consultation.structure..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..", "org.civikos.platform..");
}
