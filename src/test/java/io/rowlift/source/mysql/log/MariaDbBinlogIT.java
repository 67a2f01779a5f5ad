package io.rowlift.source.mysql.log;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

class MariaDbBinlogIT extends BinlogContract {

    @Override
    Database create() {
        Optional<DatabaseServer> server = Servers.mariadb();
        Assumptions.assumeTrue(server.isPresent(), "MariaDB is not installed");
        return Database.on(server.orElseThrow(), Product.MARIADB);
    }
}
