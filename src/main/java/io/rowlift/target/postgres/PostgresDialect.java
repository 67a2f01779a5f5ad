package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.Structure.Sequence;
import io.rowlift.schema.TableName;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.Dialect;
import io.rowlift.target.jdbc.Loader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL says what all relational targets need. */
final class PostgresDialect implements Dialect {

    private final Translation translation;

    PostgresDialect(Translation translation) {
        this.translation = translation;
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    @Override
    public String quote(String identifier) {
        return quoted(identifier);
    }

    @Override
    public List<String> ledger(TableName header, TableName entries) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + quoted(header) + """
                         (
                            id smallint PRIMARY KEY,
                            version smallint NOT NULL,
                            job text NOT NULL,
                            store text NOT NULL,
                            source text NOT NULL,
                            begun text NOT NULL
                        )""",
                "CREATE TABLE IF NOT EXISTS " + quoted(entries) + """
                         (
                            table_schema text NOT NULL,
                            table_name text NOT NULL,
                            range_no integer NOT NULL,
                            key_position text,
                            rows_read bigint NOT NULL,
                            rows_written bigint NOT NULL,
                            done smallint NOT NULL,
                            PRIMARY KEY (table_schema, table_name, range_no)
                        )""");
    }

    @Override
    public String columns() {
        return """
                SELECT a.attname AS name, NOT a.attnotnull OR a.atthasdef OR a.attidentity <> '' AS optional
                FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum""";
    }

    /** TRUNCATE takes no longer for a large table, and rolls back with everything else. */
    @Override
    public @Nullable String removal(TargetTable table) {
        return null;
    }

    @Override
    public List<String> releases(Connection connection, TableName table) throws SQLException {
        String sql = """
                SELECT n.nspname, c.relname, k.conname
                FROM pg_catalog.pg_constraint k
                JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE k.contype = 'f' AND k.conparentid = 0
                  AND to_regclass(?) IN (k.conrelid, k.confrelid)
                ORDER BY 1, 2, 3""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, quoted(table));
            List<String> statements = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    TableName owner = new TableName(found.getString(1), found.getString(2));
                    statements.add("ALTER TABLE " + quoted(owner) + " DROP CONSTRAINT " + quoted(found.getString(3)));
                }
            }
            return statements;
        }
    }

    /** A failed statement ends the transaction, unless there is a savepoint. */
    @Override
    public boolean outlivesFailures() {
        return false;
    }

    /** Sorting in memory is what an index is mostly made of; everybody may raise it, and gets it back afterwards. */
    @Override
    public @Nullable String room(Phase phase) {
        return phase == Phase.INDEXES ? "SET LOCAL maintenance_work_mem = '256MB'" : null;
    }

    @Override
    public List<Statement> sequences(Connection connection, TargetSchema schema, List<Sequence> sequences)
            throws SQLException {
        return PostgresSequences.statements(connection, schema, sequences);
    }

    @Override
    public Loader loader(TargetTable table) {
        return new CopyLoader(table, translation.check(table));
    }
}
