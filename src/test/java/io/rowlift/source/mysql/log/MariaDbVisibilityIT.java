package io.rowlift.source.mysql.log;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.InstalledMariaDb;
import io.rowlift.source.Database;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Semi-synchronous replication to a replica that never answers. */
class MariaDbVisibilityIT extends BinlogVisibilityContract {

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
    void stall() {
        database.run(
                "SET GLOBAL rpl_semi_sync_master_timeout = 60000",
                "SET GLOBAL rpl_semi_sync_master_wait_point = 'AFTER_SYNC'",
                "SET GLOBAL rpl_semi_sync_master_wait_no_slave = ON",
                "SET GLOBAL rpl_semi_sync_master_enabled = ON");
    }

    @Override
    void release() {
        database.run("SET GLOBAL rpl_semi_sync_master_enabled = OFF");
    }
}
