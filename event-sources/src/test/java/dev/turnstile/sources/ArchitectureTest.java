package dev.turnstile.sources;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What happens is decided in pure code; what has an effect is at the edge. */
@AnalyzeClasses(packages = "dev.turnstile.sources", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule CUSTOMERS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("..customers")
            .or()
            .haveSimpleName("Traffic")
            .or()
            .haveSimpleName("Demand")
            .or()
            .haveSimpleName("Arrivals")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.util.concurrent..", "org.apache..", "picocli..")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule ONLY_WHO_READS_WRITES_OR_ADMINISTERS_TOPICS_KNOWS_KAFKAS_CLIENT = noClasses()
            .that()
            .haveSimpleNameNotContaining("EventWriter")
            .and()
            .resideOutsideOfPackages("..topics", "..access")
            .and()
            .haveSimpleNameNotContaining("TopicReader")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule THE_COMMANDS_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "dev.turnstile.sources.(traffic|load|topics|access|payments|market|video|listening)")
            .should()
            .notDependOnEachOther();
}
