package io.rowlift.source.mysql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.plan.SourceSettings.Product;
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
}
