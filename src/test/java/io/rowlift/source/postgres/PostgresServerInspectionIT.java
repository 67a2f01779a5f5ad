package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Inspected;
import io.rowlift.source.Inspections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an inspection says of a server: what others do there, and what it allows the login. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerInspectionIT {

    private Database database;

    @BeforeAll
    void create() {
        database = Database.on(Servers.postgres(), Product.POSTGRESQL);
        database.run("CREATE TABLE users (code text PRIMARY KEY)", "ANALYZE users");
    }

    private static Inspected plain(String table) {
        return Inspections.keyed(Aggregates.of(table));
    }

    @Test
    void whatOthersDo() throws SQLException {
        String watcher = "watch_" + database.name();
        database.run(
                "CREATE ROLE " + watcher + " LOGIN PASSWORD 'secret'",
                "GRANT pg_read_all_stats TO " + watcher,
                "CREATE TABLE altered (id int PRIMARY KEY)",
                "GRANT SELECT ON altered TO " + watcher,
                "ANALYZE altered");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE altered IN ACCESS EXCLUSIVE MODE");
            String session = database.query("SELECT pid FROM pg_locks WHERE relation = 'altered'::regclass")
                    .get(0);
            statement.execute("SELECT pg_sleep(1.1)");
            List<String> found = Inspections.texts(Inspections.of(
                            database, Inspections.as(database, watcher, 2), Duration.ofSeconds(1), plain("altered")))
                    .stream()
                    .map(text -> text.replace(session, "<session>").replace(database.name(), "shop"))
                    .map(text -> text.replaceFirst("[12] seconds?", "1 second"))
                    .toList();
            assertThat(found)
                    .containsExactly(
                            "WARNING transaction-open [session <session>] session <session> of login \"postgres\" in"
                                    + " database \"shop\" has had a transaction open for 1 second (idle in transaction):"
                                    + " the server cannot clean up what was deleted since, and reading grows slower ->"
                                    + " commit it, or SELECT pg_terminate_backend(<session>)",
                            "WARNING table-locked [table \"public.altered\"] session <session> holds table"
                                    + " \"public.altered\" for itself alone: reading waits until it is done -> wait for"
                                    + " it, or SELECT pg_cancel_backend(<session>)");
        }
    }

    @Test
    void limitsOfLoginDatabaseAndServer() {
        String limited = "limited_" + database.name();
        database.run(
                "CREATE ROLE " + limited + " LOGIN PASSWORD 'secret' CONNECTION LIMIT 3",
                "GRANT pg_read_all_stats TO " + limited,
                "GRANT SELECT ON users TO " + limited,
                "ALTER DATABASE " + database.name() + " CONNECTION LIMIT 50",
                "ALTER ROLE " + limited + " SET statement_timeout = '30s'",
                "ALTER ROLE " + limited + " SET transaction_timeout = '2min'");
        List<String> found;
        try {
            found = Inspections.texts(Inspections.of(database, limited, 100, plain("users")));
        } finally {
            database.run("ALTER DATABASE " + database.name() + " CONNECTION LIMIT -1");
        }
        assertThat(found.stream().map(text -> text.replace(limited, "reader").replace(database.name(), "shop")))
                .containsExactly(
                        "PROBLEM connections-short [database \"shop\"] source.connections is 100, and 50 are"
                                + " left: the CONNECTION LIMIT of the database allows 50, others use 0 -> lower"
                                + " source.connections, or ALTER DATABASE \"shop\" CONNECTION LIMIT 150 #50",
                        "PROBLEM connections-short [login \"reader\"] source.connections is 100, and 3 are left:"
                                + " the CONNECTION LIMIT of the login allows 3, others use 0 -> lower source.connections,"
                                + " or ALTER ROLE \"reader\" CONNECTION LIMIT 103 #3",
                        "PROBLEM connections-short [server] source.connections is 100, and 97 are left:"
                                + " max_connections less those reserved allows 97, others use 0 -> lower"
                                + " source.connections, or raise max_connections #97",
                        "WARNING timeout-short [server] the server ends a statement after 30 seconds"
                                + " (statement_timeout), which may take 10 minutes -> ALTER ROLE \"reader\" SET"
                                + " statement_timeout = 0",
                        "WARNING timeout-short [server] the server ends a transaction after 2 minutes"
                                + " (transaction_timeout), which may take 10 minutes -> ALTER ROLE \"reader\" SET"
                                + " transaction_timeout = 0");
    }
}
