package dev.turnstile.publishing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what, within this module and beyond. */
@AnalyzeClasses(packages = "dev.turnstile.publishing", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule it_knows_no_service = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.turnstile.booking..",
                    "dev.turnstile.order..",
                    "dev.turnstile.events.bookings..",
                    "dev.turnstile.events.orders..");

    @ArchTest
    static final ArchRule kafka_stays_at_its_edge = noClasses()
            .that()
            .resideOutsideOfPackage("dev.turnstile.publishing.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule what_makes_a_retry_the_same_knows_neither_spring_nor_servlets = noClasses()
            .that()
            .resideInAPackage("dev.turnstile.publishing.idempotency..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule dependencies_point_one_way =
            slices().matching("dev.turnstile.publishing.(*)..").should().beFreeOfCycles();
}
