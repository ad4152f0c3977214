package dev.turnstile.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Everything depends on this module, so it depends on next to nothing. */
@AnalyzeClasses(packages = "dev.turnstile", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NEEDS_THE_JDK_NULL_MARKS_AND_A_STREAMING_PARSER = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations", "com.fasterxml.jackson.core..", "dev.turnstile.events..");

    @ArchTest
    static final ArchRule ONLY_THE_READERS_AND_WRITERS_OF_JSON_KNOW_THE_PARSER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.turnstile.events.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule EVENTS_AND_RESULTS_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "dev.turnstile.events.(bookings|orders|video|results)")
            .should()
            .notDependOnEachOther();
}
