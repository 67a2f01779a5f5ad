package io.rowlift.source.mysql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import java.util.Optional;

class MariaDbInspectionIT extends MySqlInspectionContract {

    @Override
    protected Database create() {
        Optional<DatabaseServer> server = Servers.mariadb();
        assumeTrue(server.isPresent(), "MariaDB is not installed on this machine");
        return Database.on(server.get(), Product.MARIADB);
    }

    @Override
    protected String invisible() {
        return "IGNORED";
    }

    @Override
    protected String statementLimit() {
        return "max_statement_time=30";
    }

    @Override
    protected String statementLimitName() {
        return "max_statement_time";
    }
}
