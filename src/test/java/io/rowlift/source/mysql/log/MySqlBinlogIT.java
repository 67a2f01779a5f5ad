package io.rowlift.source.mysql.log;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;

class MySqlBinlogIT extends BinlogContract {

    @Override
    Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }
}
