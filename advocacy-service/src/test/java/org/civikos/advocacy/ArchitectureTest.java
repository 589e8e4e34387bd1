package org.civikos.advocacy;

import org.civikos.platformtest.ArchitectureRules;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.civikos.advocacy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PRODUCERS = ArchitectureRules.NOBODY_BUT_THE_PLATFORM_PRODUCES;
    @ArchTest
    static final ArchRule TIME = ArchitectureRules.TIME_COMES_FROM_A_CLOCK;
    @ArchTest
    static final ArchRule VALUES = ArchitectureRules.NO_SINGLE_VALUES;
    @ArchTest
    static final ArchRule CONTROLLERS = ArchitectureRules.CONTROLLERS_ARE_PACKAGE_PRIVATE;
    @ArchTest
    static final ArchRule CIRCLES = ArchitectureRules.noCirclesAmongTheRoomsOf("org.civikos.advocacy");
}
