package io.rowlift.source.mysql;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;

class MySqlFailuresIT extends MySqlFailuresContract {

    @Override
    protected Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @Override
    String product() {
        return "MySQL";
    }
}
