package io.rowlift.source.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
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

/** The SQL of MySQL and MariaDB. */
final class MySqlDialect implements Dialect {

    private static final FragmentLexer.Syntax SYNTAX = new FragmentLexer.Syntax(true, false, "'\"`", true);

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /**
     * Written out column by column, because the optimiser reads no range of an index for a comparison of rows:
     * {@code a > 1 OR (a = 1 AND b > 2)}.
     */
    @Override
    public void compare(Query query, List<KeyColumn> key, Comparison comparison, List<String> value) {
        String strict = comparison == Comparison.BEFORE ? "<" : ">";
        query.add("(");
        for (int last = 0; last < key.size(); last++) {
            query.add(last == 0 ? "(" : " OR (");
            for (int i = 0; i < last; i++) {
                query.add(key.get(i).reference() + " = ")
                        .bind(key.get(i).type(), value.get(i))
                        .add(" AND ");
            }
            String operator = last == key.size() - 1 ? comparison.operator() : strict;
            query.add(key.get(last).reference() + " " + operator + " ")
                    .bind(key.get(last).type(), value.get(last));
            query.add(")");
        }
        query.add(")");
    }

    /** A list of rows is a range per row; MySQL finds nothing in one where an enum or a set is compared with a number. */
    @Override
    public void in(Query query, List<KeyColumn> key, List<List<String>> values) {
        if (key.size() > 1 && key.stream().anyMatch(column -> MySqlTypes.numbered(column.type()))) {
            oneOf(query, key, values);
            return;
        }
        List<String> left = key.stream().map(KeyColumn::reference).toList();
        boolean single = key.size() == 1;
        query.add(single ? left.get(0) : "(" + String.join(", ", left) + ")").add(" IN (");
        String separator = "";
        for (List<String> value : values) {
            query.add(separator).add(single ? "" : "(");
            for (int i = 0; i < key.size(); i++) {
                query.add(i == 0 ? "" : ", ").bind(key.get(i).type(), value.get(i));
            }
            query.add(single ? "" : ")");
            separator = ", ";
        }
        query.add(")");
    }

    private static void oneOf(Query query, List<KeyColumn> key, List<List<String>> values) {
        String separator = "(";
        for (List<String> value : values) {
            query.add(separator);
            for (int i = 0; i < key.size(); i++) {
                query.add((i == 0 ? "(" : " AND ") + key.get(i).reference() + " = ")
                        .bind(key.get(i).type(), value.get(i));
            }
            query.add(")");
            separator = " OR ";
        }
        query.add(")");
    }

    /** Without the hint, statistics decide between the index and a full scan with a sort, per page. */
    @Override
    public String through(Key key) {
        return " FORCE INDEX (" + quote(key.name()) + ")";
    }

    @Override
    public String fragment(String sql) throws FragmentException {
        String checked = FragmentLexer.check(sql, SYNTAX);
        if (checked.contains("??") && !sql.contains("??")) {
            throw new FragmentException("\"?\" is no operator of this database");
        }
        return checked;
    }

    /** A cursor on the server, because a streamed result would occupy the connection until its end. */
    @Override
    public PreparedStatement streaming(Connection connection, Query query, int portion) throws SQLException {
        JdbcConnection session = connection.unwrap(JdbcConnection.class);
        session.getPropertySet().getBooleanProperty(PropertyKey.useCursorFetch).setValue(true);
        PreparedStatement statement = session.serverPrepareStatement(query.sql());
        try {
            query.fill(statement);
            statement.setFetchSize(portion);
            statement.execute();
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Returns the labels of {@code enum('a','b')} or {@code set(...)}, in which quotes are doubled and others escaped. */
    static List<String> labels(String declared) {
        List<String> labels = new ArrayList<>();
        int at = declared.indexOf('(') + 1;
        while (at > 0 && at < declared.length() && declared.charAt(at) == '\'') {
            StringBuilder label = new StringBuilder();
            at++;
            while (declared.charAt(at) != '\'' || declared.startsWith("''", at)) {
                boolean escape = declared.charAt(at) == '\\';
                at += escape || declared.charAt(at) == '\'' ? 1 : 0;
                label.append(escape ? MySqlExpressions.unescaped(declared.charAt(at)) : declared.charAt(at));
                at++;
            }
            labels.add(label.toString());
            at += 2;
        }
        return labels;
    }
}
