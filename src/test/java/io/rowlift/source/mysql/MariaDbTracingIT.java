package io.rowlift.source.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.TracingContract;
import java.util.Optional;

class MariaDbTracingIT extends TracingContract {

    @Override
    protected Database create() {
        Optional<DatabaseServer> server = Servers.mariadb();
        assumeTrue(server.isPresent(), "MariaDB is not installed on this machine");
        return Database.on(server.get(), Product.MARIADB);
    }
}
