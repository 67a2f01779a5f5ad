package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Problem;
import io.rowlift.schema.Column;
import io.rowlift.schema.Row;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/rendering.md to what the mapper does, line by line. */
class RenderingPageTest {

    private static List<List<String>> table(String name) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/rendering.md"));
        int begin = lines.indexOf("<!-- " + name + " -->");
        assertThat(begin).as("table of " + name).isNotNegative();
        return lines.subList(begin + 3, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(RenderingPageTest::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("(?<!\\\\)\\|"))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .map(cell -> cell.startsWith("`") && cell.endsWith("`") ? cell.substring(1, cell.length() - 1) : cell)
                .toList();
    }

    static List<List<String>> values() throws IOException {
        return table("values");
    }

    static List<List<String>> formats() throws IOException {
        return table("formats");
    }

    static List<List<String>> conversions() throws IOException {
        return table("conversions");
    }

    @ParameterizedTest
    @MethodSource("values")
    void values(List<String> cells) {
        assertThat(attribute("v", "v", cells.get(0), cells.get(1))).isEqualTo(cells.get(2));
        assertThat(key("{v}", cells.get(0), cells.get(1))).isEqualTo(cells.get(3));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void formats(List<String> cells) {
        assertThat(key("{v|" + cells.get(0) + "}", cells.get(1), cells.get(2))).isEqualTo(cells.get(3));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void conversions(List<String> cells) {
        String source = "{ x: { column: v, as: " + cells.get(0) + " } }";
        assertThat(attribute("x", source, cells.get(1), cells.get(2))).isEqualTo(cells.get(3));
    }

    private static String attribute(String name, String source, String type, String value) {
        Design design = design(type, "items: [{ key: { PK: \"{id}\" }, attributes: [" + source + "] }]");
        return outcome(design, value, item -> {
            Value found = item.attributes().get(name);
            if (found == null) {
                return "left out";
            }
            String json = DynamoJson.write(Map.of(name, found));
            return json.substring(name.length() + 4, json.length() - 1);
        });
    }

    private static String key(String template, String type, String value) {
        Design design = design(type, "items: [{ key: { PK: \"" + template + "\" } }]");
        return outcome(
                design, value, item -> item.key().partition() instanceof Value.Str text ? text.text() : "no text");
    }

    private static Design design(String type, String items) {
        return Design.of("{ partition: PK }").entity("A", "id int, v " + type, List.of("id"), items);
    }

    private interface Show {
        String of(Item item);
    }

    private static String outcome(Design design, String value, Show show) {
        Mapping mapping = design.mapping();
        Shape shape = Objects.requireNonNull(design.evidence().get("A")).shape();
        Mapper mapper;
        try {
            mapper = Mapper.compile(
                    mapping, Objects.requireNonNull(mapping.entities().get("A")), shape);
        } catch (ConfigurationException e) {
            Problem problem = e.problems().get(0);
            String message = problem.message().substring(problem.message().indexOf("\": ") + 3);
            return "error: " + message + "; " + problem.remedy();
        }
        Column column = shape.columns().get(1);
        Mapped mapped = mapper.map(new Row(new @Nullable Object[] {1L, parsed(value, column.type())}));
        return mapped.rejection() != null
                ? "rejected: " + mapped.rejection()
                : show.of(mapped.items().get(0));
    }

    private static @Nullable Object parsed(String value, Type type) {
        if (type instanceof Type.Array) {
            return SampleTypes.value(JsonValues.parse(value), type);
        }
        return SampleTypes.value(value.equals("''") ? "" : value, type);
    }
}
