package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a range page by page along the key's index: each page is a statement of its own, after the last key. */
final class KeysetCursor implements RowCursor {

    private final Connections connections;
    private final Statements statements;
    private final Rows rows;
    private final Relation relation;
    private final Range range;
    private @Nullable Checkpoint after;
    private boolean ended;

    KeysetCursor(
            Connections connections,
            Statements statements,
            Rows rows,
            Relation relation,
            Range range,
            @Nullable Checkpoint after) {
        this.connections = connections;
        this.statements = statements;
        this.rows = rows;
        this.relation = relation;
        this.range = range;
        this.after = after;
    }

    @Override
    public List<Row> next(int max) {
        if (ended) {
            return List.of();
        }
        Query query = statements.page(relation, range, after, max);
        List<Row> page = connections.read(connection -> rows.read(connection, relation, query));
        ended = page.isEmpty();
        if (!ended) {
            after = positionAfter(page.get(page.size() - 1));
        }
        return page;
    }

    @Override
    public Checkpoint positionAfter(Row row) {
        return position(relation, row);
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
