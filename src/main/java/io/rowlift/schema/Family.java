package io.rowlift.schema;

/** The two families of SQL that tables are declared in. MariaDB belongs to MySQL's. */
public enum Family {
    POSTGRESQL,
    MYSQL
}
