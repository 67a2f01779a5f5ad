package io.rowlift.mapping;

import io.rowlift.config.MappingFiles;
import io.rowlift.mapping.KeyProof.Evidence;
import io.rowlift.schema.Column;
import io.rowlift.schema.Key;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small mappings and the tables that they read, for tests that need many of them. */
final class Design {

    private final List<String> entities = new ArrayList<>();
    private final Map<String, Evidence> evidence = new LinkedHashMap<>();
    private final String table;

    private Design(String table) {
        this.table = table;
    }

    /** Begins a mapping with a table such as {@code { partition: PK, sort: SK }}. */
    static Design of(String table) {
        return new Design(table);
    }

    /**
     * Adds an entity.
     *
     * @param columns such as {@code id int, name text}; the table's own
     * @param unique columns of its primary key; empty for a table whose key only the mapping declares
     * @param body the lines of the entity below {@code from}
     */
    Design entity(String name, String columns, List<String> unique, String... body) {
        entities.add("  " + name + ":\n    from: " + name.toLowerCase(java.util.Locale.ROOT) + "\n    "
                + String.join("\n    ", body) + "\n");
        List<Column> all = new ArrayList<>();
        for (String column : columns.split(", ", -1)) {
            String[] words = column.split(" ", -1);
            all.add(new Column(words[0], SampleTypes.type(words[1]), false, words[1]));
        }
        List<Column> own = all.stream().filter(c -> !c.name().contains(".")).toList();
        Key key = unique.isEmpty()
                ? new Key("declared by the mapping", List.of(own.get(0).name()), false, "only the mapping says so")
                : new Key("pk", unique, true, null);
        Table root = new Table(
                new TableName("public", name.toLowerCase(java.util.Locale.ROOT)),
                Table.Kind.TABLE,
                own,
                unique.isEmpty() ? List.of() : List.of(key),
                List.of());
        List<String> names = all.stream().map(Column::name).toList();
        Shape shape = new Shape(all, key.columns().stream().map(names::indexOf).toList(), List.of());
        evidence.put(name, new Evidence(root, key, shape));
        return this;
    }

    String mappingTable() {
        return table;
    }

    Mapping mapping() {
        try {
            Path file = Files.createTempFile("mapping", ".yaml");
            Files.writeString(
                    file,
                    "version: 1\ntarget: dynamodb\ntables:\n  t: " + table + "\nentities:\n"
                            + String.join("", entities));
            Mapping mapping = MappingFiles.read(file);
            Files.delete(file);
            return mapping;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Evidence> evidence() {
        return evidence;
    }

    KeyProof proof() {
        return KeyProof.of(mapping(), evidence);
    }
}
