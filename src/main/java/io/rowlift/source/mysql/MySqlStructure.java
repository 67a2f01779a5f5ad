package io.rowlift.source.mysql;

import io.rowlift.schema.Definition;
import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Definition.ColumnDefinition;
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

/** What the information schema of MySQL and MariaDB says about the one database that the URL names. */
final class MySqlStructure implements Structures {

    private final boolean mariaDb;

    MySqlStructure(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    @Override
    public Structure read(Connection connection, List<CatalogTable> tables) throws SQLException {
        if (!mariaDb) {
            try (Statement statement = connection.createStatement()) {
                // MySQL otherwise tells counters and sizes of a day ago
                statement.execute("SET SESSION information_schema_stats_expiry = 0");
            }
        }
        return new Structure(
                Family.MYSQL,
                Answer.list(connection, "SELECT VERSION()", r -> r.getString(1)).get(0),
                definitions(connection, tables),
                List.of(),
                new MySqlCounters(mariaDb).read(connection),
                MySqlOthers.read(connection, mariaDb));
    }

    private List<Definition> definitions(Connection connection, List<CatalogTable> tables) throws SQLException {
        Parts<MySqlColumns.Declared> columns = new MySqlColumns(mariaDb).read(connection);
        MySqlIndexes indexes = MySqlIndexes.read(connection);
        Parts<Check> checks = new MySqlChecks(mariaDb).read(connection);
        MySqlReferences references = MySqlReferences.read(connection);
        MySqlPartitions partitions = MySqlPartitions.read(connection);
        Parts<MySqlTables.Facts> facts = MySqlTables.read(connection);
        List<Definition> definitions = new ArrayList<>();
        for (CatalogTable listed : tables.stream().filter(CatalogTable::listed).toList()) {
            Table table = listed.table();
            TableName name = table.name();
            MySqlTables.Facts fact = facts.of(name).get(0);
            definitions.add(new Definition(
                    table,
                    columns(table, columns.of(name)),
                    indexes.of(name),
                    MySqlChecks.ofUsers(checks.of(name), table),
                    references.of(name),
                    partitions.of(name),
                    fact.comment(),
                    fact.rows(),
                    fact.bytes()));
        }
        return definitions;
    }

    private static List<ColumnDefinition> columns(Table table, List<MySqlColumns.Declared> declared) {
        List<ColumnDefinition> definitions = new ArrayList<>();
        for (MySqlColumns.Declared column : declared) {
            definitions.add(column.with(table.column(column.name()).orElseThrow(), table));
        }
        return definitions;
    }
}
