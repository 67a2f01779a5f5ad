package io.rowlift.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom. {@link CanaryTest} proves that each of these can fail. */
class ArchitectureTest {

    private static final Rules RULES = new Rules("io.rowlift");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rowlift");

    @Test
    void thereAreClassesToLookAt() {
        assertThat(CLASSES).isNotEmpty().noneMatch(type -> type.getName().endsWith("Test"));
    }

    @Test
    void everyFeatureIsALayer() {
        RULES.everyFeatureIsALayer().check(CLASSES);
    }

    @Test
    void layers() {
        RULES.layers().check(CLASSES);
    }

    @Test
    void pureCore() {
        RULES.pureCore().check(CLASSES);
    }

    @Test
    void pureMapping() {
        RULES.pureMapping().check(CLASSES);
    }

    @Test
    void onlyJobUsesSpring() {
        RULES.onlyJobUsesSpring().check(CLASSES);
    }

    @Test
    void onlyDynamoDbUsesTheAwsSdk() {
        RULES.onlyDynamoDbUsesTheAwsSdk().check(CLASSES);
    }

    @Test
    void onlyConfigUsesYaml() {
        RULES.onlyConfigUsesYaml().check(CLASSES);
    }

    @Test
    void onlyTheCommandLineUsesPicocli() {
        RULES.onlyTheCommandLineUsesPicocli().check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        RULES.onlyTheCommandLinePrintsAndExits().check(CLASSES);
    }

    @Test
    void noJavaUtilLogging() {
        RULES.noJavaUtilLogging().check(CLASSES);
    }

    @Test
    void noCycles() {
        RULES.noCycles().check(CLASSES);
    }

    @Test
    void databasesDoNotKnowEachOther() {
        RULES.databasesDoNotKnowEachOther().check(CLASSES);
    }

    @Test
    void atMostOneClassKnowsDatabasesOfBothSides() {
        RULES.atMostOneClassKnowsDatabasesOfBothSides().check(CLASSES);
    }

    @Test
    void plainNames() {
        RULES.plainNames().check(CLASSES);
    }

    /** NullAway looks at every class of io.rowlift; the annotation says so to readers and to editors. */
    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        List<Path> packages;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(directory -> assertThat(directory.resolve("package-info.java"))
                        .exists()
                        .content()
                        .contains("@NullMarked")
                        .contains("/**"));
    }
}
