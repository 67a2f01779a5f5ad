package io.rowlift.source.mysql;

import io.rowlift.schema.Definition.Check;
import io.rowlift.schema.Table;
import io.rowlift.schema.Type;
import io.rowlift.source.jdbc.Parts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The checks of MySQL and MariaDB. */
final class MySqlChecks {

    private static final String CHECKS = """
            SELECT t.TABLE_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED
            FROM information_schema.CHECK_CONSTRAINTS c
            JOIN information_schema.TABLE_CONSTRAINTS t
              ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
              AND t.CONSTRAINT_TYPE = 'CHECK'
            WHERE c.CONSTRAINT_SCHEMA = DATABASE() ORDER BY t.TABLE_NAME, c.CONSTRAINT_NAME""";

    /** Names are unique within a table only; all checks are enforced. */
    private static final String MARIADB = """
            SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, 'YES' AS ENFORCED
            FROM information_schema.CHECK_CONSTRAINTS
            WHERE CONSTRAINT_SCHEMA = DATABASE() ORDER BY TABLE_NAME, CONSTRAINT_NAME""";

    private final boolean mariaDb;

    MySqlChecks(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    Parts<Check> read(Connection connection) throws SQLException {
        return Parts.read(connection, mariaDb ? MARIADB : CHECKS, r -> {
            String clause = r.getString("CHECK_CLAUSE");
            return new Check(
                    r.getString("CONSTRAINT_NAME"),
                    mariaDb ? clause : MySqlExpressions.unescaped(clause),
                    r.getString("ENFORCED").equals("YES"));
        });
    }

    /** Leaves out the checks that MariaDB's JSON type brings along. */
    static List<Check> ofUsers(List<Check> checks, Table table) {
        return checks.stream()
                .filter(check -> table.columns().stream()
                        .noneMatch(column -> column.type() instanceof Type.Json
                                && check.expression().equals("json_valid(`" + column.name() + "`)")))
                .toList();
    }
}
