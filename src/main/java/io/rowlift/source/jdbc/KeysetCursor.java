package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a range page by page along the key's index: each page is a statement of its own, after the last key. */
final class KeysetCursor implements RowCursor {

    private final Connections connections;
    private final FailingRow reading;
    private final Relation relation;
    private final Range range;
    private @Nullable Checkpoint after;
    private boolean ended;

    KeysetCursor(
            Connections connections, FailingRow reading, Relation relation, Range range, @Nullable Checkpoint after) {
        this.connections = connections;
        this.reading = reading;
        this.relation = relation;
        this.range = range;
        this.after = after;
    }

    @Override
    public List<Row> next(int max) {
        if (ended) {
            return List.of();
        }
        List<Row> page = connections.read(connection -> reading.page(connection, range, after, max));
        ended = page.isEmpty();
        if (!ended) {
            requireOwnKeys(relation, after, page);
            after = positionAfter(page.get(page.size() - 1));
        }
        return page;
    }

    @Override
    public Checkpoint positionAfter(Row row) {
        return position(relation, row);
    }

    /**
     * Keys that are told apart by the database but not by what is read of them, and joins that find several rows, would end
     * in one item, or in a range without an end.
     *
     * @throws FailedException naming the first row whose key is that of the row before it
     */
    static void requireOwnKeys(Relation relation, @Nullable Checkpoint after, List<Row> page) {
        boolean repeated = position(relation, page.get(0)).equals(after);
        Row row = page.get(0);
        for (int i = 1; i < page.size() && !repeated; i++) {
            row = page.get(i);
            repeated = sameKey(relation.shape().key(), page.get(i - 1), row);
        }
        if (repeated) {
            throw new FailedException(
                    "table \"" + relation.table().table().name() + "\": two rows read have the key "
                            + relation.shape().keyOf(row),
                    "either a join finds several rows, because its two sides differ in type or collation: compare them in"
                            + " a computed column; or the key's character set has several codes for one character",
                    null);
        }
    }

    private static boolean sameKey(List<Integer> key, Row a, Row b) {
        for (int position : key) {
            if (!Objects.deepEquals(a.get(position), b.get(position))) {
                return false;
            }
        }
        return true;
    }

    /** The position after a row is its key. */
    static Checkpoint position(Relation relation, Row row) {
        return KeyText.checkpoint(relation.shape().key().stream()
                .map(i -> KeyText.of(row.required(i)))
                .toList());
    }

    @Override
    public void close() {
        ended = true;
    }
}
