package io.rowlift.source.postgres;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Tables that somebody alters, or waits to alter: reading queues up behind either. */
final class PostgresLocks implements Check {

    private static final String LOCKS = """
            SELECT n.nspname, c.relname, l.pid, l.granted
            FROM pg_catalog.pg_locks l
            JOIN pg_catalog.pg_class c ON c.oid = l.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_backend_pid()
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            ORDER BY n.nspname, c.relname, l.pid""";

    private record Lock(TableName table, int session, boolean granted) {}

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        return Answer.list(
                        connection,
                        LOCKS,
                        r -> new Lock(new TableName(r.getString(1), r.getString(2)), r.getInt(3), r.getBoolean(4)))
                .stream()
                .filter(lock -> scope.tables().stream()
                        .anyMatch(table -> table.table().name().equals(lock.table())))
                .map(PostgresLocks::finding)
                .toList();
    }

    private static Finding finding(Lock lock) {
        String subject = "table \"" + lock.table() + "\"";
        return Finding.of(
                Severity.WARNING,
                "table-locked",
                subject,
                "session " + lock.session() + (lock.granted() ? " holds " : " waits for ") + subject
                        + " for itself alone: reading waits until it is done",
                "wait for it, or SELECT pg_cancel_backend(" + lock.session() + ")");
    }
}
