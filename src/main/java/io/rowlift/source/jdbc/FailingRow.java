package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row on whose values the SQL of a mapping fails, because the server names neither the row nor anything but the
 * values. Reads what failed again, in halves.
 */
final class FailingRow {

    /** What the servers' messages say, without the values that they quote. */
    private static final Map<String, String> REASONS = Map.of(
            "21000", "a subquery returns several rows",
            "22001", "a value is out of range or too long",
            "22003", "a number is out of range",
            "22007", "a text is no date or time",
            "22008", "a date or time is out of range",
            "22012", "division by zero",
            "22023", "a function does not take the value",
            "22032", "a text is no JSON",
            "22P02", "a text is no value of the type that it is cast to");

    private final Failures failures;
    private final Statements statements;
    private final Rows rows;
    private final Relation relation;

    FailingRow(Failures failures, Statements statements, Rows rows, Relation relation) {
        this.failures = failures;
        this.statements = statements;
        this.rows = rows;
        this.relation = relation;
    }

    /** Something that fails or not. */
    private interface Attempt<T> {
        T make() throws SQLException;
    }

    /** Returns empty where the attempt fails on a value. */
    private <T> Optional<T> attempt(Connection connection, Attempt<T> attempt) throws SQLException {
        try {
            return Optional.of(attempt.make());
        } catch (SQLException e) {
            if (!failures.ofValue(e)) {
                throw e;
            }
            connection.rollback();
            return Optional.empty();
        }
    }

    /** Reads a page of a slice. */
    List<Row> page(Connection connection, Range range, @Nullable Checkpoint after, int most) throws SQLException {
        try {
            return rows.read(connection, relation, statements.page(relation, range, after, most));
        } catch (SQLException e) {
            if (!failures.ofValue(e)) {
                throw e;
            }
            connection.rollback();
            throw search(connection, range, after, most, e);
        }
    }

    private FailedException search(
            Connection connection, Range range, @Nullable Checkpoint after, int most, SQLException failure)
            throws SQLException {
        Checkpoint last = after;
        int good = 0;
        int bad = most;
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            Optional<List<Row>> page = attempt(
                    connection, () -> rows.read(connection, relation, statements.page(relation, range, after, middle)));
            if (page.isEmpty()) {
                bad = middle;
            } else {
                good = middle;
                last = page.get().isEmpty()
                        ? last
                        : KeysetCursor.position(
                                relation, page.get().get(page.get().size() - 1));
            }
        }
        Checkpoint from = last;
        Optional<List<RowKey>> first =
                attempt(connection, () -> keys(connection, statements.firstKey(relation, range, from)));
        return first.isPresent() && !first.get().isEmpty()
                ? failed("row " + first.get().get(0), failure)
                : beyond(range, last, failure);
    }

    /** Returns the failure of a row of which no more is known than where it stands. */
    FailedException beyond(Range range, @Nullable Checkpoint after, SQLException failure) {
        Checkpoint upper = range.upper();
        String from = "";
        if (after != null) {
            from = " after " + key(KeyText.key(after));
        } else if (range.lower() != null) {
            from = " from " + key(KeyText.key(range.lower())) + " on";
        }
        return failed("a row" + from + (upper == null ? "" : " before " + key(KeyText.key(upper))), failure);
    }

    /** Returns the failure of one of the rows with the given keys, or empty where a key itself is no value of its type. */
    Optional<FailedException> among(Connection connection, List<List<String>> keys, SQLException failure)
            throws SQLException {
        connection.rollback();
        if (attempt(connection, () -> keys(connection, statements.existing(relation, keys)))
                .isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> suspects = keys;
        while (suspects.size() > 1) {
            List<List<String>> half = suspects.subList(0, suspects.size() / 2);
            boolean good = attempt(connection, () -> rows.read(connection, relation, statements.byKeys(relation, half)))
                    .isPresent();
            suspects = good ? suspects.subList(half.size(), suspects.size()) : half;
        }
        return Optional.of(failed("row " + key(suspects.get(0)), failure));
    }

    private List<RowKey> keys(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            List<RowKey> keys = new ArrayList<>();
            while (result.next()) {
                keys.add(key(Rows.leadingKey(result, relation)));
            }
            return keys;
        }
    }

    private RowKey key(List<String> texts) {
        return new RowKey(relation.keyColumns(), List.copyOf(texts));
    }

    private FailedException failed(String where, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String reason = REASONS.get(state);
        Set<String> sql = new LinkedHashSet<>();
        name(relation, "", sql);
        return new FailedException(
                "table \"" + relation.table().table().name() + "\": the source cannot evaluate " + where + ": "
                        + (reason == null ? "SQLSTATE " + state : reason + " (SQLSTATE " + state + ")"),
                sql.isEmpty()
                        ? "correct the row, or the view through which it is read; try it with rowlift render"
                        : "guard " + String.join(", ", sql)
                                + " against such values, for example with CASE or NULLIF; try it with rowlift render",
                failure);
    }

    private static void name(Relation relation, String place, Set<String> sql) {
        for (Relation.Computed computed : relation.computed()) {
            sql.add(place + (computed.name().startsWith("when#") ? "when" : "column \"" + computed.name() + "\""));
        }
        if (relation.where() != null) {
            sql.add(place + "where");
        }
        for (int i = 0; i < relation.children().size(); i++) {
            String child = relation.shape().children().get(i).name();
            name(relation.children().get(i).relation(), place + "embed \"" + child + "\", ", sql);
        }
    }
}
