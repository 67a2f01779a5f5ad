package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.source.Aggregates;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.Database;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogEvent.Reached;
import io.rowlift.source.LogPosition;
import io.rowlift.source.Reads;
import io.rowlift.source.Source;
import io.rowlift.source.mysql.OpenLog;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What the logs of MySQL and MariaDB have in common. */
abstract class BinlogContract {

    Database database;

    abstract Database create();

    @BeforeEach
    void createDatabase() {
        database = create();
    }

    /** A place behind which nothing is that was done before. */
    LogPosition from(OpenLog log) {
        return log.log().begin();
    }

    /** What the log tells of statements that are run after a place was taken. */
    List<String> told(String watched, String... statements) {
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, watched.split(" ")))) {
            assertThat(log.log().check()).isEmpty();
            try (ChangeStream stream = log.log().open(from(log))) {
                database.run(statements);
                return OpenLog.upTo(stream, log.log().end());
            }
        }
    }

    @Test
    void tellsRowsBeforeAndAfter() {
        database.run(
                "CREATE TABLE orders (note text, id int PRIMARY KEY, customer int, total decimal(10,2))",
                "CREATE TABLE other (id int PRIMARY KEY)");
        assertThat(told(
                        "orders(id,customer)",
                        "INSERT INTO orders VALUES ('a', 1, 7, 1.5), ('b', -2, NULL, 2)",
                        "INSERT INTO other VALUES (1)",
                        "UPDATE orders SET customer = 8 WHERE id = 1",
                        "UPDATE orders SET note = 'c' WHERE id = 1",
                        "DELETE FROM orders"))
                .containsExactly(
                        "orders null -> [1, 7]",
                        "orders null -> [-2, null]",
                        "commit",
                        "orders [1, 7] -> [1, 8]",
                        "commit",
                        "orders [1, 8] -> [1, 8]",
                        "commit",
                        "orders [-2, null] -> null",
                        "orders [1, 8] -> null",
                        "commit");
    }

    @Test
    void leavesOutWhatIsRolledBack() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        assertThat(told(
                        "t(id)",
                        "BEGIN",
                        "INSERT INTO t VALUES (1)",
                        "ROLLBACK",
                        "BEGIN",
                        "INSERT INTO t VALUES (2)",
                        "SAVEPOINT s",
                        "INSERT INTO t VALUES (3)",
                        "ROLLBACK TO SAVEPOINT s",
                        "INSERT INTO t VALUES (4)",
                        "COMMIT"))
                .containsExactly("t null -> [2]", "t null -> [4]", "commit");
    }

    @Test
    void tellsOfTablesWithoutTransactions() {
        database.run("CREATE TABLE t (id int PRIMARY KEY) ENGINE = MyISAM");
        assertThat(told("t(id)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)"))
                .containsExactly("t null -> [1]", "commit", "t null -> [2]", "commit");
    }

    @Test
    void tellsOfTruncates() {
        database.run("CREATE TABLE `a b` (id int PRIMARY KEY)", "CREATE TABLE u (id int PRIMARY KEY)");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "a b(id)"))) {
            try (ChangeStream stream = log.log().open(from(log))) {
                database.run(
                        "TRUNCATE u",
                        "TRUNCATE /* u */ `a b`",
                        "/* one */ truncate TABLE -- two\n `" + database.name() + "` . `a b`");
                assertThat(OpenLog.upTo(stream, log.log().end()))
                        .containsExactly("a b truncated", "commit", "a b truncated", "commit");
            }
        }
    }

    @Test
    void changedDefinitionsShiftNoValues() {
        database.run("CREATE TABLE t (a int, id int PRIMARY KEY, v varchar(10))");
        assertThat(told(
                        "t(id,v)",
                        "INSERT INTO t VALUES (5, 1, 'x')",
                        "ALTER TABLE t ADD COLUMN b varchar(5) DEFAULT 'b' FIRST",
                        "INSERT INTO t VALUES ('z', 5, 2, 'y')",
                        "ALTER TABLE t DROP COLUMN a, MODIFY v varchar(300) FIRST",
                        "UPDATE t SET v = 'w' WHERE id = 2",
                        "CREATE INDEX i ON t (v)",
                        "CREATE TABLE s LIKE t",
                        "RENAME TABLE t TO gone, s TO t",
                        "DROP TABLE IF EXISTS gone, t"))
                .containsExactly(
                        "t null -> [1, x]",
                        "commit",
                        "t: ALTER TABLE",
                        "commit",
                        "t null -> [2, y]",
                        "commit",
                        "t: ALTER TABLE",
                        "commit",
                        "t [2, y] -> [2, w]",
                        "commit",
                        "t: RENAME TABLE",
                        "commit",
                        "t: DROP TABLE",
                        "commit");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "/io/rowlift/source/mysql/types.csv",
            delimiter = '|',
            quoteCharacter = '^',
            numLinesToSkip = 1)
    void writesValuesAsTheSourceReadsThem(String declared, String literal, String type, String expected) {
        check(declared, literal);
    }

    void check(String declared, String literal) {
        database.run(
                "SET sql_mode = ''",
                "CREATE TABLE zoo (y year, id int PRIMARY KEY, u tinyint unsigned, v " + declared
                        + " NULL, w int unsigned) CHARSET utf8mb4");
        List<String> told = told(
                "zoo(u,v,w)",
                "SET sql_mode = ''",
                "INSERT INTO zoo VALUES (2024, 1, 255, " + literal + ", 4294967295)");
        try (Source source = database.open()) {
            List<Row> rows = Reads.all(source.reader(Aggregates.from("zoo").entity()), 10);
            assertThat(told)
                    .containsExactly(
                            "zoo null -> [255, " + RowKey.text(rows.get(0).get(3)) + ", 4294967295]", "commit");
        }
    }

    @Test
    void goesOnAfterARestartWithoutGapOrRepetition() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            try (ChangeStream stream = log.log().open(from(log))) {
                database.run("INSERT INTO t VALUES (1)");
                assertThat(OpenLog.upTo(stream, log.log().end())).containsExactly("t null -> [1]", "commit");
                LogPosition acknowledged = log.log().end();
                stream.acknowledge(acknowledged);
                database.run("INSERT INTO t VALUES (2)");
                database.server().restart();
                database.run("INSERT INTO t VALUES (3)");
                assertThat(OpenLog.upTo(stream, log.log().end()))
                        .containsExactly("t null -> [2]", "commit", "t null -> [3]", "commit");
                try (ChangeStream again = log.log().open(acknowledged)) {
                    assertThat(OpenLog.upTo(again, log.log().end()))
                            .containsExactly("t null -> [2]", "commit", "t null -> [3]", "commit");
                }
            }
        }
    }

    @Test
    void goesOnWhenItsConnectionIsKilled() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            try (ChangeStream stream = log.log().open(from(log))) {
                database.run("INSERT INTO t VALUES (1)");
                assertThat(OpenLog.upTo(stream, log.log().end())).containsExactly("t null -> [1]", "commit");
                for (String id : dumps()) {
                    database.run("KILL " + id);
                }
                database.run("INSERT INTO t VALUES (2)");
                assertThat(OpenLog.upTo(stream, log.log().end())).containsExactly("t null -> [2]", "commit");
            }
        }
    }

    List<String> dumps() {
        return database.query("SELECT ID FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'");
    }

    @Test
    void anIdleServerIsFollowedToItsEnd() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            LogPosition begin = from(log);
            Instant started = Instant.now();
            try (ChangeStream stream = log.log().open(begin)) {
                database.run("CREATE TABLE u (id int PRIMARY KEY)", "INSERT INTO u VALUES (1)", "FLUSH BINARY LOGS");
                LogPosition end = log.log().end();
                Reached last = reached(stream, end);
                assertThat(last.transaction()).isNull();
                assertThat(last.at())
                        .isBetween(started.minusSeconds(2), Instant.now().plusSeconds(2));
            }
        }
    }

    static Reached reached(ChangeStream stream, LogPosition end) {
        while (true) {
            LogEvent event = stream.next(Duration.ofSeconds(20));
            if (event instanceof Reached reached && reached.position().reaches(end)) {
                return reached;
            }
            assertThat(event).isNotNull();
        }
    }

    @Test
    void largeTransactionsAndEventsArePassedOn() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, body longblob)", "SET GLOBAL max_allowed_packet = 67108864");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            try (ChangeStream stream = log.log().open(from(log))) {
                database.run("INSERT INTO t VALUES (1, repeat('x', 40000000))", "INSERT INTO t VALUES (2, 'y')");
                assertThat(OpenLog.upTo(stream, log.log().end()))
                        .containsExactly("t null -> [1]", "commit", "t null -> [2]", "commit");
            }
        }
    }

    @Test
    void tellsWhatFollowsThePlace() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, body longblob)");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            assertThat(log.log().retained()).isEmpty();
            log.log().begin();
            long before = log.log().retained().orElseThrow().bytes();
            database.run("INSERT INTO t VALUES (1, repeat('x', 100000))");
            assertThat(log.log().retained().orElseThrow().bytes() - before).isBetween(100_000L, 200_000L);
            assertThat(log.log().retained().orElseThrow().lost()).isEmpty();
            log.log().drop();
            assertThat(log.log().retained()).isEmpty();
        }
    }

    static List<String> lines(ChangeStream stream, int count) {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            LogEvent event = stream.next(Duration.ofSeconds(20));
            assertThat(event).isNotNull();
            if (!(event instanceof Reached)) {
                lines.add(OpenLog.line(event));
            }
        }
        return lines;
    }

    /** Another program may have drawn the number that a replica needs: the server serves who came last. */
    @Test
    void twoReplicasOfOneNumberAreNoticed() throws SQLException {
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            BinlogPosition end = BinlogPosition.read(log.log().end());
            LogServer server = log.server(database);
            try (Dump first = Dump.open(server, end, true, -5);
                    Dump second = Dump.open(server, end, true, -5)) {
                assertThat(second.read()).isNotNull();
                assertThatThrownBy(() -> {
                            while (first.read() != null) {
                                // heartbeats, until the server has noticed
                            }
                        })
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(Following.rival(e)
                                                || server.failures().temporary(e))
                                        .as(e.getErrorCode() + " " + e.getMessage())
                                        .isTrue());
            }
        }
    }

    /** As many rows as do not fit into what is read ahead, and nobody who takes them for a while. */
    @Test
    void aLongTransactionWaitsAtTheServer() throws InterruptedException {
        database.run("CREATE TABLE t (id int PRIMARY KEY, body varchar(200))");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"));
                ChangeStream stream = log.log().open(from(log))) {
            database.run("INSERT INTO t SELECT a.n * 1000 + b.n, repeat('x', 200) FROM " + "(" + numbers(300) + ") a, ("
                    + numbers(1000) + ") b");
            Thread.sleep(500);
            int rows = 0;
            LogEvent event = stream.next(Duration.ofSeconds(20));
            while (!(event instanceof Reached reached) || reached.transaction() == null) {
                rows += event instanceof LogEvent.Changed ? 1 : 0;
                event = stream.next(Duration.ofSeconds(20));
                assertThat(event).isNotNull();
            }
            assertThat(rows).isEqualTo(300_000);
        }
    }

    /** Returns a query for the numbers from 0 up to, not including, a limit of at most a thousand. */
    private static String numbers(int limit) {
        String digits = "(SELECT 0 d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION "
                + "SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)";
        return "SELECT x.d * 100 + y.d * 10 + z.d n FROM " + digits + " x, " + digits + " y, " + digits
                + " z HAVING n < " + limit;
    }
}
