package io.rowlift.source.mysql;

import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Definition.Reference.Action;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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

    private MySqlReferences(Parts<Line> lines) {
        this.lines = lines;
    }

    /** One pair of columns. */
    private record Line(
            String name,
            String column,
            TableName table,
            String referenced,
            @Nullable String onDelete,
            @Nullable String onUpdate) {}

    static MySqlReferences read(Connection connection) throws SQLException {
        return new MySqlReferences(Parts.read(connection, REFERENCES, MySqlReferences::line));
    }

    private static Line line(ResultSet r) throws SQLException {
        return new Line(
                r.getString("CONSTRAINT_NAME"),
                r.getString("COLUMN_NAME"),
                new TableName(r.getString("REFERENCED_TABLE_SCHEMA"), r.getString("REFERENCED_TABLE_NAME")),
                r.getString("REFERENCED_COLUMN_NAME"),
                r.getString("DELETE_RULE"),
                r.getString("UPDATE_RULE"));
    }

    /** Returns a table's foreign keys by name. */
    List<Reference> of(TableName table) {
        Map<String, List<Line>> byName = new LinkedHashMap<>();
        for (Line line : lines.of(table)) {
            byName.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line);
        }
        return byName.values().stream().map(MySqlReferences::reference).toList();
    }

    private static Reference reference(List<Line> lines) {
        Line first = lines.get(0);
        return new Reference(
                first.name(),
                lines.stream().map(Line::column).toList(),
                first.table(),
                lines.stream().map(Line::referenced).toList(),
                action(first.onDelete()),
                action(first.onUpdate()),
                false,
                false,
                false,
                true);
    }

    private static Action action(@Nullable String rule) {
        return rule == null ? Action.NO_ACTION : Action.valueOf(rule.replace(' ', '_'));
    }
}
