package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows whose key has no index: one statement that sorts once and whose result stays open, because a page by page
 * reading would sort once per page. Holds a connection and a transaction until it is closed.
 */
final class StreamingCursor implements RowCursor {

    private final Connections connections;
    private final Dialect dialect;
    private final Statements statements;
    private final Rows rows;
    private final Failures failures;
    private final Relation relation;
    private final Range range;
    private @Nullable Checkpoint after;
    private @Nullable OpenResult open;
    private boolean ended;

    StreamingCursor(
            Connections connections,
            Dialect dialect,
            Statements statements,
            Rows rows,
            Failures failures,
            Relation relation,
            Range range,
            @Nullable Checkpoint after) {
        this.connections = connections;
        this.dialect = dialect;
        this.statements = statements;
        this.rows = rows;
        this.failures = failures;
        this.relation = relation;
        this.range = range;
        this.after = after;
    }

    @Override
    public List<Row> next(int max) {
        Connections.Retry retry = connections.new Retry();
        while (!ended) {
            try {
                OpenResult current = open == null
                        ? OpenResult.of(connections, dialect, statements.page(relation, range, after, 0), max)
                        : open;
                open = current;
                List<Row> page = rows.read(current.connection(), relation, current.result(), max);
                if (page.isEmpty()) {
                    ended = true;
                    close();
                } else {
                    KeysetCursor.requireOwnKeys(relation, after, page);
                    after = positionAfter(page.get(page.size() - 1));
                }
                return page;
            } catch (SQLException e) {
                OpenResult failed = open;
                open = null;
                if (failed != null) {
                    failed.spoil();
                }
                if (failures.ofValue(e)) {
                    throw new FailingRow(failures, statements, rows, relation).beyond(range, after, e);
                }
                retry.after(e);
            }
        }
        return List.of();
    }

    @Override
    public Checkpoint positionAfter(Row row) {
        return KeysetCursor.position(relation, row);
    }

    @Override
    public void close() {
        OpenResult current = open;
        open = null;
        if (current != null) {
            current.close();
        }
    }
}
