package io.rowlift.config;

import io.rowlift.copy.CopyMapping;
import io.rowlift.copy.CopyMapping.ForeignKeys;
import io.rowlift.copy.CopyMapping.Indexes;
import io.rowlift.copy.CopyMapping.Name;
import io.rowlift.copy.CopyMapping.SchemaRule;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a mapping file for a relational target from its tree. */
final class CopySection {

    private CopySection() {}

    static CopyMapping read(Path file, Node node, Scope scope) {
        Fields fields = Fields.open(node, Keys.COPY, scope);
        ConfigFile.checkVersion(fields);
        Kind target = fields.oneOf("target", Words.RELATIONAL, Kind.POSTGRESQL);
        Map<String, TableRule> tables = new LinkedHashMap<>();
        fields.entries("tables").forEach((name, entry) -> tables.put(name, CopyTableSection.read(name, entry, scope)));
        return new CopyMapping(
                file.toString(),
                target,
                schemas(fields),
                fields.has("include") ? names("include", fields) : List.of(new Name("*", fields.location())),
                names("exclude", fields),
                fields.has("foreignKeys") ? fields.oneOf("foreignKeys", Words.FOREIGN_KEYS, ForeignKeys.KEEP) : null,
                fields.oneOf("indexes", Words.INDEXES, Indexes.AFTER_LOAD),
                tables);
    }

    private static Map<String, SchemaRule> schemas(Fields fields) {
        Map<String, SchemaRule> schemas = new LinkedHashMap<>();
        fields.entries("schemas").forEach((name, entry) -> {
            String to = Scalars.text(entry.value(), "\"schemas\", " + Fields.quoted(name), fields.scope());
            if (to != null) {
                schemas.put(name, new SchemaRule(to, entry.location()));
            }
        });
        return schemas;
    }

    /** A single name counts as a list of one. */
    private static List<Name> names(String key, Fields fields) {
        Node node = fields.node(key);
        List<Node> elements = node instanceof Node.Text ? List.of(node) : fields.elements(key);
        List<Name> names = new ArrayList<>();
        for (Node element : elements) {
            String pattern = Scalars.text(element, Fields.quoted(key), fields.scope());
            if (pattern != null) {
                names.add(new Name(pattern, element.location()));
            }
        }
        return names;
    }
}
