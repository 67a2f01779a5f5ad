package io.rowlift.cli;

import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;

class MySqlEndToEndIT extends EndToEndContract {

    @Override
    DatabaseServer server() {
        return Servers.mysql();
    }
}
