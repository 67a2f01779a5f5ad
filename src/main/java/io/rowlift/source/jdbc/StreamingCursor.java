package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
    private @Nullable Open open;
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
                Open current = open == null ? open(max) : open;
                open = current;
                List<Row> page = rows.read(current.lease.connection(), relation, current.result, max);
                if (page.isEmpty()) {
                    ended = true;
                    close();
                } else {
                    KeysetCursor.requireOwnKeys(relation, after, page);
                    after = positionAfter(page.get(page.size() - 1));
                }
                return page;
            } catch (SQLException e) {
                close();
                if (failures.ofValue(e)) {
                    throw new FailingRow(failures, statements, rows, relation).beyond(range, after, e);
                }
                retry.after(e);
            }
        }
        return List.of();
    }

    /** What stays open between two chunks. */
    private record Open(Connections.Lease lease, Statement statement, ResultSet result) {

        void close() throws SQLException {
            try {
                statement.close();
            } finally {
                lease.close();
            }
        }
    }

    private Open open(int portion) throws SQLException {
        Connections.Lease lease = connections.lease();
        try {
            Statement statement =
                    dialect.streaming(lease.connection(), statements.page(relation, range, after, 0), portion);
            return new Open(lease, statement, statement.getResultSet());
        } catch (SQLException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public Checkpoint positionAfter(Row row) {
        return KeysetCursor.position(relation, row);
    }

    @Override
    public void close() {
        Open current = open;
        open = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                // the connection is lost or given back: either way nothing is held any more
            }
        }
    }
}
