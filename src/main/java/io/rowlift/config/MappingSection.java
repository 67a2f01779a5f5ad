package io.rowlift.config;

import io.rowlift.mapping.Entity;
import io.rowlift.mapping.Mapping;
import io.rowlift.mapping.Mapping.AccessPattern;
import io.rowlift.mapping.TableDesign;
import io.rowlift.problem.Problems;
import io.rowlift.problem.Suggestion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a mapping file from its tree. */
final class MappingSection {

    private static final String TARGET = "dynamodb";

    private MappingSection() {}

    /** Reports a file for a target that this version does not have: its keys are others, so nothing else is read. */
    static void refuseOtherTargets(Node node, Problems problems) {
        if (!(node instanceof Node.Block block)) {
            return;
        }
        Node.Entry entry = block.entries().get("target");
        if (entry == null
                || !(entry.value() instanceof Node.Text text)
                || text.value().equals(TARGET)) {
            return;
        }
        if (TargetSection.LATER.contains(text.value())) {
            problems.add(
                    text.location(),
                    "mappings for the target \"" + text.value() + "\" are not supported yet",
                    TargetSection.NOT_YET);
        } else {
            Scalars.wrong(
                    text,
                    "\"target\"",
                    "\"" + TARGET + "\"",
                    Suggestion.didYouMean(text.value(), List.of(TARGET)),
                    new Scope("", problems));
        }
    }

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
