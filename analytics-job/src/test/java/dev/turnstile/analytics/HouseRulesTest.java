package dev.turnstile.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.turnstile.analytics", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

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
            .resideInAnyPackage(
                    "dev.turnstile.analytics.windows..",
                    "dev.turnstile.analytics.bookings..",
                    "dev.turnstile.analytics.orders..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.turnstile.analytics.runtime..", "dev.turnstile.analytics.replay..");

    @ArchTest
    static final ArchRule pipelines_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("dev.turnstile.analytics.bookings")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.turnstile.analytics.orders");
}
