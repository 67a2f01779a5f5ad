package io.rowlift.source.mysql;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.TracingContract;

class MySqlTracingIT extends TracingContract {

    @Override
    protected Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }
}
