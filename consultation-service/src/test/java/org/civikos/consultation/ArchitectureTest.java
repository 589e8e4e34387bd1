package org.civikos.consultation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.civikos.platformtest.ArchitectureRules;

@AnalyzeClasses(packages = "org.civikos.consultation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule CIRCLES = ArchitectureRules.noCirclesAmongTheRoomsOf("org.civikos.consultation");

    /** The splitter runs from a command as well, without any of the service. */
    @ArchTest
    static final ArchRule THE_SPLITTER_KNOWS_NO_SPRING_AND_NO_STORE = noClasses().that().resideInAPackage("org.civikos.consultation.structure..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..", "org.civikos.platform..");
}
