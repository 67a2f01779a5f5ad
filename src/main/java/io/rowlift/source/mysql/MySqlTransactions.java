package io.rowlift.source.mysql;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import io.rowlift.source.jdbc.Spans;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Transactions of others that have been open for long. */
final class MySqlTransactions implements Check {

    private static final String OPEN = """
            SELECT t.trx_mysql_thread_id, p.USER, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()), p.COMMAND
            FROM information_schema.INNODB_TRX t
            LEFT JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
            WHERE t.trx_mysql_thread_id <> CONNECTION_ID()
            ORDER BY t.trx_started, t.trx_mysql_thread_id""";

    private static final int NEEDS_PROCESS = 1227;

    private record Open(long session, String login, Duration age, boolean idle) {}

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        try {
            return Answer.list(
                            connection,
                            OPEN,
                            r -> new Open(
                                    r.getLong(1),
                                    String.valueOf(r.getString(2)),
                                    Duration.ofSeconds(r.getLong(3)),
                                    "Sleep".equals(r.getString(4))))
                    .stream()
                    .filter(open -> open.age().compareTo(scope.patience()) > 0)
                    .map(MySqlTransactions::finding)
                    .toList();
        } catch (SQLException e) {
            if (e.getErrorCode() != NEEDS_PROCESS) {
                throw e;
            }
            return List.of(unseen(connection));
        }
    }

    private static Finding finding(Open open) {
        return Finding.of(
                Severity.WARNING,
                "transaction-open",
                "session " + open.session(),
                "session " + open.session() + " of login \"" + open.login() + "\" has had a transaction open for "
                        + Spans.text(open.age()) + (open.idle() ? " (idle)" : "")
                        + ": the server cannot clean up what was changed since, and reading grows slower",
                "commit it, or KILL " + open.session());
    }

    private static Finding unseen(Connection connection) throws SQLException {
        String login = MySqlRights.login(connection);
        return Finding.of(
                Severity.NOTE,
                "transactions-unseen",
                "login \"" + login + "\"",
                "the login cannot see how long others' transactions have been open",
                "GRANT PROCESS ON *.* TO " + MySqlRights.account(login));
    }
}
