package io.rowlift.source.postgres;

import io.rowlift.schema.Column;
import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Definition.ColumnDefinition;
import io.rowlift.schema.Definition.Index;
import io.rowlift.schema.Definition.Partitioning;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.Family;
import io.rowlift.schema.Structure;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.CatalogTable;
import io.rowlift.source.jdbc.Parts;
import io.rowlift.source.jdbc.Structures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL's catalog says about a whole database. */
final class PostgresStructure implements Structures {

    /** Which schemas are the users': {@code n} is pg_namespace. */
    static final String USERS = """
            n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'""";

    @Override
    public Structure read(Connection connection, List<CatalogTable> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // everything is printed with its schema, and means the same in another database
            statement.execute("SET LOCAL search_path = ''");
        }
        return new Structure(
                Family.POSTGRESQL,
                Answer.list(connection, "SHOW server_version", r -> r.getString(1))
                        .get(0),
                definitions(connection, tables),
                PostgresUserTypes.read(connection),
                PostgresSequences.read(connection),
                PostgresOthers.read(connection));
    }

    private static List<Definition> definitions(Connection connection, List<CatalogTable> tables) throws SQLException {
        Parts<PostgresColumns.Declared> columns = PostgresColumns.read(connection);
        Parts<Index> indexes = PostgresIndexes.read(connection);
        Parts<Check> checks = PostgresConstraints.checks(connection);
        Parts<Reference> references = PostgresConstraints.references(connection);
        Parts<Partitioning> partitionings = PostgresPartitions.read(connection);
        Parts<PostgresTables.Facts> facts = PostgresTables.read(connection);
        List<Definition> definitions = new ArrayList<>();
        for (CatalogTable listed : tables.stream().filter(CatalogTable::listed).toList()) {
            TableName name = listed.table().name();
            List<ColumnDefinition> declared = columns(listed.table(), columns.of(name));
            PostgresTables.Facts fact = facts.of(name).get(0);
            definitions.add(new Definition(
                    as(listed.table(), declared),
                    declared,
                    indexes.of(name),
                    checks.of(name),
                    references.of(name),
                    partitionings.of(name).stream().findFirst().orElse(null),
                    fact.comment(),
                    fact.rows(),
                    fact.bytes()));
        }
        return definitions;
    }

    private static List<ColumnDefinition> columns(Table table, List<PostgresColumns.Declared> declared) {
        List<ColumnDefinition> definitions = new ArrayList<>();
        for (PostgresColumns.Declared column : declared) {
            definitions.add(column.with(table.column(column.name()).orElseThrow()));
        }
        return definitions;
    }

    /** The same table, its types printed as in the definition. */
    private static Table as(Table table, List<ColumnDefinition> declared) {
        List<Column> columns = declared.stream().map(ColumnDefinition::column).toList();
        return new Table(table.name(), table.kind(), columns, table.keys(), table.foreignKeys());
    }
}
