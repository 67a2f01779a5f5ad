package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.problem.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory holds a mapping, what the source reads for each of its entities ({@code Order.source.json}), and what
 * becomes of it: items and rejections row by row, or the problems of the mapping. {@code -Dgolden.write=true} writes the
 * outcome instead of comparing it; read the difference before you commit it.
 */
class GoldenMappingsTest {

    private static final Path ROOT = Path.of("src/test/resources/mapping");

    static List<Path> cases() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowsBecomeTheseItems(Path directory) throws IOException {
        String outcome = outcome(directory);
        Path golden = directory.resolve("items.txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, outcome);
        }
        assertThat(outcome).isEqualTo(Files.readString(golden));
    }

    private static String outcome(Path directory) {
        try {
            Mapping mapping = MappingFiles.read(directory.resolve("mapping.yaml"));
            return mapping.entities().values().stream()
                    .map(entity -> outcome(directory, mapping, entity))
                    .collect(Collectors.joining("\n"));
        } catch (ConfigurationException e) {
            return e.getMessage()
                            .replace('\\', '/')
                            .replace(directory.toString().replace('\\', '/') + "/", "") + "\n";
        }
    }

    private static String outcome(Path directory, Mapping mapping, Entity entity) {
        Sample sample = Sample.of(read(directory.resolve(entity.name() + ".source.json")));
        try {
            Mapper mapper = Mapper.compile(mapping, entity, sample.shape());
            return sample.rows().stream()
                    .map(mapper::map)
                    .map(m -> text(entity, m))
                    .collect(Collectors.joining("\n"));
        } catch (ConfigurationException e) {
            return e.problems().stream()
                    .map(p -> p.toString()
                                    .replace('\\', '/')
                                    .replace(directory.toString().replace('\\', '/') + "/", "") + "\n")
                    .collect(Collectors.joining());
        }
    }

    private static String text(Entity entity, Mapped mapped) {
        String row = entity.name() + mapped.row();
        if (mapped.rejection() != null) {
            return row + " rejected: " + mapped.rejection() + "\n";
        }
        return row + "\n"
                + mapped.items().stream()
                        .map(item -> item.table() + ", " + item.size() + " bytes "
                                + DynamoJson.writeLines(item.attributes()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
