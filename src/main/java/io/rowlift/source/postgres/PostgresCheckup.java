package io.rowlift.source.postgres;

import io.rowlift.plan.SourceSettings;
import io.rowlift.schema.TableName;
import io.rowlift.source.Inspection.Text;
import io.rowlift.source.jdbc.AccessPath;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Checkup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an inspection looks at in PostgreSQL. */
final class PostgresCheckup implements Checkup {

    /** A partitioned table is as large as its leaves; -1 is a table that was never analysed, 0 before version 14. */
    private static final String ROWS = """
            SELECT n.nspname, c.relname, CASE WHEN c.relkind = 'p' THEN (
                       SELECT CASE WHEN bool_and(l.reltuples >= 0) THEN sum(l.reltuples) ELSE -1 END
                       FROM pg_catalog.pg_partition_tree(c.oid) t JOIN pg_catalog.pg_class l ON l.oid = t.relid
                       WHERE t.isleaf)
                   ELSE c.reltuples END::bigint
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm')""";

    private final List<Check> checks;

    PostgresCheckup(SourceSettings settings, PostgresFailures failures) {
        PostgresDialect dialect = new PostgresDialect();
        checks = List.of(
                new PostgresRights(dialect, failures),
                new PostgresTransactions(dialect),
                new PostgresLocks(),
                new PostgresRoom(settings.connections(), dialect),
                new PostgresTimeLimits(dialect),
                new PostgresStandby());
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<AccessPath> paths(Connection connection) throws SQLException {
        return PostgresPaths.read(connection);
    }

    @Override
    public Map<TableName, Long> rows(Connection connection) throws SQLException {
        Map<TableName, Long> rows = new HashMap<>();
        Answer.list(connection, ROWS, r -> {
            long estimate = r.getLong(3);
            if (!r.wasNull() && estimate >= 0) {
                rows.put(new TableName(r.getString(1), r.getString(2)), estimate);
            }
            return estimate;
        });
        return rows;
    }

    @Override
    public List<Text> texts(Connection connection, TableName table, Set<String> columns) throws SQLException {
        return PostgresTexts.read(connection, table, columns);
    }

    /** As text, because citext ignores case under every collation. */
    @Override
    public String spelling(String expression) {
        return "(" + expression + "::text COLLATE \"C\")";
    }

    @Override
    public String copy(String child, String childColumn, String parent, String parentColumn, String condition) {
        return "UPDATE " + child + " c SET " + childColumn + " = p." + parentColumn + " FROM " + parent + " p WHERE "
                + condition;
    }
}
