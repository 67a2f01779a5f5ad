package io.rowlift.source.mysql.log;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.EmbeddedMySql;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;

/** A group of commits is sent when it is flushed, and waits for more of them before it is committed: one second here. */
class MySqlVisibilityIT extends BinlogVisibilityContract {

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
    void stall() {
        database.run("SET GLOBAL sync_binlog = 0", "SET GLOBAL binlog_group_commit_sync_delay = 1000000");
    }

    @Override
    void release() {
        database.run("SET GLOBAL binlog_group_commit_sync_delay = 0");
    }
}
