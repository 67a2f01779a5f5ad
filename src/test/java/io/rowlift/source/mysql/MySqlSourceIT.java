package io.rowlift.source.mysql;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;

class MySqlSourceIT extends MySqlContract {

    @Override
    protected Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @Override
    protected String integer() {
        return "int";
    }
}
