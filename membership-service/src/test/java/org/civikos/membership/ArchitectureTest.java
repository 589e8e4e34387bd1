package org.civikos.membership;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.civikos.platformtest.ArchitectureRules;

@AnalyzeClasses(packages = "org.civikos.membership", importOptions = ImportOption.DoNotIncludeTests.class)
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
    static final ArchRule NO_CIRCLES = ArchitectureRules.noCirclesAmongTheRoomsOf("org.civikos.membership");
    /** What an organisation, a person and a mandate are has nothing to do with how they are stored or served. */
    @ArchTest
    static final ArchRule DOMAIN = noClasses().that().haveNameMatching(".*\\.(Organisation|OrganisationProfile|Person|Mandate|Contact|Right|Folding|Municipality)")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..", "tools.jackson..");
}
