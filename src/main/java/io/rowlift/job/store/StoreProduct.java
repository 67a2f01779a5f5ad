package io.rowlift.job.store;

import io.rowlift.problem.ConfigurationException;

/** The databases that can keep the state, and where they differ. */
enum StoreProduct {
    H2("h2", "H2", "varchar(1000000)", "", "cast(extract(epoch from current_timestamp) * 1000 as bigint)"),
    POSTGRESQL("postgresql", "POSTGRES", "text", "", "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"),
    // names are compared exactly, as the other two do
    MYSQL(
            "mysql",
            "MYSQL",
            "mediumtext",
            "engine=InnoDB character set utf8mb4 collate utf8mb4_bin",
            "cast(unix_timestamp(now(3)) * 1000 as signed)");

    private final String script;
    private final String batchType;
    private final String textType;
    private final String tableOptions;
    private final String now;

    StoreProduct(String script, String batchType, String textType, String tableOptions, String now) {
        this.script = script;
        this.batchType = batchType;
        this.textType = textType;
        this.tableOptions = tableOptions;
        this.now = now;
    }

    static StoreProduct of(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        // MariaDB is spoken to with MySQL's driver and words
        if (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:")) {
            return MYSQL;
        }
        throw new ConfigurationException(
                "\"state.url\" names a database that cannot keep the state",
                "expected jdbc:h2:, jdbc:postgresql:, jdbc:mysql: or jdbc:mariadb:");
    }

    /** Returns the script with which Spring Batch creates its tables. */
    String batchScript() {
        return "/org/springframework/batch/core/schema-" + script + ".sql";
    }

    /** Returns Spring Batch's name of the product. */
    String batchType() {
        return batchType;
    }

    /** Returns the current time of the database, in milliseconds since 1970: machines that share a store share its clock. */
    String now() {
        return now;
    }

    /** Returns our own schema in this database's words. */
    String translate(String schema) {
        return schema.replace("TEXT_TYPE", textType).replace("TABLE_OPTIONS", tableOptions);
    }
}
