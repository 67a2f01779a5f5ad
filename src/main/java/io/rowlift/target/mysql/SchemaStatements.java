package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.schema.TableName;
import io.rowlift.target.mysql.IndexDesign.Kind;
import io.rowlift.target.mysql.TableDesign.ReferenceDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that make what was designed, phase by phase, each with the question whether it is there. */
final class SchemaStatements {

    private final List<TableDesign> tables;
    private final boolean databases;

    SchemaStatements(List<TableDesign> tables, boolean databases) {
        this.tables = tables;
        this.databases = databases;
    }

    List<Statement> all() {
        List<Statement> statements = new ArrayList<>();
        tables.stream()
                .map(t -> t.name().schema())
                .filter(name -> databases)
                .distinct()
                .sorted()
                .map(SchemaStatements::database)
                .forEach(statements::add);
        tables.forEach(t -> statements.add(table(t)));
        tables.forEach(t -> statements.addAll(indexes(t)));
        tables.forEach(t -> t.references().forEach(r -> statements.add(reference(t.name(), r))));
        tables.forEach(t -> statements.add(statistics(t.name())));
        return statements;
    }

    private static Statement database(String name) {
        return new Statement(
                Phase.TABLES,
                null,
                "database \"" + name + '"',
                "SELECT COUNT(*) > 0 FROM information_schema.schemata WHERE schema_name = " + Quoted.text(name),
                "CREATE DATABASE IF NOT EXISTS " + Quoted.name(name) + " DEFAULT CHARACTER SET utf8mb4");
    }

    private static Statement table(TableDesign table) {
        return new Statement(
                Phase.TABLES,
                table.name(),
                "table \"" + table.name().name() + '"',
                "SELECT COUNT(*) > 0 FROM information_schema.tables WHERE " + in(table.name()),
                table.sql());
    }

    private static String in(TableName table) {
        return "table_schema = " + Quoted.text(table.schema()) + " AND table_name = " + Quoted.text(table.name());
    }

    /** All indexes of a table share one pass over its rows; InnoDB makes FULLTEXT indexes one at a time. */
    private static List<Statement> indexes(TableDesign table) {
        List<List<IndexDesign>> groups = new ArrayList<>();
        groups.add(table.late().stream().filter(i -> i.kind() != Kind.FULLTEXT).toList());
        table.late().stream().filter(i -> i.kind() == Kind.FULLTEXT).forEach(i -> groups.add(List.of(i)));
        return groups.stream()
                .filter(g -> !g.isEmpty())
                .map(g -> indexes(table.name(), g))
                .toList();
    }

    private static Statement indexes(TableName table, List<IndexDesign> group) {
        String object = group.stream().map(i -> '"' + i.name() + '"').collect(Collectors.joining(", "));
        String names = group.stream().map(i -> Quoted.text(i.name())).collect(Collectors.joining(", "));
        return new Statement(
                Phase.INDEXES,
                table,
                (group.size() == 1 ? "index " : "indexes ") + object + " of \"" + table.name() + '"',
                "SELECT COUNT(DISTINCT index_name) = " + group.size() + " FROM information_schema.statistics WHERE "
                        + in(table) + " AND index_name IN (" + names + ")",
                "ALTER TABLE " + Quoted.name(table)
                        + group.stream().map(i -> "\n  ADD " + i.sql()).collect(Collectors.joining(",")));
    }

    private static Statement reference(TableName table, ReferenceDesign reference) {
        return new Statement(
                Phase.FOREIGN_KEYS,
                table,
                "foreign key \"" + reference.name() + '"',
                "SELECT COUNT(*) > 0 FROM information_schema.table_constraints WHERE " + in(table)
                        + " AND constraint_type = 'FOREIGN KEY' AND constraint_name = "
                        + Quoted.text(reference.name()),
                "ALTER TABLE " + Quoted.name(table) + "\n  ADD " + reference.sql());
    }

    private static Statement statistics(TableName table) {
        return new Statement(
                Phase.STATISTICS,
                table,
                "statistics of \"" + table.name() + '"',
                null,
                "ANALYZE TABLE " + Quoted.name(table));
    }
}
