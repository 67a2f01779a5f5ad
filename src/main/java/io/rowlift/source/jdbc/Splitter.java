package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges by walking along its key's index in steps much shorter than a range. Walking reads the index
 * once and sorts nothing, works for every type and collation, and knows nothing about the distribution of the values.
 * The ranges are then put together out of steps, so that they differ by less than a step or two.
 */
final class Splitter {

    private static final int STEPS_PER_RANGE = 16;

    private final Connections connections;
    private final Statements statements;
    private final Relation relation;

    Splitter(Connections connections, Statements statements, Relation relation) {
        this.connections = connections;
        this.statements = statements;
        this.relation = relation;
    }

    List<Range> split(long rowsPerRange) {
        long step = Math.max(1, rowsPerRange / STEPS_PER_RANGE);
        List<List<String>> marks = marks(step);
        long rows = marks.size() * step + rest(marks, step);
        long ranges = Math.max(1, Math.round((double) rows / rowsPerRange));
        List<Range> cut = new ArrayList<>();
        Checkpoint lower = null;
        for (int number = 1; number < ranges; number++) {
            // the mark with index m is the key of row m * step + step - 1, counted from 0
            long mark = Math.round((double) rows * number / ranges / step) - 1;
            if (mark < 0 || mark >= marks.size()) {
                continue;
            }
            Checkpoint upper = KeyText.checkpoint(marks.get((int) mark));
            if (!upper.equals(lower)) {
                cut.add(new Range(cut.size(), lower, upper));
                lower = upper;
            }
        }
        cut.add(new Range(cut.size(), lower, null));
        return List.copyOf(cut);
    }

    /** Every so many rows the key, from the first row on. */
    private List<List<String>> marks(long step) {
        List<List<String>> marks = new ArrayList<>();
        List<String> mark = next(null, step);
        while (mark != null) {
            marks.add(mark);
            mark = next(mark, step);
        }
        return marks;
    }

    private @Nullable List<String> next(@Nullable List<String> after, long step) {
        Query query = statements.keyAfter(relation, after, step - 1);
        List<List<String>> found = connections.read(connection -> {
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet result = statement.executeQuery()) {
                return result.next() ? List.of(Rows.leadingKey(result, relation)) : List.<List<String>>of();
            }
        });
        return found.isEmpty() ? null : found.get(0);
    }

    private long rest(List<List<String>> marks, long step) {
        List<String> last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        Query query = statements.countAfter(relation, last, step);
        return connections.read(connection -> {
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }
}
