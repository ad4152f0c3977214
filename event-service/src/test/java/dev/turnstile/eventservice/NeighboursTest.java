package dev.turnstile.eventservice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A service knows the contracts, the definitions and what all services share; not the other services. */
@AnalyzeClasses(packages = "dev.turnstile.eventservice", importOptions = ImportOption.DoNotIncludeTests.class)
class NeighboursTest {

    @ArchTest
    static final ArchRule it_knows_what_it_needs_and_no_more = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.turnstile.eventservice..",
                    "dev.turnstile.definitions..",
                    "dev.turnstile.events..",
                    "dev.turnstile.publishing..",
                    "io.swagger.v3.oas.models..",
                    "jakarta.servlet..",
                    "java..",
                    "org.apache.kafka..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "org.springdoc..",
                    "org.springframework..");
}
