package io.rowlift.source.postgres;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.CatalogTable;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the login reads all rows and columns, and whether it may do more than that. */
final class PostgresRights implements Check {

    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.relkind::text, c.relispopulated, c.relforcerowsecurity, current_user AS login,
                   pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS usage,
                   pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writable,
                   pg_catalog.row_security_active(c.oid) AS secured,
                   c.reltuples < 0 AND c.relkind IN ('r', 'm') AS unknown,
                   (SELECT count(*) FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    AND NOT pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')
                    ORDER BY a.attnum) AS hidden
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
            ORDER BY n.nspname, c.relname""";

    private final PostgresDialect dialect;
    private final PostgresFailures failures;

    PostgresRights(PostgresDialect dialect, PostgresFailures failures) {
        this.dialect = dialect;
        this.failures = failures;
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        Set<TableName> wanted =
                scope.tables().stream().map(t -> t.table().name()).collect(Collectors.toSet());
        Set<Finding> findings = new LinkedHashSet<>();
        List<String> writable = new ArrayList<>();
        String login = Answer.list(connection, "SELECT current_user", r -> r.getString(1))
                .get(0);
        Answer.list(connection, TABLES, r -> {
            TableName table = new TableName(r.getString("nspname"), r.getString("relname"));
            if (wanted.contains(table)) {
                findings.addAll(judge(r, table, login));
                if (r.getBoolean("writable")) {
                    writable.add("\"" + table + "\"");
                }
            }
            return table;
        });
        if (!writable.isEmpty()) {
            findings.add(Finding.of(
                            Severity.NOTE,
                            "right-to-write",
                            "login \"" + login + "\"",
                            "the login may also write " + String.join(", ", writable),
                            "a login that may only read is enough")
                    .counted(writable.size(), List.of()));
        }
        for (CatalogTable table : scope.tables()) {
            if (table.table().kind() == Table.Kind.VIEW && table.obstacles().isEmpty()) {
                findings.addAll(behind(connection, table.table().name()));
            }
        }
        return List.copyOf(findings);
    }

    private List<Finding> judge(ResultSet r, TableName table, String login) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String role = dialect.quote(login);
        String subject = "table \"" + table + "\"";
        if (!r.getBoolean("usage")) {
            String schema = "schema \"" + table.schema() + "\"";
            findings.add(problem(
                    "right-missing",
                    schema,
                    "the login may not use " + schema,
                    "GRANT USAGE ON SCHEMA " + dialect.quote(table.schema()) + " TO " + role));
        }
        List<String> hidden = List.of((String[]) r.getArray("hidden").getArray());
        if (!hidden.isEmpty()) {
            boolean all = hidden.size() == r.getInt("columns");
            String columns = hidden.stream().map(c -> "\"" + c + "\"").collect(Collectors.joining(", "));
            findings.add(problem(
                    "right-missing",
                    subject,
                    "the login may not read "
                            + (all
                                    ? subject
                                    : (hidden.size() == 1 ? "column " : "columns ") + columns + " of " + subject),
                    "GRANT SELECT ON " + name(table) + " TO " + role));
        }
        if (r.getBoolean("secured")) {
            findings.add(problem(
                    "rows-hidden",
                    subject,
                    "row-level security hides rows of " + subject + " from the login"
                            + (r.getBoolean("relforcerowsecurity") ? "; it is forced, also upon the owner" : ""),
                    "ALTER ROLE " + role + " BYPASSRLS"));
        }
        findings.addAll(data(r, table, subject));
        return findings;
    }

    private List<Finding> data(ResultSet r, TableName table, String subject) throws SQLException {
        if (!r.getBoolean("relispopulated")) {
            return List.of(problem(
                    "view-empty",
                    subject,
                    "materialised view \"" + table + "\" holds no data",
                    "REFRESH MATERIALIZED VIEW " + name(table)));
        }
        if (r.getString("relkind").equals("f")) {
            return List.of(Finding.of(
                    Severity.WARNING,
                    "no-snapshot",
                    subject,
                    subject + " is a foreign table: it is not read in one snapshot with the others",
                    "read it where it is"));
        }
        if (r.getBoolean("unknown")) {
            return List.of(Finding.of(
                    Severity.NOTE,
                    "not-analysed",
                    subject,
                    "the server does not know how many rows " + subject + " has: it was never analysed",
                    "ANALYZE " + name(table)));
        }
        return List.of();
    }

    /** Policies of the tables behind a view show when a statement is compiled, its owner's rights when it is run. */
    private List<Finding> behind(Connection connection, TableName view) throws SQLException {
        String subject = "table \"" + view + "\"";
        try {
            Answer.list(connection, "SELECT * FROM " + name(view) + " LIMIT 0", r -> "");
            return List.of();
        } catch (SQLException e) {
            if (failures.temporary(e)) {
                throw e;
            }
            connection.rollback();
            return List.of(problem(
                    "unreadable",
                    subject,
                    "the login cannot read all of " + subject + ": " + failures.compiling(e),
                    "use a login that may read every row and column of it"));
        }
    }

    private static Finding problem(String code, String subject, String message, String remedy) {
        return Finding.of(Severity.PROBLEM, code, subject, message, remedy);
    }

    private String name(TableName table) {
        return dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }
}
