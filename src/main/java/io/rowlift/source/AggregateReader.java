package io.rowlift.source;

import io.rowlift.copy.RangeBytes;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.schema.RowKey;
import io.rowlift.schema.Shape;
import io.rowlift.schema.Table;
import io.rowlift.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the aggregates of one entity, in key order. Safe for use by several threads; cursors are not. */
public interface AggregateReader {

    /** Returns what is read. */
    Reading reading();

    /**
     * Cuts the entity into slices of near-equal size: without a sort on the source, whatever the key's type and however
     * skewed its values; the first slice is open below and the last one above.
     *
     * @param rowsPerRange the size aimed at
     * @return at least one range, in key order; {@link Range#ALL} alone for rows that are read without a key
     */
    List<Range> split(long rowsPerRange);

    /**
     * Opens a range.
     *
     * @param after the last row that was done, or null to begin at the range's start; takes no part where rows are read
     *     without a key, which always begins at the beginning
     */
    RowCursor open(Range range, @Nullable Checkpoint after);

    /**
     * Reads single aggregates, in one consistent read.
     *
     * @return those that exist and satisfy the entity's {@code where}, in no particular order
     * @throws io.rowlift.problem.ConfigurationException if a key does not fit, or if rows are read without a key
     */
    List<Row> fetch(List<RowKey> keys);

    /** Returns what finds the root rows that a change affects. */
    Tracing tracing();

    /**
     * Lets the source sort rows by single columns: its order of texts follows a collation, and that of an enum's labels
     * their declaration, which nobody else knows.
     *
     * @param keys rows, as many as one statement may name
     * @param columns columns of the shape that are not children
     * @return by the key of each row that exists, as text, see {@link RowKey#asText}: the place of its value among those
     *     of the other rows, one for each column, equal where the source sees no difference; nothing when rows are read
     *     without a key, or when it is not known that the source sorts the type of a column
     */
    default Optional<Map<RowKey, List<Long>>> ranks(List<RowKey> keys, List<String> columns) {
        return Optional.empty();
    }

    /**
     * Returns a way to hand over rows undecoded, where there is one.
     *
     * @param columns columns of the table, in the order in which the target takes them
     * @return nothing when the product has no such way, when a column's type is not portable, or when rows or columns
     *     are chosen or computed by SQL of the mapping
     */
    default Optional<RangeBytes> bytes(List<String> columns) {
        return Optional.empty();
    }

    /**
     * What is read for an entity.
     *
     * @param root the root table with its keys
     * @param key the columns that identify a root row, and whether the source guarantees it; without columns where rows
     *     are read without a key
     * @param shape the layout of the rows
     * @param sql the statement that reads root rows, as shown by {@code render}
     * @param fingerprint changes when the definition of a table that is read changes: one line per column, readable, so
     *     that a difference can be shown
     * @param tables everything that is read, declared {@code reads} included
     */
    record Reading(
            Table root,
            io.rowlift.schema.Key key,
            Shape shape,
            String sql,
            List<String> fingerprint,
            Set<TableName> tables) {}
}
