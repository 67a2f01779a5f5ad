package io.rowlift.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.Mapping.Condition;
import io.rowlift.mapping.Mapping.Condition.Operator;
import io.rowlift.mapping.PatternItems.Made;
import io.rowlift.mapping.TableDesign.Index;
import io.rowlift.mapping.TableDesign.KeyAttribute;
import io.rowlift.problem.ConfigurationException;
import io.rowlift.problem.Location;
import io.rowlift.schema.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No item that is really rendered is ruled out for the patterns that ask for it. */
class PatternItemsTest {

    private static final Path ROOT = Path.of("src/test/resources/mapping");

    @Test
    void whatIsRenderedAnswersThePatternsForIt() throws IOException {
        int asked = 0;
        try (Stream<Path> directories = Files.list(ROOT)) {
            for (Path directory : directories.sorted().toList()) {
                asked += asked(directory);
            }
        }
        assertThat(asked).isGreaterThan(200);
    }

    private static int asked(Path directory) throws IOException {
        try {
            return check(directory);
        } catch (ConfigurationException e) {
            return 0; // what does not compile has no items
        }
    }

    private static int check(Path directory) throws IOException {
        Mapping mapping = MappingFiles.read(directory.resolve("mapping.yaml"));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        List<Map.Entry<Entity, Mapped>> rendered = new ArrayList<>();
        for (Entity entity : mapping.entities().values()) {
            Sample sample = Sample.of(Files.readString(directory.resolve(entity.name() + ".source.json")));
            shapes.put(entity.name(), sample.shape());
            Mapper mapper = Mapper.compile(mapping, entity, sample.shape());
            sample.rows().forEach(row -> rendered.add(Map.entry(entity, mapper.map(row))));
        }
        PatternItems items = PatternItems.of(mapping, shapes);
        int asked = 0;
        for (Map.Entry<Entity, Mapped> row : rendered) {
            for (Item item : row.getValue().items()) {
                asked += check(mapping, items, row.getKey(), item);
            }
        }
        return asked;
    }

    private static int check(Mapping mapping, PatternItems items, Entity entity, Item item) {
        TableDesign table = Objects.requireNonNull(mapping.tables().get(item.table()));
        int asked = ask(items, entity, item, table, null, table.key());
        for (Index index : table.indexes().values()) {
            if (IndexEntry.of(table, index).holds(item.attributes())) {
                assertThat(items.in(table, index)).extracting(Made::entity).contains(entity.name());
                asked += ask(items, entity, item, table, index.name(), index.key());
            }
        }
        return asked;
    }

    private static int ask(
            PatternItems items,
            Entity entity,
            Item item,
            TableDesign table,
            @Nullable String index,
            List<KeyAttribute> key) {
        Map<String, Condition> query = new LinkedHashMap<>();
        int asked = 0;
        for (KeyAttribute attribute : key) {
            String text = text(item.attributes().get(attribute.name()));
            if (text == null) {
                return asked;
            }
            for (int length = 1; length < text.length() && !query.isEmpty(); length += 3) {
                Map<String, Condition> begins = new LinkedHashMap<>(query);
                String start = text.substring(0, length);
                begins.put(attribute.name(), new Condition(Operator.BEGINS_WITH, literal(start)));
                asked += answers(items, entity, table, index, begins);
            }
            query.put(attribute.name(), new Condition(Operator.EQUALS, literal(text)));
            asked += answers(items, entity, table, index, query);
        }
        return asked;
    }

    private static int answers(
            PatternItems items,
            Entity entity,
            TableDesign table,
            @Nullable String index,
            Map<String, Condition> query) {
        AccessPattern pattern =
                new AccessPattern("p", table.name(), index, query, null, new Location("mapping.yaml", 1));
        assertThat(items.answering(pattern))
                .as("%s", query)
                .extracting(Made::entity)
                .contains(entity.name());
        return 1;
    }

    private static Template literal(String text) {
        return new Template(text, List.of(new Template.Literal(text)), new Location("mapping.yaml", 1));
    }

    private static @Nullable String text(@Nullable Value value) {
        if (value instanceof Value.Str text) {
            return text.text();
        }
        return value instanceof Value.Num number ? number.text() : null;
    }
}
