package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.InstalledMariaDb;
import io.rowlift.source.Database;
import io.rowlift.source.LogPosition;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MariaDbRefusalsIT extends BinlogRefusalsContract {

    @Override
    DatabaseServer start() {
        Optional<String> reason = InstalledMariaDb.unsupported();
        Assumptions.assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
        return InstalledMariaDb.start();
    }

    @Override
    Database on(DatabaseServer server) {
        return Database.on(server, Product.MARIADB);
    }

    @Override
    String set(String name, String value) {
        return "SET GLOBAL " + name + " = " + value
                + ", write it into the server's configuration too, and have applications connect anew";
    }

    @AfterEach
    void restoreMore() {
        database.run("SET GLOBAL log_bin_compress = OFF");
    }

    @Override
    String lostByPurge(LogPosition begin) {
        return Pattern.quote("the server does not send its log any further (error 1236): ") + ".+"
                + Pattern.quote("; " + WAY_BACK);
    }

    @Override
    String lostByReset(LogPosition end) {
        return Pattern.quote("the log of MariaDB cannot be followed after " + end
                + ": the server does not have the transactions "
                + end.text().replaceFirst(".* after ", "")
                + ", which have been handed over: it is another one, was reset or restored from a backup; " + WAY_BACK);
    }

    @Override
    void expireAfterADay() {
        database.run("SET GLOBAL expire_logs_days = 1");
    }

    @Override
    void expireNever() {
        database.run("SET GLOBAL expire_logs_days = 0");
    }

    @Override
    String tooEarly() {
        return "the server removes its log after 24 hours, but 960 hours may pass without anybody listening; "
                + "SET GLOBAL expire_logs_days = 41, and write it into the server's configuration too; on RDS CALL "
                + "mysql.rds_set_configuration('binlog retention hours', 960)";
    }

    @Test
    void aCompressedLog() {
        database.run("SET GLOBAL log_bin_compress = ON");
        assertThat(problems())
                .containsExactly(
                        "the log is compressed: log_bin_compress is ON, not OFF; " + set("log_bin_compress", "'OFF'"));
    }

    @Test
    void compressedEvents() {
        database.run("ALTER TABLE t MODIFY v varchar(400)");
        assertThat(message(failing("SET GLOBAL log_bin_compress = ON", "INSERT INTO t VALUES (2, repeat('x', 400))")))
                .isEqualTo("after P: the log is compressed (log_bin_compress); " + WAY_BACK);
    }

    @Test
    void aUuidColumnThatIsWatched() {
        database.run("DELETE FROM t", "ALTER TABLE t MODIFY v uuid NULL");
        assertThat(problems())
                .containsExactly("column \"v\" of table \"" + database.name()
                        + ".t\" is of type uuid, whose values cannot be read from the log; "
                        + "leave it out of keys, joins and embeds, or use sync.mode: watermark");
    }
}
