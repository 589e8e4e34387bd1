package org.civikos.platformtest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the house that the compiler does not hold. A service takes them all with
 * {@code @ArchTest static final ArchTests HOUSE = ArchTests.in(ArchitectureRules.class)}, or one by one.
 */
public final class ArchitectureRules {

    private static final String ROOT = "org.civikos.";
    /** Rooms that everybody may enter. */
    private static final Set<String> COMMON = Set.of("platform", "platformtest", "localstack");

    /** Only the platform's messaging touches a producer: whoever else did would send what was never committed. */
    @ArchTest
    public static final ArchRule NOBODY_BUT_THE_PLATFORM_PRODUCES = noClasses()
            .that().resideOutsideOfPackages("org.civikos.platform.messaging..", "org.civikos.localstack..", "org.civikos.platformtest..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka.clients.producer..",
                    "org.springframework.cloud.stream.function..")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("org.springframework.kafka.core.KafkaTemplate");

    /** Time comes from a Clock, so that a test can set it. */
    @ArchTest
    public static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses().should().callMethod(Instant.class, "now")
            .orShould().callMethod(LocalDate.class, "now").orShould().callMethod(LocalDateTime.class, "now")
            .orShould().callMethod(ZonedDateTime.class, "now").orShould().callConstructor(Date.class);

    /** Configuration comes as typed records, never by a single value somewhere. */
    @ArchTest
    public static final ArchRule NO_SINGLE_VALUES = noClasses().should().dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value");

    /** What a web framework calls is nobody's to depend on. */
    @ArchTest
    public static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE = classes().that()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController").should().notBePublic().allowEmptyShould(true);

    /** Dependencies come in by the constructor. */
    @ArchTest
    public static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired").allowEmptyShould(true);

    /** Services are servlets on virtual threads; reactive code is the gateway's. */
    @ArchTest
    public static final ArchRule NOTHING_REACTIVE = noClasses().that().resideOutsideOfPackage("org.civikos.gateway..")
            .should().dependOnClassesThat().resideInAnyPackage("reactor..", "org.reactivestreams..",
                    "org.springframework.web.reactive..", "org.springframework.web.server..");

    /** Where a room keeps its persistence apart, what stands beside it knows neither store nor broker nor web. */
    @ArchTest
    public static final ArchRule A_DOMAIN_KNOWS_NO_STORE_AND_NO_WEB = noClasses().that(standBesidePersistence())
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.data..", "com.mongodb..", "org.bson..",
                    "org.springframework.web..", "org.springframework.http..", "jakarta.servlet..", "org.springframework.kafka..",
                    "org.apache.kafka..")
            .allowEmptyShould(true);

    /** Nobody works through the web: {@code web → use cases → domain}, never back. */
    @ArchTest
    public static final ArchRule NOBODY_DEPENDS_ON_A_ROOMS_WEB = noClasses()
            .that().resideOutsideOfPackages("..web..", "..config..")
            .should().dependOnClassesThat(resideInAServicesPackage("web")).allowEmptyShould(true);

    /** A service never depends on another service's code; they meet through events. */
    @ArchTest
    public static final ArchRule NO_SERVICE_KNOWS_ANOTHER = classes().should(knowNoOtherService()).allowEmptyShould(true);

    /** Logs are what an operator reads; the console is the launcher's. */
    @ArchTest
    public static final ArchRule NOBODY_WRITES_TO_THE_CONSOLE = noClasses()
            .that().resideOutsideOfPackages("org.civikos.localstack..", "org.civikos.platformtest..", "org.civikos.benchmarks..")
            .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
            .orShould().callMethod(Throwable.class, "printStackTrace");

    private ArchitectureRules() {
    }

    /** The rooms of a service form no circle. */
    public static ArchRule noCirclesAmongTheRoomsOf(String basePackage) {
        return slices().matching(basePackage + ".(*)..").should().beFreeOfCycles();
    }

    private static DescribedPredicate<JavaClass> standBesidePersistence() {
        return DescribedPredicate.describe("stand beside a package persistence", type -> {
            JavaPackage room = type.getPackage();
            return room.containsPackage("persistence");
        });
    }

    private static DescribedPredicate<JavaClass> resideInAServicesPackage(String name) {
        return DescribedPredicate.describe("reside in a service's package " + name, type -> {
            String service = service(type);
            return service != null && !COMMON.contains(service) && ("." + type.getPackageName() + ".").contains("." + name + ".");
        });
    }

    private static ArchCondition<JavaClass> knowNoOtherService() {
        return new ArchCondition<>("know no other service") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String other = service(dependency.getTargetClass());
                    if (other != null && !COMMON.contains(other) && !other.equals(service(type))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static @Nullable String service(JavaClass type) {
        if (!type.getName().startsWith(ROOT)) {
            return null;
        }
        String rest = type.getName().substring(ROOT.length());
        int end = rest.indexOf('.');
        return end < 0 ? null : rest.substring(0, end);
    }
}
