package dev.turnstile.analytics;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.turnstile.analytics", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    /** The main class with its catalogue, and the two that wire a pipeline up. */
    private static final String[] EDGES = {
        "dev.turnstile.analytics", "dev.turnstile.analytics.runtime..", "dev.turnstile.analytics.replay.."
    };

    private static final String[] SHARED = {
        "dev.turnstile.analytics.windows..", "dev.turnstile.analytics.settings..", "dev.turnstile.analytics.alerts.."
    };

    @ArchTest
    static final ArchRule kafka_stays_at_the_edge = noClasses()
            .that()
            .resideOutsideOfPackage("..runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

    @ArchTest
    static final ArchRule pipelines_do_not_know_where_their_streams_come_from = noClasses()
            .that()
            .resideOutsideOfPackages(EDGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EDGES);

    @ArchTest
    static final ArchRule pipelines_know_what_they_share_and_not_each_other = slices().matching(
                    "dev.turnstile.analytics.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAnyPackage(EDGES), alwaysTrue())
            .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED));

    @ArchTest
    static final ArchRule what_pipelines_share_knows_none_of_them =
            slices().matching("dev.turnstile.analytics.(*)..").should().beFreeOfCycles();
}
