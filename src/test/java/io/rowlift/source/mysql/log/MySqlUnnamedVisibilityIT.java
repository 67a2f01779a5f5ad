package io.rowlift.source.mysql.log;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.EmbeddedMySql;
import io.rowlift.servers.Servers;

/** The same without names of transactions. */
class MySqlUnnamedVisibilityIT extends MySqlVisibilityIT {

    @Override
    DatabaseServer start() {
        Servers.mysql();
        return EmbeddedMySql.start("--gtid-mode=OFF");
    }
}
