package io.rowlift.config;

import io.rowlift.copy.CopyMapping.ColumnRule;
import io.rowlift.copy.CopyMapping.TableRule;
import io.rowlift.mapping.Aggregate.Sql;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one of {@code tables} of a mapping for a relational target. */
final class CopyTableSection {

    private static final String DROP = "drop";

    private CopyTableSection() {}

    static TableRule read(String name, Node.Entry entry, Scope file) {
        Scope scope = file.in("table \"" + name + "\"");
        Fields fields = Fields.open(entry.value(), Keys.COPY_TABLE, scope);
        Map<String, ColumnRule> columns = new LinkedHashMap<>();
        fields.entries("columns").forEach((column, value) -> {
            ColumnRule rule = column(value, scope.in("column \"" + column + "\""));
            if (rule != null) {
                columns.put(column, rule);
            }
        });
        String to = fields.textOrNull("to");
        if (to != null && to.contains(".")) {
            scope.report(
                    fields.location("to"),
                    "\"to\" has a dot in it, and is a name without schema",
                    "which schema it goes to is said in \"schemas\"");
        }
        return new TableRule(to, EntitySection.sql(fields, "where"), fields.texts("key"), columns, entry.location());
    }

    private static @Nullable ColumnRule column(Node.Entry entry, Scope scope) {
        Node node = entry.value();
        if (node instanceof Node.Broken) {
            return null;
        }
        if (!(node instanceof Node.Block block)) {
            if (node instanceof Node.Text text && text.value().equals(DROP)) {
                return new ColumnRule.Dropped(entry.location());
            }
            Scalars.wrong(node, "it", "drop, or a block with \"to\", \"type\" or \"sql\"", null, scope);
            return null;
        }
        Fields fields = Fields.open(block, Keys.COPY_COLUMN, scope);
        if (block.entries().isEmpty()) {
            scope.report(node.location(), "it says nothing about the column", "leave it out, or write drop");
        }
        Sql sql = EntitySection.sql(fields, "sql");
        String to = fields.textOrNull("to");
        String type = fields.textOrNull("type");
        return sql == null
                ? new ColumnRule.Kept(to, type, entry.location())
                : new ColumnRule.Computed(sql, to, type, entry.location());
    }
}
