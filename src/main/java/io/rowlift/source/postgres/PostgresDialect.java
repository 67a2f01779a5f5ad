package io.rowlift.source.postgres;

import io.rowlift.schema.Key;
import io.rowlift.source.jdbc.Dialect;
import io.rowlift.source.jdbc.FragmentException;
import io.rowlift.source.jdbc.FragmentLexer;
import io.rowlift.source.jdbc.Query;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's SQL. */
final class PostgresDialect implements Dialect {

    private static final FragmentLexer.Syntax SYNTAX = new FragmentLexer.Syntax(false, true, "'\"", false);

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Row comparison is a range scan of the index here. */
    @Override
    public void compare(Query query, List<KeyColumn> key, Comparison comparison, List<String> value) {
        String left = String.join(", ", key.stream().map(KeyColumn::reference).toList());
        query.add("(" + left + ") " + comparison.operator() + " (");
        for (int i = 0; i < key.size(); i++) {
            query.add(i == 0 ? "" : ", ").bind(key.get(i).type(), value.get(i));
        }
        query.add(")");
    }

    /** One array per column keeps the statement's text the same for any number of keys. */
    @Override
    public void in(Query query, List<KeyColumn> key, List<List<String>> values) {
        List<String> left = new ArrayList<>();
        List<String> casts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (KeyColumn column : key) {
            String name = "k" + names.size();
            left.add(column.reference());
            casts.add(column.type().parameter().replace("?", name));
            names.add(name);
        }
        query.add("(" + String.join(", ", left) + ") IN (SELECT " + String.join(", ", casts) + " FROM unnest(");
        for (int i = 0; i < key.size(); i++) {
            int column = i;
            String[] texts = values.stream()
                    .map(value -> (String) key.get(column).type().bind().apply(value.get(column)))
                    .toArray(String[]::new);
            query.bind(i == 0 ? "?" : ", ?", texts);
        }
        query.add(") AS k (" + String.join(", ", names) + "))");
    }

    @Override
    public String through(Key key) {
        return "";
    }

    @Override
    public String fragment(String sql) throws FragmentException {
        return FragmentLexer.check(sql, SYNTAX);
    }

    /** Outside of autocommit the driver fetches through a portal, beside which other statements may run. */
    @Override
    public PreparedStatement streaming(Connection connection, Query query, int portion) throws SQLException {
        PreparedStatement statement = query.prepare(connection);
        try {
            statement.setFetchSize(portion);
            statement.execute();
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
