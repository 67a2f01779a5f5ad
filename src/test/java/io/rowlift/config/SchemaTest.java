package io.rowlift.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rowlift.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the JSON Schemas, which editors use, and the reader, which decides, against each other. */
class SchemaTest {

    private static final Set<Keys> JOB_FILE = EnumSet.range(Keys.JOB, Keys.SYNC);

    /** Cases whose problems only a reader finds: what one place of a file says about another, or YAML itself. */
    private static final Path READER_ONLY = GoldenFilesTest.ROOT.resolve("reader-only.txt");

    @ParameterizedTest
    @EnumSource(Keys.class)
    void keysAreTheReaders(Keys keys) {
        JsonNode schema = schemaOf(keys);
        assertThat(names(schema.get("properties"))).containsExactlyInAnyOrderElementsOf(keys.all());
        assertThat(texts(schema.path("required"))).containsExactlyInAnyOrderElementsOf(keys.required());
    }

    @Test
    void everyObjectOfTheSchemasIsRead() {
        Set<String> known =
                Stream.of(Keys.values()).map(SchemaTest::pointer).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = new TreeSet<>();
        for (String file : List.of("job", "mapping")) {
            walk(json(file), file + "#", (path, node) -> {
                if (node.path("properties").isObject() && node.has("type")) {
                    found.add(path);
                    assertThat(node.path("additionalProperties").toString())
                            .as(path)
                            .isEqualTo("false");
                }
            });
        }
        assertThat(found).isEqualTo(known);
    }

    @Test
    void everyPropertyIsDescribed() {
        for (Keys keys : Keys.values()) {
            JsonNode file = json(file(keys));
            schemaOf(keys)
                    .get("properties")
                    .properties()
                    .forEach(property -> assertThat(
                                    property.getValue().path("description").asText())
                            .as(keys + " " + property.getKey())
                            .hasSizeGreaterThan(10)
                            .endsWith("."));
            assertThat(file.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        }
    }

    @Test
    void wordsAreTheReaders() {
        assertThat(texts(schemaOf(Keys.CONVERTED).at("/properties/as/enum")))
                .containsExactlyElementsOf(Words.TYPES.keySet());
        assertThat(texts(schemaOf(Keys.ENTITY).at("/properties/nulls/enum")))
                .containsExactlyElementsOf(Words.NULLS.keySet());
        assertThat(texts(schemaOf(Keys.ITEM).at("/properties/nulls/enum")))
                .containsExactlyElementsOf(Words.NULLS.keySet());
        assertThat(texts(schemaOf(Keys.ENTITY).at("/properties/names/enum")))
                .containsExactlyElementsOf(Words.NAMES.keySet());
        assertThat(texts(json("mapping").at("/$defs/comparison/propertyNames/enum")))
                .containsExactlyElementsOf(Words.OPERATORS.keySet());
        assertThat(texts(json("mapping").at("/$defs/keyAttribute/anyOf/1/additionalProperties/enum")))
                .containsExactlyElementsOf(Words.KEY_TYPES.keySet());
        assertThat(texts(schemaOf(Keys.RELATIONAL).at("/properties/ddl/anyOf/0/enum")))
                .containsExactlyElementsOf(Words.DDL.keySet());
        assertThat(texts(schemaOf(Keys.COPY).at("/properties/target/enum")))
                .containsExactlyElementsOf(Words.RELATIONAL.keySet());
        assertThat(texts(schemaOf(Keys.COPY).at("/properties/foreignKeys/enum")))
                .containsExactlyElementsOf(Words.FOREIGN_KEYS.keySet());
        assertThat(texts(schemaOf(Keys.COPY).at("/properties/indexes/enum")))
                .containsExactlyElementsOf(Words.INDEXES.keySet());
        assertThat(texts(schemaOf(Keys.SYNC).at("/properties/mode/anyOf/0/enum")))
                .containsExactlyElementsOf(Words.SYNC_MODES.keySet());
    }

    static List<Path> validFiles() throws IOException {
        List<Path> files = new ArrayList<>(ShippedFiles.all());
        for (Path directory : GoldenFilesTest.cases()) {
            if (Files.size(directory.resolve("problems.txt")) == 0) {
                files.add(GoldenFilesTest.file(directory));
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("validFiles")
    void validFilesAreValid(Path file) {
        assertThat(errors(file)).isEmpty();
    }

    @Test
    void invalidFilesAreInvalid() throws IOException {
        List<String> unnoticed = new ArrayList<>();
        for (Path directory : GoldenFilesTest.cases()) {
            if (Files.size(directory.resolve("problems.txt")) > 0
                    && tree(GoldenFilesTest.file(directory)) != null
                    && errors(GoldenFilesTest.file(directory)).isEmpty()) {
                unnoticed.add(directory.getFileName().toString());
            }
        }
        assertThat(unnoticed).containsExactlyElementsOf(Files.readAllLines(READER_ONLY));
    }

    private static List<String> errors(Path file) {
        Node tree = tree(file);
        assertThat(tree).as("%s is YAML", file).isNotNull();
        boolean job = file.endsWith("job.yaml") || file.startsWith("jobs");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json(job ? "job" : "mapping"));
        return schema.validate(toJson(tree)).stream().map(Object::toString).toList();
    }

    private static Node tree(Path file) {
        Problems problems = new Problems();
        String text = FileText.read(file, problems);
        Node node = text == null ? null : YamlReader.read(file.toString(), text, problems);
        return problems.isEmpty() ? node : null;
    }

    /** As an editor sees a file: with YAML's own types. */
    private static JsonNode toJson(Node node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof Node.Block block) {
            ObjectNode object = json.objectNode();
            block.entries().forEach((key, entry) -> object.set(key, toJson(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = json.arrayNode();
            sequence.elements().forEach(e -> array.add(toJson(e)));
            return array;
        }
        Node.Text text = (Node.Text) node;
        if (text.quoted()) {
            return json.textNode(text.value());
        }
        if (text.value().matches("[-+]?[0-9]{1,18}")) {
            return json.numberNode(Long.parseLong(text.value()));
        }
        if (text.value().matches("[-+]?[0-9]*\\.[0-9]+")) {
            return json.numberNode(Double.parseDouble(text.value()));
        }
        if (text.value().matches("true|True|TRUE|false|False|FALSE")) {
            return json.booleanNode(Boolean.parseBoolean(text.value()));
        }
        return text.missing() || text.value().matches("~|null|Null|NULL")
                ? json.nullNode()
                : json.textNode(text.value());
    }

    private static JsonNode schemaOf(Keys keys) {
        String[] parts = pointer(keys).split("#", 2);
        return json(parts[0]).at(parts[1]);
    }

    private static String pointer(Keys keys) {
        boolean root = keys == Keys.JOB;
        return file(keys) + "#" + (root ? "" : "/$defs/" + keys.name().toLowerCase(Locale.ROOT));
    }

    private static String file(Keys keys) {
        return JOB_FILE.contains(keys) ? "job" : "mapping";
    }

    private static JsonNode json(String file) {
        try (InputStream in = Keys.class.getResourceAsStream(file + ".schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void walk(JsonNode node, String path, java.util.function.BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        node.properties().forEach(p -> walk(p.getValue(), path + "/" + p.getKey(), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), path + "/" + i, visitor);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(e -> texts.add(e.asText()));
        return texts;
    }
}
