package io.rowlift.source.mysql;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.CatalogTable;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the login reads all rows and columns in one snapshot, and whether it may do more than that. */
final class MySqlRights implements Check {

    /** Rights on columns, those that come by a role or from all of the server included. */
    private static final String WRITABLE = """
            SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE() AND (PRIVILEGES LIKE '%insert%' OR PRIVILEGES LIKE '%update%')
            ORDER BY TABLE_NAME""";

    private static final String ENGINES = """
            SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = DATABASE() AND ENGINE IS NOT NULL AND ENGINE <> 'InnoDB' ORDER BY TABLE_NAME""";

    private static final Set<Integer> DENIED = Set.of(1142, 1143);

    private final MySqlFailures failures;
    private final MySqlDialect dialect = new MySqlDialect();

    MySqlRights(MySqlFailures failures) {
        this.failures = failures;
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        Set<TableName> wanted =
                scope.tables().stream().map(t -> t.table().name()).collect(Collectors.toSet());
        String login = login(connection);
        List<Finding> findings = new ArrayList<>();
        for (CatalogTable table : scope.tables()) {
            findings.addAll(readable(connection, table.table().name(), login));
        }
        findings.addAll(writable(connection, wanted, login));
        findings.addAll(engines(connection, wanted));
        return findings;
    }

    /** Asked by compiling a statement: the only place where all grants, roles and views' definers come together. */
    private List<Finding> readable(Connection connection, TableName table, String login) throws SQLException {
        String name = name(table);
        try {
            new MySqlCatalog(false).describe(connection, "SELECT * FROM " + name);
            return List.of();
        } catch (SQLException e) {
            if (failures.temporary(e)) {
                throw e;
            }
            boolean denied = DENIED.contains(e.getErrorCode());
            String subject = "table \"" + table + "\"";
            return List.of(Finding.of(
                    Severity.PROBLEM,
                    denied ? "right-missing" : "unreadable",
                    subject,
                    denied
                            ? "the login may not read all columns of " + subject
                            : "the login cannot read all of " + subject + ": " + failures.compiling(e),
                    denied
                            ? "GRANT SELECT ON " + name + " TO " + account(login)
                            : "use a login that may read every row and column of it"));
        }
    }

    private static List<Finding> writable(Connection connection, Set<TableName> wanted, String login)
            throws SQLException {
        Set<TableName> found = new HashSet<>();
        String names = Answer.list(connection, WRITABLE, r -> new TableName(r.getString(1), r.getString(2))).stream()
                .filter(wanted::contains)
                .filter(found::add)
                .map(table -> "\"" + table + "\"")
                .collect(Collectors.joining(", "));
        return found.isEmpty()
                ? List.of()
                : List.of(Finding.of(
                                Severity.NOTE,
                                "right-to-write",
                                "login \"" + login + "\"",
                                "the login may also write " + names,
                                "a login that may only read is enough")
                        .counted(found.size(), List.of()));
    }

    private List<Finding> engines(Connection connection, Set<TableName> wanted) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Answer.list(connection, ENGINES, r -> {
            TableName table = new TableName(r.getString(1), r.getString(2));
            String subject = "table \"" + table + "\"";
            return wanted.contains(table)
                    && findings.add(Finding.of(
                            Severity.WARNING,
                            "no-snapshot",
                            subject,
                            subject + " is of engine " + r.getString(3)
                                    + ": it is not read in one snapshot with the others",
                            "ALTER TABLE " + name(table) + " ENGINE = InnoDB"));
        });
        return findings;
    }

    private String name(TableName table) {
        return dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }

    /** Returns the account as which the server knows the login, for example {@code app@%}. */
    static String login(Connection connection) throws SQLException {
        return Answer.list(connection, "SELECT CURRENT_USER()", r -> r.getString(1))
                .get(0);
    }

    /** Returns {@code `app`@`%`} for {@code app@%}. */
    static String account(String login) {
        int at = login.lastIndexOf('@');
        MySqlDialect dialect = new MySqlDialect();
        return dialect.quote(login.substring(0, at)) + "@" + dialect.quote(login.substring(at + 1));
    }
}
