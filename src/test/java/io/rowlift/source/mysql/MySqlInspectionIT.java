package io.rowlift.source.mysql;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;

class MySqlInspectionIT extends MySqlInspectionContract {

    @Override
    protected Database create() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @Override
    protected String invisible() {
        return "INVISIBLE";
    }

    @Override
    protected String statementLimit() {
        return "max_execution_time=30000";
    }

    @Override
    protected String statementLimitName() {
        return "max_execution_time";
    }
}
