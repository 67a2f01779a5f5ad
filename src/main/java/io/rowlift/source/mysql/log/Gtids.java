package io.rowlift.source.mysql.log;

/** Transactions that have been handed over, as the product names a set of them. */
interface Gtids {

    /** Adds a transaction by its name. */
    void add(String gtid);

    /** Returns the set as the product writes it, without white space. */
    @Override
    String toString();

    static Gtids read(String text, boolean mariaDb) {
        return mariaDb ? new MariaDbGtids(text) : new MySqlGtids(text);
    }
}
