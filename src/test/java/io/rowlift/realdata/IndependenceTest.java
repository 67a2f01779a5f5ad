package io.rowlift.realdata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** A check that shared code with what it checks would repeat its mistakes. */
class IndependenceTest {

    @Test
    void theOracleUsesNothingOfRowliftButTheServers() {
        JavaClasses classes = new ClassFileImporter().importPackagesOf(IndependenceTest.class);

        noClasses()
                .that()
                .doNotHaveSimpleName("MappingsTest")
                .and()
                .haveNameNotMatching(".*MappingsTest\\$.*")
                .and()
                .doNotHaveSimpleName("SuggestIT")
                .and()
                .haveNameNotMatching(".*\\.SuggestedCopyIT(\\$.*)?")
                .and()
                // reads both sides as Rowlift does, so that verify can be trusted; the oracle is CopyIT
                .haveNameNotMatching(".*\\.(CanonicalColumnIT|ComparedCopy)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.rowlift",
                        "io.rowlift.cli..",
                        "io.rowlift.config..",
                        "io.rowlift.job..",
                        "io.rowlift.mapping..",
                        "io.rowlift.plan..",
                        "io.rowlift.problem..",
                        "io.rowlift.schema..",
                        "io.rowlift.source..",
                        "io.rowlift.target..")
                .check(classes);
    }
}
