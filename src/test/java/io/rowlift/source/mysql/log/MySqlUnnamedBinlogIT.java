package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.Problem;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.EmbeddedMySql;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.LogPosition;
import io.rowlift.source.mysql.OpenLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server that gives its transactions no names: places are files and offsets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlUnnamedBinlogIT extends BinlogContract {

    private @Nullable DatabaseServer own;

    @Override
    Database create() {
        Servers.mysql();
        if (own == null) {
            own = EmbeddedMySql.start("--gtid-mode=OFF");
        }
        return Database.on(own, Product.MYSQL);
    }

    /** Its beginning is that of a file. */
    @Override
    LogPosition from(OpenLog log) {
        return log.log().end();
    }

    @AfterAll
    void stop() {
        if (own != null) {
            own.close();
        }
    }

    @Test
    void beginsWithTheFileWhoseTransactionsMayNotBeVisible() {
        database.run("FLUSH BINARY LOGS", "CREATE TABLE t (id int PRIMARY KEY)");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            LogPosition begin = log.log().begin();
            LogPosition end = log.log().end();
            assertThat(begin.text()).matches("binlog\\.[0-9]{6}:4 of [0-9a-f-]{36}");
            assertThat(end.text()).matches("binlog\\.[0-9]{6}:[0-9]{3,} of [0-9a-f-]{36}");
            assertThat(end.reaches(begin)).isTrue();
            assertThat(begin.reaches(end)).isFalse();
        }
    }

    @Test
    void aPlaceThatTheServerDoesNotHave() {
        database.run("CREATE TABLE t (id int PRIMARY KEY)");
        try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
            BinlogPosition end = BinlogPosition.read(log.log().end());
            String server = end.server();
            assertLost(
                    log,
                    new BinlogPosition("00000000-0000-0000-0000-00000000000b", end.file(), 4, ""),
                    "the server is another one: " + server
                            + " instead of 00000000-0000-0000-0000-00000000000b, and without GTIDs the place cannot be found in "
                            + "its log");
            assertLost(
                    log,
                    new BinlogPosition(server, "binlog.000000", 4, ""),
                    "the server has removed binlog.000000 from its log, which begins with "
                            + database.query("SHOW BINARY LOGS").get(0));
            assertLost(
                    log,
                    new BinlogPosition(server, end.file(), end.offset() + 1_000, ""),
                    end.file() + " of the server's log ends at " + end.offset() + ", before " + (end.offset() + 1_000)
                            + ": the log was reset");
        }
    }

    private static void assertLost(OpenLog log, BinlogPosition place, String why) {
        assertThatThrownBy(() -> log.log().open(place.position()))
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "the log of MySQL cannot be followed after " + place + ": " + why + "; run \"rowlift verify "
                                + "--repair\": it compares all rows and corrects what the log did not tell");
    }

    @Test
    void aLoginThatDoesNotSeeOtherSessions() {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "CREATE USER 'reader'@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'reader'@'%'");
        SourceSettings all = database.settings(2);
        SourceSettings reader = new SourceSettings(
                all.product(), all.url(), "reader", new Secret("secret"), all.connections(), all.insecure());
        try (OpenLog log = OpenLog.of(reader, OpenLog.watching(database, "t(id)"))) {
            assertThat(log.log().check().stream().map(Problem::toString))
                    .containsExactly(
                            "the server has no GTIDs, and login \"reader@%\" may not see whose transactions are "
                                    + "committing; set gtid_mode to ON, or GRANT PROCESS ON *.* TO the login");
        }
    }
}
