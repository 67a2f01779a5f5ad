package io.rowlift.source.postgres;

import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.source.SourceContract;

class PostgresSourceIT extends SourceContract {

    @Override
    protected Database create() {
        return Database.on(Servers.postgres(), Product.POSTGRESQL);
    }

    @Override
    protected String schema() {
        return "public";
    }

    @Override
    protected String quoted(String name) {
        return '"' + name + '"';
    }

    @Override
    protected String integer() {
        return "integer";
    }
}
