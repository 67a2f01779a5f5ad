package io.rowlift.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.KeyProof;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.mapping.Mapper;
import io.rowlift.mapping.Mapping;
import io.rowlift.schema.Column;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory holds a schema and the mapping that is suggested for it, byte for byte. After a change,
 * {@code ./mvnw -B test -Dtest=GoldenSuggestionsTest -Drowlift.golden.write=true} writes the mappings anew.
 */
class GoldenSuggestionsTest {

    private static final Path ROOT = Path.of("src/test/resources/suggest");

    @TempDir
    private Path folder;

    static List<Path> cases() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheMapping(Path directory) throws IOException {
        String text = suggested(SchemaText.read(directory.resolve("schema.txt")));
        Path golden = directory.resolve("mapping.yaml");
        if (Boolean.getBoolean("rowlift.golden.write")) {
            Files.writeString(golden, text);
        }

        assertThat(text).isEqualTo(Files.readString(golden));
    }

    /** Whatever order the source's catalog has: no part of the file depends on it. */
    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameForTheSameSchema(Path directory) throws IOException {
        Introspection schema = SchemaText.read(directory.resolve("schema.txt"));
        String text = suggested(schema);
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            List<Table> tables = new ArrayList<>();
            schema.tables()
                    .forEach(table -> tables.add(new Table(
                            table.name(),
                            table.kind(),
                            table.columns(),
                            shuffled(table.keys(), random),
                            shuffled(table.foreignKeys(), random))));
            Collections.shuffle(tables, random);
            assertThat(suggested(new Introspection(
                            schema.product(),
                            schema.database(),
                            tables,
                            schema.unread(),
                            schema.schemas(),
                            schema.others())))
                    .isEqualTo(text);
        }
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void compilesAndIsProved(Path directory) throws IOException {
        Introspection schema = SchemaText.read(directory.resolve("schema.txt"));
        Path file = Files.writeString(folder.resolve("mapping.yaml"), suggested(schema));
        Mapping mapping = MappingFiles.read(file);
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        mapping.entities().forEach((name, entity) -> {
            Evidence found = evidence(schema, entity.aggregate().from());
            assertThat(Mapper.compile(mapping, entity, found.shape())).isNotNull();
            evidence.put(name, found);
        });

        assertThat(KeyProof.of(mapping, evidence).unproved()).isEmpty();
    }

    private static Evidence evidence(Introspection schema, String from) {
        Table table = schema.tables().stream()
                .filter(t -> t.name().toString().equals(from) || t.name().name().equals(from))
                .findFirst()
                .orElseThrow();
        List<Column> columns = table.columns();
        List<Integer> key = table.identity().orElseThrow().columns().stream()
                .map(name -> columns.indexOf(table.column(name).orElseThrow()))
                .toList();
        return new Evidence(table, table.identity().orElseThrow(), new Shape(columns, key, List.of()));
    }

    private static String suggested(Introspection schema) {
        return MappingText.of(Design.of(schema), JobFileText.name(schema.database()));
    }
}
