package io.rowlift.cli;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;

class PostgresEndToEndIT extends EndToEndContract {

    @Override
    DatabaseServer server() {
        return Servers.postgres();
    }
}
