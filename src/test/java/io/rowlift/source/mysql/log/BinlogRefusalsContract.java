package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.source.Capture;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.Database;
import io.rowlift.source.LogPosition;
import io.rowlift.source.mysql.OpenLog;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server does not log, or not so that it can be followed; on a server of its own, whose settings are changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BinlogRefusalsContract {

    static final String WAY_BACK =
            "run \"rowlift verify --repair\": it compares all rows and corrects what the log did not tell";

    @Nullable
    DatabaseServer server;

    Database database;

    abstract DatabaseServer start();

    abstract Database on(DatabaseServer server);

    /** The statement that sets a value for good, as messages name it. */
    abstract String set(String name, String value);

    @BeforeEach
    void prepare() {
        server = server == null ? start() : server;
        database = on(server);
        database.run("CREATE TABLE t (id int PRIMARY KEY, v varchar(20))", "INSERT INTO t VALUES (1, 'a')");
    }

    @AfterEach
    void restore() {
        database.run(
                "SET GLOBAL binlog_format = ROW",
                "SET GLOBAL binlog_row_image = FULL",
                "SET GLOBAL binlog_row_metadata = FULL");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    Capture watching() {
        return OpenLog.watching(database, "t(id,v)");
    }

    List<String> problems() {
        try (OpenLog log = OpenLog.of(database, watching())) {
            List<Problem> problems = log.log().check();
            if (!problems.isEmpty()) {
                assertThatThrownBy(log.log()::begin)
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                e -> assertThat(e.problems()).isEqualTo(problems));
            }
            return problems.stream().map(Problem::toString).toList();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "binlog_format, MIXED, ROW, the log holds statements instead of rows",
        "binlog_row_image, MINIMAL, FULL, the log does not hold whole rows",
        "binlog_row_image, NOBLOB, FULL, the log does not hold whole rows",
        "binlog_row_metadata, MINIMAL, FULL, the log does not name columns"
    })
    void settingsThatLeaveSomethingOut(String name, String value, String wanted, String why) {
        database.run("SET GLOBAL " + name + " = '" + value + "'");
        assertThat(problems())
                .containsExactly(
                        why + ": " + name + " is " + value + ", not " + wanted + "; " + set(name, "'" + wanted + "'"));
    }

    /** The stream fails where a session brought about what the check could not see. */
    AbstractThrowableAssert<?, ?> failing(String... statements) {
        try (OpenLog log = OpenLog.of(database, watching())) {
            assertThat(log.log().check()).isEmpty();
            LogPosition begin = log.log().begin();
            try (ChangeStream stream = log.log().open(begin)) {
                database.run(statements);
                return assertThatThrownBy(() -> OpenLog.upTo(stream, log.log().end()))
                        .isInstanceOf(FailedException.class);
            }
        }
    }

    String message(AbstractThrowableAssert<?, ?> thrown) {
        String[] text = new String[1];
        thrown.satisfies(e -> text[0] = e.getMessage());
        return text[0].replaceFirst("^after \\S+ of \\S+( after \\S+)?: ", "after P: ");
    }

    @Test
    void aSessionThatWritesStatements() {
        assertThat(message(failing("SET SESSION binlog_format = STATEMENT", "UPDATE t SET v = 'b'")))
                .isEqualTo("after P: a session wrote a statement to the log that may change watched rows, UPDATE in "
                        + "database \"" + database.name() + "\", and not the rows: its binlog_format is not ROW; "
                        + WAY_BACK);
    }

    @Test
    void aSessionThatWritesParts() {
        assertThat(message(failing("SET SESSION binlog_row_image = MINIMAL", "UPDATE t SET v = 'b'")))
                .isEqualTo("after P: a session wrote rows of table \"" + database.name() + ".t\" without all watched "
                        + "columns: its binlog_row_image is not FULL; " + WAY_BACK);
    }

    @Test
    void namesOfColumnsThatAreNotWrittenAnyMore() {
        assertThat(message(failing("SET GLOBAL binlog_row_metadata = MINIMAL", "FLUSH TABLES", "UPDATE t SET v = 'b'")))
                .isEqualTo("after P: the log does not name the columns of table \"" + database.name()
                        + ".t\": binlog_row_metadata was not FULL; " + WAY_BACK);
    }

    @Test
    void aDistributedTransaction() {
        assertThat(message(failing(
                        "XA START 'x'", "UPDATE t SET v = 'b'", "XA END 'x'", "XA PREPARE 'x'", "XA COMMIT 'x'")))
                .isEqualTo(
                        "after P: a distributed transaction (XA PREPARE) changed watched rows; its commit comes later "
                                + "in the log, without them; " + WAY_BACK);
    }

    @Test
    void aColumnThatIsGone() {
        assertThat(message(failing("ALTER TABLE t DROP COLUMN v", "INSERT INTO t VALUES (3)")))
                .isEqualTo("after P: table \"" + database.name() + ".t\" has no column \"v\" any more; " + WAY_BACK);
    }

    @Test
    void whatForeignKeysChangeIsNotLogged() {
        database.run(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int, "
                        + "CONSTRAINT own FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE, "
                        + "CONSTRAINT other FOREIGN KEY (parent) REFERENCES parent (id) ON UPDATE SET NULL, "
                        + "CONSTRAINT harmless FOREIGN KEY (parent) REFERENCES parent (id))");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "child(id)", "parent(id)"))) {
            assertThat(log.log().check().stream().map(Problem::toString))
                    .containsExactlyInAnyOrder(
                            cascade("own", "ON DELETE CASCADE"), cascade("other", "ON UPDATE SET NULL"));
        }
    }

    private String cascade(String name, String action) {
        return "foreign key \"" + name + "\" of table \"" + database.name() + ".child\" is " + action
                + ": what InnoDB changes in the table for it is not written to the log; ALTER TABLE child DROP FOREIGN KEY "
                + name + ", add it again without the action and have the application make these changes; or use "
                + "sync.mode: watermark with a reconcile";
    }

    /** Why it is a problem: the child's row is gone, and nothing says so. */
    @Test
    void cascadesAreInvisible() {
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "child(id)", "parent(id)"));
                ChangeStream stream = log.log().open(log.log().begin())) {
            database.run(
                    "CREATE TABLE parent (id int PRIMARY KEY)",
                    "CREATE TABLE child (id int PRIMARY KEY, parent int, "
                            + "FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE)",
                    "INSERT INTO parent VALUES (1)",
                    "INSERT INTO child VALUES (11, 1)",
                    "DELETE FROM parent");
            assertThat(database.query("SELECT count(*) FROM child")).containsExactly("0");
            assertThat(OpenLog.upTo(stream, log.log().end()))
                    .endsWith("child null -> [11]", "commit", "parent [1] -> null", "commit");
        }
    }

    @Test
    void aLoginWithoutRights() {
        database.run(
                "CREATE USER 'reader'@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT ON `" + database.name() + "`.* TO 'reader'@'%'");
        SourceSettings all = database.settings(2);
        SourceSettings own = new SourceSettings(
                all.product(), all.url(), "reader", new Secret("secret"), all.connections(), all.insecure());
        String denied = "login \"reader@%\" may not read the server's binary log; "
                + "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'reader'@'%'";
        try (OpenLog log = OpenLog.of(own, watching())) {
            assertThat(log.log().check().stream().map(Problem::toString)).containsExactly(denied);
            database.run("GRANT REPLICATION CLIENT ON *.* TO 'reader'@'%'");
        }
        try (OpenLog log = OpenLog.of(own, watching())) {
            assertThat(log.log().check().stream().map(Problem::toString)).containsExactly(denied);
            database.run("GRANT REPLICATION SLAVE ON *.* TO 'reader'@'%'");
        }
        // a first login with caching_sha2_password: the server does not know its hash yet
        database.run("FLUSH PRIVILEGES");
        try (OpenLog log = OpenLog.of(own, watching());
                ChangeStream stream = log.log().open(log.log().begin())) {
            assertThat(log.log().check()).isEmpty();
            database.run("INSERT INTO t VALUES (2, 'b')");
            assertThat(OpenLog.upTo(stream, log.log().end())).containsExactly("t null -> [2, b]", "commit");
        } finally {
            database.run("DROP USER 'reader'@'%'");
        }
    }

    @Test
    void aPlaceThatTheServerHasRemoved() {
        try (OpenLog log = OpenLog.of(database, watching())) {
            LogPosition begin = log.log().begin();
            database.run("INSERT INTO t VALUES (2, 'b')", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (3, 'c')");
            String file = database.query(statusStatement()).get(0);
            purge(file);
            String lost = lostByPurge(begin);
            assertThatThrownBy(() -> log.log().open(begin).next(Duration.ofSeconds(10)))
                    .isInstanceOf(FailedException.class)
                    .satisfies(e -> assertThat(e.getMessage()).matches(lost));
        }
    }

    /** Removes everything before a file; the server does so only when nobody reads it any more. */
    private void purge(String file) {
        for (int i = 0; i < 100; i++) {
            database.run("PURGE BINARY LOGS TO '" + file + "'");
            if (database.query("SHOW BINARY LOGS").get(0).equals(file)) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    String statusStatement() {
        return "SHOW MASTER STATUS";
    }

    /** The message of a place before which the log was removed, as a pattern. */
    abstract String lostByPurge(LogPosition begin);

    @Test
    void aServerThatWasResetIsAnotherOne() {
        try (OpenLog log = OpenLog.of(database, watching())) {
            database.run("INSERT INTO t VALUES (2, 'b')");
            LogPosition end = log.log().end();
            database.run("RESET MASTER");
            assertThatThrownBy(() -> log.log().open(end))
                    .isInstanceOf(FailedException.class)
                    .satisfies(e -> assertThat(e.getMessage()).matches(lostByReset(end)));
            assertThat(log.log().retained())
                    .hasValueSatisfying(kept -> assertThat(kept.lost()).isNotEmpty());
        }
    }

    abstract String lostByReset(LogPosition end);

    @Test
    void aLogThatIsRemovedTooEarly() {
        Capture capture = new Capture("test", watching().tables(), Duration.ofDays(40));
        expireAfterADay();
        try (OpenLog log = OpenLog.of(database, capture)) {
            assertThat(log.log().check().stream().map(Problem::toString)).containsExactly(tooEarly());
        } finally {
            expireNever();
        }
    }

    abstract void expireAfterADay();

    abstract void expireNever();

    abstract String tooEarly();
}
