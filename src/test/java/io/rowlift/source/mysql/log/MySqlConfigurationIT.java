package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.Problem;
import io.rowlift.problem.RefusedException;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.EmbeddedMySql;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.mysql.OpenLog;
import org.junit.jupiter.api.Test;

/** What is configured where a server starts: each needs one of its own. */
class MySqlConfigurationIT {

    @Test
    void aServerWithoutLog() {
        Servers.mysql();
        try (DatabaseServer server = EmbeddedMySql.start("--skip-log-bin")) {
            Database database = Database.on(server, Product.MYSQL);
            database.run("CREATE TABLE t (id int PRIMARY KEY)");
            try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
                assertThatThrownBy(log.log()::begin)
                        .isInstanceOf(RefusedException.class)
                        .hasMessage(
                                "the server writes no binary log: log_bin is OFF; set log_bin in its configuration and "
                                        + "restart it; managed services write one when backups are on");
            }
        }
    }

    @Test
    void aReplicaThatKeepsWhatItHearsToItself() {
        Servers.mysql();
        try (DatabaseServer server =
                EmbeddedMySql.start("--gtid-mode=OFF", "--log-replica-updates=OFF", "--binlog-do-db=other")) {
            Database database = Database.on(server, Product.MYSQL);
            database.run(
                    "CREATE TABLE t (id int PRIMARY KEY)",
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_USER = 'x'");
            try (OpenLog log = OpenLog.of(database, OpenLog.watching(database, "t(id)"))) {
                assertThat(log.log().check().stream().map(Problem::toString))
                        .containsExactly(
                                "the server leaves database \"" + database.name()
                                        + "\" out of its log: binlog_do_db names others; remove the filter from its "
                                        + "configuration and restart it",
                                "the server is a replica and does not write what it replicates into its own log: "
                                        + "log_replica_updates is OFF; set log_replica_updates in its configuration and "
                                        + "restart it, or read from its source",
                                "the server is a replica without GTIDs: it cannot be told when a transaction of its log is "
                                        + "visible; set gtid_mode to ON, or read from its source");
            }
        }
    }
}
