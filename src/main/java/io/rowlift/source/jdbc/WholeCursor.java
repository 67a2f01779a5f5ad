package io.rowlift.source.jdbc;

import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Row;
import io.rowlift.source.RowCursor;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rows of a table that nothing identifies, with one statement: what it returned cannot be told from what it has
 * yet to return, so that it is never asked twice. Holds a connection and a transaction until it is closed.
 */
final class WholeCursor implements RowCursor {

    private final Connections connections;
    private final Vendor vendor;
    private final Statements statements;
    private final Rows rows;
    private final Relation relation;
    private @Nullable OpenResult open;
    private List<Row> last = List.of();
    private long before;
    private boolean ended;

    WholeCursor(Connections connections, Vendor vendor, Statements statements, Rows rows, Relation relation) {
        this.connections = connections;
        this.vendor = vendor;
        this.statements = statements;
        this.rows = rows;
        this.relation = relation;
    }

    @Override
    public List<Row> next(int max) {
        Connections.Retry retry = connections.new Retry();
        before += last.size();
        last = List.of();
        while (!ended) {
            try {
                OpenResult current = open == null ? open(max) : open;
                open = current;
                last = rows.read(current.connection(), relation, current.result(), max);
                if (last.isEmpty()) {
                    close();
                }
                return last;
            } catch (SQLException e) {
                spoil();
                if (vendor.failures().ofValue(e)) {
                    throw new FailingRow(vendor.failures(), statements, rows, relation).beyond(Range.ALL, null, e);
                }
                if (before > 0 && vendor.failures().temporary(e)) {
                    throw lost(e);
                }
                retry.after(e);
            }
        }
        return List.of();
    }

    private OpenResult open(int portion) throws SQLException {
        return OpenResult.of(connections, vendor.dialect(), statements.page(relation, Range.ALL, null, 0), portion);
    }

    private FailedException lost(SQLException failure) {
        ended = true;
        return new FailedException(
                "table \"" + relation.table().table().name() + "\": the source was lost after row " + before
                        + ", and nothing identifies the rows that are still to be read",
                "run the same command again: the table is then read from its beginning",
                failure);
    }

    private void spoil() {
        OpenResult failed = open;
        open = null;
        if (failed != null) {
            failed.spoil();
        }
    }

    @Override
    public Checkpoint positionAfter(Row row) {
        int at = last.size() - 1;
        while (at >= 0 && last.get(at) != row) {
            at--;
        }
        if (at < 0) {
            throw new IllegalArgumentException("not a row of the last chunk");
        }
        return KeyText.checkpoint(List.of(String.valueOf(before + at + 1)));
    }

    @Override
    public void close() {
        ended = true;
        OpenResult current = open;
        open = null;
        if (current != null) {
            current.close();
        }
    }
}
