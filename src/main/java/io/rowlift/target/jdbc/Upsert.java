package io.rowlift.target.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes and removes single rows of one table, in a product's way. Belongs to one thread. */
public interface Upsert {

    /** Returns what encodes whole rows. */
    Loader rows();

    /** Returns what encodes the key columns of rows; other columns may be missing in them. */
    Loader keys();

    /** Prepares a transaction for such statements. */
    void begin(Connection connection) throws SQLException;

    /** Writes encoded rows over what is under their keys, given the same rows' encoded keys; all of them or none. */
    void put(Connection connection, RowBuffer rows, RowBuffer keys, int from, int to) throws SQLException;

    /**
     * Removes what is under encoded keys.
     *
     * @return how many rows that were
     */
    int remove(Connection connection, RowBuffer keys, int from, int to) throws SQLException;

    /** Leaves a session as others expect it, before the transaction is committed. */
    void end(Connection connection) throws SQLException;
}
