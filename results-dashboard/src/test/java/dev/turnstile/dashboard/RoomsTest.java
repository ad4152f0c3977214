package dev.turnstile.dashboard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what, within this module and beyond. */
@AnalyzeClasses(packages = "dev.turnstile", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule it_knows_the_contracts_and_nothing_else_of_the_platform = noClasses()
            .that()
            .resideInAPackage("dev.turnstile.dashboard..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.turnstile..")
                    .and(not(resideInAnyPackage("dev.turnstile.dashboard..", "dev.turnstile.events.."))));

    @ArchTest
    static final ArchRule kafka_stays_where_topics_are_read = noClasses()
            .that()
            .resideInAPackage("dev.turnstile.dashboard..")
            .and()
            .resideOutsideOfPackages(
                    "dev.turnstile.dashboard.feed..",
                    "dev.turnstile.dashboard.video..",
                    "dev.turnstile.dashboard.webhook..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..");

    @ArchTest
    static final ArchRule what_is_kept_and_told_knows_neither_spring_nor_servlets = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.turnstile.dashboard.json..",
                    "dev.turnstile.dashboard.settings..",
                    "dev.turnstile.dashboard.store..")
            .or()
            .haveSimpleName("Cursor")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "io.micrometer..", "io.swagger..");

    @ArchTest
    static final ArchRule dependencies_point_one_way =
            slices().matching("dev.turnstile.dashboard.(*)..").should().beFreeOfCycles();
}
