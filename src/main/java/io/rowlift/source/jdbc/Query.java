package io.rowlift.source.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A statement under construction: its text and its parameters, in step. */
public final class Query {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private final @Nullable Function<Object, String> literal;

    /** Begins a statement whose values are parameters. */
    public Query() {
        this.literal = null;
    }

    private Query(Function<Object, String> literal) {
        this.literal = literal;
    }

    /**
     * Begins a statement whose values stand in its text, for statements that take no parameters.
     *
     * @param literal writes a value
     */
    static Query ofLiterals(Function<Object, String> literal) {
        return new Query(literal);
    }

    /** Appends text without parameters. */
    public Query add(String sql) {
        text.append(sql);
        return this;
    }

    /** Appends a parameter of a key as its type writes it. */
    public Query bind(ColumnType type, String value) {
        return bind(type.parameter(), type.bind().apply(value));
    }

    /** Appends text with one question mark and its value. */
    public Query bind(String sql, Object value) {
        if (literal == null) {
            text.append(sql);
            parameters.add(value);
        } else {
            text.append(sql.replace("?", literal.apply(value)));
        }
        return this;
    }

    /** Returns the text, with question marks for the parameters. */
    public String sql() {
        return text.toString();
    }

    /** Prepares the statement with its parameters set. */
    public PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql());
        try {
            fill(statement);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Sets the parameters of a statement that was prepared from {@link #sql}. */
    public void fill(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            set(statement, i + 1, parameters.get(i));
        }
    }

    private static void set(PreparedStatement statement, int position, Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(position, text);
        } else if (value instanceof Long number) {
            statement.setLong(position, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(position, number);
        } else if (value instanceof Double number) {
            statement.setDouble(position, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(position, bytes);
        } else if (value instanceof String[] texts) {
            statement.setArray(position, statement.getConnection().createArrayOf("text", texts));
        } else {
            throw new IllegalArgumentException("no parameter of " + value.getClass());
        }
    }
}
