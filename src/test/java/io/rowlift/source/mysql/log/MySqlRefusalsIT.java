package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.EmbeddedMySql;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.LogPosition;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MySqlRefusalsIT extends BinlogRefusalsContract {

    @Override
    DatabaseServer start() {
        Servers.mysql();
        return EmbeddedMySql.start();
    }

    @Override
    Database on(DatabaseServer server) {
        return Database.on(server, Product.MYSQL);
    }

    @Override
    String set(String name, String value) {
        return "SET PERSIST " + name + " = " + value + ", and have applications connect anew";
    }

    @AfterEach
    void restoreMore() {
        database.run("SET GLOBAL binlog_transaction_compression = OFF", "SET GLOBAL binlog_row_value_options = ''");
    }

    @Override
    String lostByPurge(LogPosition begin) {
        return Pattern.quote("the log of MySQL cannot be followed after " + begin
                        + ": the server has removed the transactions ")
                + "[0-9a-f-]{36}:[0-9-]+"
                + Pattern.quote(" from its log; " + WAY_BACK);
    }

    @Override
    String lostByReset(LogPosition end) {
        return Pattern.quote("the log of MySQL cannot be followed after " + end
                + ": the server does not have the transactions "
                + end.text().replaceFirst(".* after ", "")
                + ", which have been handed over: it is another one, was reset or restored from a backup; " + WAY_BACK);
    }

    @Override
    void expireAfterADay() {
        database.run("SET GLOBAL binlog_expire_logs_seconds = 86400");
    }

    @Override
    void expireNever() {
        database.run("SET GLOBAL binlog_expire_logs_seconds = 0");
    }

    @Override
    String tooEarly() {
        return "the server removes its log after 24 hours, but 960 hours may pass without anybody listening; "
                + "SET PERSIST binlog_expire_logs_seconds = 3456000; on RDS CALL "
                + "mysql.rds_set_configuration('binlog retention hours', 960)";
    }

    @Test
    void aCompressedLog() {
        database.run("SET GLOBAL binlog_transaction_compression = ON");
        assertThat(problems())
                .containsExactly("the log is compressed: binlog_transaction_compression is ON, not OFF; "
                        + set("binlog_transaction_compression", "'OFF'"));
    }

    @Test
    void aSessionThatCompresses() {
        assertThat(message(failing("SET SESSION binlog_transaction_compression = ON", "UPDATE t SET v = 'b'")))
                .isEqualTo("after P: the log is compressed (binlog_transaction_compression); " + WAY_BACK);
    }

    @Test
    void partsOfJsonValues() {
        database.run("SET GLOBAL binlog_row_value_options = 'PARTIAL_JSON'");
        assertThat(problems())
                .containsExactly(
                        "the log holds parts of JSON values only: binlog_row_value_options is PARTIAL_JSON, not empty; "
                                + set("binlog_row_value_options", "''"));
    }

    @Test
    void aSessionThatWritesPartsOfJsonValues() {
        database.run("ALTER TABLE t ADD COLUMN j json", "UPDATE t SET j = json_object('a', repeat('x', 1000), 'b', 1)");
        assertThat(message(failing(
                        "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                        "UPDATE t SET j = json_set(j, '$.b', 2)")))
                .isEqualTo("after P: the log has rows with parts of JSON values only "
                        + "(binlog_row_value_options=PARTIAL_JSON); " + WAY_BACK);
    }

    @Test
    void aJsonColumnThatIsWatched() {
        database.run("DELETE FROM t", "ALTER TABLE t MODIFY v json NULL");
        assertThat(problems())
                .containsExactly("column \"v\" of table \"" + database.name()
                        + ".t\" is of type json, whose values cannot be read from the log; "
                        + "leave it out of keys, joins and embeds, or use sync.mode: watermark");
    }
}
