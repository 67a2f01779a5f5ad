package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.TableName;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.Dialect;
import io.rowlift.target.jdbc.Loader;
import io.rowlift.target.jdbc.Upsert;
import java.util.List;
import java.util.stream.Collectors;

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

    /** Returns identifiers with commas between them. */
    static String quoted(List<String> identifiers) {
        return identifiers.stream().map(PostgresDialect::quoted).collect(Collectors.joining(", "));
    }

    /** Returns a text as a literal, for servers with standard_conforming_strings. */
    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
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

    /** A failed statement ends the transaction, unless there is a savepoint. */
    @Override
    public boolean outlivesFailures() {
        return false;
    }

    @Override
    public Upsert upsert(TargetTable table) {
        return new CopyUpsert(table, translation.check(table));
    }

    @Override
    public Loader loader(TargetTable table) {
        return new CopyLoader(table, translation.check(table));
    }
}
