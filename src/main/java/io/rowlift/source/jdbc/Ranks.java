package io.rowlift.source.jdbc;

import io.rowlift.schema.RowKey;
import io.rowlift.schema.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks the source where rows stand among each other when it sorts them by single columns. */
record Ranks(Statements statements, Relation relation, List<String> columns) {

    /** Equal values have one rank: those that a collation does not tell apart, too. */
    static final ColumnType RANK = new ColumnType(
            new Type.Int(64, false),
            "dense_rank() OVER (ORDER BY $)",
            (result, position) -> result.getLong(position),
            "?",
            Long::valueOf);

    /** Returns whether the source is known to sort all of the columns; it has no order for documents, for example. */
    boolean known() {
        return relation.key() != null && columns.stream().allMatch(column -> sorts(type(column)));
    }

    private Type type(String column) {
        return relation.shape().columns().get(relation.shape().column(column)).type();
    }

    private static boolean sorts(Type type) {
        return !(type instanceof Type.Json || type instanceof Type.Array || type instanceof Type.Textual);
    }

    /** Returns the ranks of those of the rows that exist. */
    Map<RowKey, List<Long>> read(Connection connection, List<List<String>> keys) throws SQLException {
        Map<RowKey, List<Long>> ranks = new HashMap<>();
        try (PreparedStatement statement =
                        statements.ranks(relation, columns, keys).prepare(connection);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                ranks.put(key(result), ranks(result));
            }
        }
        return ranks;
    }

    private RowKey key(ResultSet result) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (String column : relation.keyColumns()) {
            Object value = relation.table().type(column).read().value(result, values.size() + 1);
            values.add(Objects.requireNonNull(value, "part of a key"));
        }
        return new RowKey(relation.keyColumns(), values).asText();
    }

    private List<Long> ranks(ResultSet result) throws SQLException {
        List<Long> ranks = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
            ranks.add(result.getLong(relation.keyColumns().size() + i));
        }
        return ranks;
    }
}
