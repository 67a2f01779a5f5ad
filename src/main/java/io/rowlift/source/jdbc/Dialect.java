package io.rowlift.source.jdbc;

import io.rowlift.schema.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How a product's SQL is written where products differ. */
public interface Dialect {

    /** Quotes an identifier. */
    String quote(String name);

    /** Adds the condition that the key columns stand after, at or before a key, in a form that uses their index. */
    void compare(Query query, List<KeyColumn> key, Comparison comparison, List<String> value);

    /** Adds the condition that the key columns equal one of the keys. */
    void in(Query query, List<KeyColumn> key, List<List<String>> values);

    /** Returns what follows a table's name so that it is read through the index of a key; empty where none is needed. */
    String through(Key key);

    /**
     * Checks that an SQL fragment is one expression that cannot leave its parentheses.
     *
     * @return the fragment as the driver takes it
     * @throws FragmentException with the reason
     */
    String fragment(String sql) throws FragmentException;

    /** Prepares a connection and returns a statement whose result is fetched in portions, other statements running meanwhile. */
    Statement streaming(Connection connection, Query query, int portion) throws SQLException;

    /**
     * A column of a key as a statement refers to it.
     *
     * @param reference for example {@code "orders"."id"}
     * @param type its type
     */
    record KeyColumn(String reference, ColumnType type) {}

    /** Where a row stands beside a key. */
    enum Comparison {
        AFTER(">"),
        FROM(">="),
        BEFORE("<");

        private final String operator;

        Comparison(String operator) {
            this.operator = operator;
        }

        /** Returns the SQL operator. */
        public String operator() {
            return operator;
        }
    }
}
