package io.rowlift.source.mysql;

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

/** What an inspection looks at in MySQL and MariaDB. */
final class MySqlCheckup implements Checkup {

    private static final String ROWS = """
            SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_ROWS IS NOT NULL""";

    private final List<Check> checks;

    MySqlCheckup(SourceSettings settings, MySqlFailures failures, boolean mariaDb) {
        checks = List.of(
                new MySqlRights(failures),
                new MySqlTransactions(),
                new MySqlRoom(settings.connections()),
                new MySqlTimeLimits(mariaDb),
                new MySqlReplica(mariaDb));
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<AccessPath> paths(Connection connection) throws SQLException {
        return MySqlPaths.read(connection);
    }

    @Override
    public Map<TableName, Long> rows(Connection connection) throws SQLException {
        Map<TableName, Long> rows = new HashMap<>();
        Answer.list(
                connection, ROWS, r -> rows.put(new TableName(r.getString(1), r.getString(2)), r.getLong(3)) == null);
        return rows;
    }

    @Override
    public List<Text> texts(Connection connection, TableName table, Set<String> columns) throws SQLException {
        return MySqlTexts.read(connection, table, columns);
    }

    /** In one character set, so that a difference of bytes is a difference of letters. */
    @Override
    public String spelling(String expression) {
        return "CAST(CONVERT(" + expression + " USING utf8mb4) AS BINARY)";
    }

    @Override
    public String copy(String child, String childColumn, String parent, String parentColumn, String condition) {
        return "UPDATE " + child + " c JOIN " + parent + " p ON " + condition + " SET c." + childColumn + " = p."
                + parentColumn;
    }
}
