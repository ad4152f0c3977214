package dev.turnstile.booking;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A service knows the contracts and what all services share; not the other services, and nothing of Kafka. */
@AnalyzeClasses(packages = "dev.turnstile.booking", importOptions = ImportOption.DoNotIncludeTests.class)
class NeighboursTest {

    @ArchTest
    static final ArchRule it_knows_what_it_needs_and_no_more = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.turnstile.booking..",
                    "dev.turnstile.events..",
                    "dev.turnstile.publishing..",
                    "java..",
                    "org.jspecify..",
                    "org.springframework..");
}
