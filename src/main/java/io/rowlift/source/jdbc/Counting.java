package io.rowlift.source.jdbc;

import io.rowlift.problem.FailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts by SQL of a mapping file, in a read-only transaction as everything.
 *
 * @param connections the source's
 * @param dialect the source's
 */
record Counting(Connections connections, Dialect dialect) {

    /** What may hold a colon that is none of a parameter, or a parameter. */
    private static final Pattern PARTS =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|::|:([A-Za-z_][A-Za-z0-9_]*)");

    /** See {@link io.rowlift.source.Source#count}. */
    long count(String sql, Map<String, String> values) {
        Query query = query(sql, values);
        return connections.read(connection -> count(connection, query));
    }

    private Query query(String sql, Map<String, String> values) {
        String text = checked(sql);
        Query query = new Query();
        Matcher parts = PARTS.matcher(text);
        int from = 0;
        while (parts.find()) {
            String parameter = parts.group(1);
            if (parameter != null) {
                String value = values.get(parameter);
                if (value == null) {
                    throw new IllegalArgumentException("no value for the parameter \"" + parameter + "\"");
                }
                query.add(text.substring(from, parts.start())).bind("?", value);
                from = parts.end();
            }
        }
        return query.add(text.substring(from));
    }

    /** One statement, which ends where it seems to. */
    private String checked(String sql) {
        try {
            return dialect.fragment(sql);
        } catch (FragmentException e) {
            throw new FailedException("the SQL of an access pattern cannot be run: " + e.getMessage(), "mend it", e);
        }
    }

    private static long count(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
