package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.source.jdbc.Sampling.Sample;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges by walking along its key's index in steps much shorter than a range. Walking reads the index
 * once and sorts nothing, works for every type and collation, and knows nothing about the distribution of the values.
 * The ranges are then put together out of steps, so that they differ by less than a step or two.
 *
 * <p>Tables that are too large for that are cut by a sample of their keys, where the product can take one.
 */
final class Splitter {

    private static final int STEPS_PER_RANGE = 16;

    private final Connections connections;
    private final Sampling sampling;
    private final Statements statements;
    private final Relation relation;

    Splitter(Connections connections, Sampling sampling, Statements statements, Relation relation) {
        this.connections = connections;
        this.sampling = sampling;
        this.statements = statements;
        this.relation = relation;
    }

    List<Range> split(long rowsPerRange) {
        Optional<Sample> sample = connections.read(
                connection -> sampling.of(connection, relation.table().table().name(), rowsPerRange));
        return sample.map(this::sampled).orElseGet(() -> walked(rowsPerRange));
    }

    private List<Range> sampled(Sample sample) {
        Query query = statements.sampledKeys(relation, sample);
        List<List<String>> keys = connections.read(connection -> keys(connection, query));
        List<Checkpoint> cuts = new ArrayList<>();
        for (long number = 1; number < sample.ranges() && !keys.isEmpty(); number++) {
            cuts.add(KeyText.checkpoint(keys.get((int) (keys.size() * number / sample.ranges()))));
        }
        return ranges(cuts);
    }

    private List<Range> walked(long rowsPerRange) {
        long step = Math.max(1, rowsPerRange / STEPS_PER_RANGE);
        List<List<String>> marks = marks(step);
        long rows = marks.size() * step + rest(marks, step);
        long ranges = Math.max(1, Math.round((double) rows / rowsPerRange));
        List<Checkpoint> cuts = new ArrayList<>();
        for (int number = 1; number < ranges; number++) {
            // the mark with index m is the key of row m * step + step - 1, counted from 0
            long mark = Math.round((double) rows * number / ranges / step) - 1;
            if (mark >= 0 && mark < marks.size()) {
                cuts.add(KeyText.checkpoint(marks.get((int) mark)));
            }
        }
        return ranges(cuts);
    }

    /** Returns the ranges between cuts; the first is open below, the last one above. */
    private static List<Range> ranges(List<Checkpoint> cuts) {
        List<Range> ranges = new ArrayList<>();
        Checkpoint lower = null;
        for (Checkpoint upper : cuts) {
            if (!upper.equals(lower)) {
                ranges.add(new Range(ranges.size(), lower, upper));
                lower = upper;
            }
        }
        ranges.add(new Range(ranges.size(), lower, null));
        return List.copyOf(ranges);
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
        List<List<String>> found = connections.read(connection -> keys(connection, query));
        return found.isEmpty() ? null : found.get(0);
    }

    private List<List<String>> keys(Connection connection, Query query) throws SQLException {
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            List<List<String>> keys = new ArrayList<>();
            while (result.next()) {
                keys.add(Rows.leadingKey(result, relation));
            }
            return keys;
        }
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
