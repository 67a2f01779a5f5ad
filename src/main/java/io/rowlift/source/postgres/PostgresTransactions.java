package io.rowlift.source.postgres;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import io.rowlift.source.jdbc.Answer;
import io.rowlift.source.jdbc.Check;
import io.rowlift.source.jdbc.Scope;
import io.rowlift.source.jdbc.Spans;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Transactions of others that have been open for long, and how near the end of transaction numbers is. */
final class PostgresTransactions implements Check {

    private static final String OPEN = """
            SELECT pid, usename, datname, state, (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::bigint
            FROM pg_catalog.pg_stat_activity
            WHERE xact_start IS NOT NULL AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            ORDER BY xact_start""";

    private static final String PREPARED = """
            SELECT gid, owner, database, (extract(epoch FROM clock_timestamp() - prepared) * 1000)::bigint
            FROM pg_catalog.pg_prepared_xacts ORDER BY prepared""";

    private static final String AGE = """
            SELECT age(datfrozenxid), pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE'), current_user, datname
            FROM pg_catalog.pg_database WHERE datname = current_database()""";

    /** The server refuses writes some three million before 2^31. */
    private static final long NEAR = 1_500_000_000;

    private final PostgresDialect dialect;

    PostgresTransactions(PostgresDialect dialect) {
        this.dialect = dialect;
    }

    /** A transaction of a session. */
    record Open(int session, String login, String database, String state, Duration age) {

        Finding finding() {
            return Finding.of(
                    Severity.WARNING,
                    "transaction-open",
                    "session " + session,
                    "session " + session + " of login \"" + login + "\" in database \"" + database
                            + "\" has had a transaction open for " + Spans.text(age) + " (" + state
                            + "): the server cannot clean up what was deleted since, and reading grows slower",
                    "commit it, or SELECT pg_terminate_backend(" + session + ")");
        }
    }

    /** A transaction that no session has. */
    record Prepared(String name, String login, String database, Duration age) {

        Finding finding() {
            return Finding.of(
                    Severity.WARNING,
                    "transaction-prepared",
                    "transaction \"" + name + "\"",
                    "transaction \"" + name + "\" of login \"" + login + "\" in database \"" + database
                            + "\" was prepared " + Spans.text(age)
                            + " ago and never ended: its locks stay, and the server cannot clean up what was deleted since",
                    "COMMIT PREPARED or ROLLBACK PREPARED '" + name.replace("'", "''") + "'");
        }
    }

    /** What the database says about the age of its oldest row, and whether the login sees others' transactions. */
    record State(String database, long age, boolean seesAll, String login) {

        List<Finding> findings(PostgresDialect dialect) {
            List<Finding> findings = new ArrayList<>();
            if (age > NEAR) {
                findings.add(Finding.of(
                        Severity.WARNING,
                        "wraparound-near",
                        "database \"" + database + "\"",
                        "database \"" + database + "\" has used " + age
                                + " transaction numbers since its oldest row was frozen: it stops at 2147483648, and long"
                                + " reading keeps it from freezing",
                        "VACUUM FREEZE"));
            }
            if (!seesAll) {
                findings.add(Finding.of(
                        Severity.NOTE,
                        "transactions-unseen",
                        "login \"" + login + "\"",
                        "the login cannot see how long others' transactions have been open",
                        "GRANT pg_read_all_stats TO " + dialect.quote(login)));
            }
            return findings;
        }
    }

    @Override
    public List<Finding> on(Connection connection, Scope scope) throws SQLException {
        List<Open> open = Answer.list(
                connection,
                OPEN,
                r -> new Open(
                        r.getInt(1), r.getString(2), r.getString(3), r.getString(4), Duration.ofMillis(r.getLong(5))));
        List<Prepared> prepared = Answer.list(
                connection,
                PREPARED,
                r -> new Prepared(r.getString(1), r.getString(2), r.getString(3), Duration.ofMillis(r.getLong(4))));
        State state = Answer.list(
                        connection, AGE, r -> new State(r.getString(4), r.getLong(1), r.getBoolean(2), r.getString(3)))
                .get(0);
        return Stream.of(
                        open.stream()
                                .filter(t -> t.age().compareTo(scope.patience()) > 0)
                                .map(Open::finding),
                        prepared.stream()
                                .filter(t -> t.age().compareTo(scope.patience()) > 0)
                                .map(Prepared::finding),
                        state.findings(dialect).stream())
                .flatMap(findings -> findings)
                .toList();
    }
}
