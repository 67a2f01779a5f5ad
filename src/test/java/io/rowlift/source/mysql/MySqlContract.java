package io.rowlift.source.mysql;

import io.rowlift.source.SourceContract;

/** What MySQL and MariaDB have in common beyond the contract of all sources. */
abstract class MySqlContract extends SourceContract {

    @Override
    protected String schema() {
        return database.name();
    }

    @Override
    protected String quoted(String name) {
        return '`' + name + '`';
    }
}
