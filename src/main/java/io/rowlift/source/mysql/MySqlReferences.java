package io.rowlift.source.mysql;

import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Parts;
import io.rowlift.source.mysql.MySqlRules.Rule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The foreign keys of MySQL and MariaDB. */
final class MySqlReferences {

    /** Outer, because MariaDB shows the rules of constraints to nobody who may only read. */
    private static final String REFERENCES = """
            SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_SCHEMA,
                   k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE
            FROM information_schema.KEY_COLUMN_USAGE k
            LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r
              ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
              AND r.TABLE_NAME = k.TABLE_NAME
            WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
            ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION""";

    private final Parts<Line> lines;
    private final Map<TableName, Map<String, Rule>> shown;

    private MySqlReferences(Parts<Line> lines, Map<TableName, Map<String, Rule>> shown) {
        this.lines = lines;
        this.shown = shown;
    }

    /** One pair of columns. */
    private record Line(
            String name,
            String column,
            TableName table,
            String referenced,
            @Nullable Rule rule) {}

    static MySqlReferences read(Connection connection) throws SQLException {
        Parts<Line> lines = Parts.read(connection, REFERENCES, MySqlReferences::line);
        Map<TableName, Map<String, Rule>> shown = new HashMap<>();
        for (TableName table : lines.tables()) {
            if (lines.of(table).stream().anyMatch(line -> line.rule() == null)) {
                shown.put(table, MySqlRules.read(connection, table));
            }
        }
        return new MySqlReferences(lines, shown);
    }

    private static Line line(ResultSet r) throws SQLException {
        String onDelete = r.getString("DELETE_RULE");
        return new Line(
                r.getString("CONSTRAINT_NAME"),
                r.getString("COLUMN_NAME"),
                new TableName(r.getString("REFERENCED_TABLE_SCHEMA"), r.getString("REFERENCED_TABLE_NAME")),
                r.getString("REFERENCED_COLUMN_NAME"),
                onDelete == null ? null : new Rule(onDelete, r.getString("UPDATE_RULE")));
    }

    /** Returns a table's foreign keys by name. */
    List<Reference> of(TableName table) {
        Map<String, List<Line>> byName = new LinkedHashMap<>();
        for (Line line : lines.of(table)) {
            byName.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line);
        }
        return byName.values().stream().map(pairs -> reference(table, pairs)).toList();
    }

    private Reference reference(TableName table, List<Line> pairs) {
        Line first = pairs.get(0);
        Rule rule = first.rule() == null ? shown.getOrDefault(table, Map.of()).get(first.name()) : first.rule();
        if (rule == null) {
            throw new IllegalStateException("foreign key " + first.name() + " of table " + table + " is not printed");
        }
        return new Reference(
                first.name(),
                pairs.stream().map(Line::column).toList(),
                first.table(),
                pairs.stream().map(Line::referenced).toList(),
                action(rule.onDelete()),
                action(rule.onUpdate()),
                false,
                false,
                false,
                true);
    }

    private static Action action(String rule) {
        return Action.valueOf(rule.replace(' ', '_'));
    }
}
