package io.rowlift.config;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.TableDesign;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a mapping file from its tree. */
final class MappingSection {

    static final String TARGET = "dynamodb";

    private MappingSection() {}

    static Mapping read(Path file, Node node, Scope scope) {
        Fields fields = Fields.open(node, Keys.MAPPING, scope);
        ConfigFile.checkVersion(fields);
        fields.text("target");
        Map<String, TableDesign> tables = new LinkedHashMap<>();
        fields.entries("tables").forEach((name, entry) -> tables.put(name, TableSection.read(name, entry, scope)));
        Map<String, Entity> entities = new LinkedHashMap<>();
        fields.entries("entities")
                .forEach((name, entry) -> entities.put(name, EntitySection.read(name, entry, tables, scope)));
        Map<String, AccessPattern> patterns = new LinkedHashMap<>();
        fields.entries("patterns")
                .forEach((name, entry) -> patterns.put(name, PatternSection.read(name, entry, tables, scope)));
        return new Mapping(file.toString(), tables, entities, patterns);
    }
}
