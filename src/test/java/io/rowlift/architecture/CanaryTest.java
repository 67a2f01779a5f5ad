package io.rowlift.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The classes under {@code canary} break every rule: a rule that lets them pass would let everything pass. */
class CanaryTest {

    private static final String CANARY = "io.rowlift.architecture.canary";
    private static final Rules RULES = new Rules(CANARY);
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(CANARY);

    @Test
    void aFeatureWithoutALayer() {
        assertThat(violations(RULES.everyFeatureIsALayer()))
                .hasSize(2)
                .allMatch(violation -> violation.contains("canary.extra."));
    }

    @Test
    void anImportAgainstTheLayers() {
        assertThat(violations(RULES.layers()))
                .anyMatch(violation -> violation.contains("schema.Wrong") && violation.contains("mapping.Wrong"))
                .anyMatch(violation ->
                        violation.contains("source.postgres.Wrong") && violation.contains("target.dynamodb.Wrong"));
    }

    @Test
    void aCoreThatKnowsJdbc() {
        assertThat(violations(RULES.pureCore()))
                .isNotEmpty()
                .allMatch(violation -> violation.contains("schema.Wrong") && violation.contains("java.sql.Connection"));
    }

    @Test
    void aMappingThatKnowsJdbcButMayKnowJackson() {
        assertThat(violations(RULES.pureMapping()))
                .isNotEmpty()
                .allMatch(violation -> violation.contains("mapping.Wrong") && violation.contains("java.sql.ResultSet"));
    }

    @Test
    void librariesInTheWrongPlace() {
        assertThat(violations(RULES.onlyJobUsesSpring())).isNotEmpty().allMatch(v -> v.contains("report.Wrong"));
        assertThat(violations(RULES.onlyDynamoDbUsesTheAwsSdk()))
                .isNotEmpty()
                .allMatch(v -> v.contains("report.Wrong"));
        assertThat(violations(RULES.onlyConfigUsesYaml())).isNotEmpty().allMatch(v -> v.contains("report.Wrong"));
        assertThat(violations(RULES.onlyTheCommandLineUsesPicocli()))
                .isNotEmpty()
                .allMatch(v -> v.contains("report.Wrong"));
        assertThat(violations(RULES.noJavaUtilLogging())).isNotEmpty().allMatch(v -> v.contains("report.Wrong"));
    }

    @Test
    void printingAndExiting() {
        assertThat(violations(RULES.onlyTheCommandLinePrintsAndExits()))
                .hasSize(3)
                .allMatch(violation -> violation.contains("report.Wrong"))
                .anyMatch(violation -> violation.contains("java.lang.System.out"))
                .anyMatch(violation -> violation.contains("java.lang.System.err"))
                .anyMatch(violation -> violation.contains("java.lang.System.exit"));
    }

    @Test
    void aCycle() {
        assertThat(violations(RULES.noCycles()))
                .anyMatch(violation -> violation.contains("Slice mapping") && violation.contains("Slice schema"));
    }

    @Test
    void aDatabaseThatKnowsAnother() {
        assertThat(violations(RULES.databasesDoNotKnowEachOther()))
                .isNotEmpty()
                .allMatch(violation ->
                        violation.contains("source.postgres.Wrong") && violation.contains("source.mysql.Other"));
    }

    @Test
    void aClassPerPair() {
        assertThat(violations(RULES.atMostOneClassKnowsDatabasesOfBothSides()))
                .singleElement()
                .asString()
                .contains("job.MySqlToDynamoDb", "job.PostgresToDynamoDb");
    }

    @Test
    void emptyNames() {
        assertThat(violations(RULES.plainNames()))
                .hasSize(2)
                .anyMatch(violation -> violation.contains("extra.UnplacedHelper"))
                .anyMatch(violation -> violation.contains("extra.AbstractUnplaced"));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }
}
