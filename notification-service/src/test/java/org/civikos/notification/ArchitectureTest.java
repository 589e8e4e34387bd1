package org.civikos.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.civikos.platformtest.ArchitectureRules;

@AnalyzeClasses(packages = "org.civikos.notification", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(ArchitectureRules.class);
    @ArchTest
    static final ArchRule NO_CIRCLES = ArchitectureRules.noCirclesAmongTheRoomsOf("org.civikos.notification");

    /** What a delivery is, and how workers share the work, knows neither Spring nor mails. */
    @ArchTest
    static final ArchRule THE_DOMAIN_OF_DELIVERIES_STANDS_ALONE = noClasses().that()
            .resideInAPackage("org.civikos.notification.delivery").should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.mail..", "org.civikos.notification.mail", "org.civikos.notification.sms");
}
