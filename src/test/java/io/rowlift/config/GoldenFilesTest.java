package io.rowlift.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory holds a file as a user might write it, and the problems that Rowlift answers with, word for word; an
 * empty list for a file without problems.
 */
class GoldenFilesTest {

    static final Path ROOT = Path.of("src/test/resources/config");

    static List<Path> cases() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories
                    .filter(d -> Files.exists(d.resolve("problems.txt")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void problemsAreThese(Path directory) throws IOException {
        assertThat(problems(directory)).isEqualTo(Files.readString(directory.resolve("problems.txt")));
    }

    /** Returns the problems, one per line, with the file's name instead of its path. */
    static String problems(Path directory) {
        try {
            read(directory);
            return "";
        } catch (ConfigurationException e) {
            String prefix = directory + "/";
            return e.problems().stream()
                    .map(p -> p.toString().replace('\\', '/').replace(prefix.replace('\\', '/'), "") + "\n")
                    .collect(Collectors.joining());
        }
    }

    /** Returns the case's file. */
    static Path file(Path directory) {
        Path job = directory.resolve("job.yaml");
        return Files.exists(job) ? job : directory.resolve("mapping.yaml");
    }

    private static void read(Path directory) {
        Path file = file(directory);
        if (file.endsWith("job.yaml")) {
            JobFiles.read(file, FixedEnvironment.SHOP);
        } else if (directory.getFileName().toString().contains("-copy-")) {
            MappingFiles.readCopy(file);
        } else {
            MappingFiles.read(file);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void problemsRepeatNoCredential(Path directory) throws IOException {
        assertThat(Files.readString(directory.resolve("problems.txt"))).doesNotContain("hunter2", "s3cret");
    }
}
