package org.civikos.membership;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.civikos.platformtest.ArchitectureRules;

@AnalyzeClasses(packages = "org.civikos.membership", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule NO_CIRCLES = ArchitectureRules.noCirclesAmongTheRoomsOf("org.civikos.membership");
    /** What an organisation, a person and a mandate are has nothing to do with how they are stored or served. */
    @ArchTest
    static final ArchRule DOMAIN = noClasses().that().haveNameMatching(".*\\.(Organisation|OrganisationProfile|Person|Mandate|Contact|Right|Folding|MunicipalityNames)")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..", "tools.jackson..");
}
