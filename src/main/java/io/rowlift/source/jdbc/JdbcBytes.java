package io.rowlift.source.jdbc;

import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.RangeBytes.Format;
import io.rowlift.plan.Range;
import java.sql.SQLException;
import java.util.List;

/**
 * Hands over rows undecoded.
 *
 * @param connections the source's
 * @param bytes the product's format
 * @param statements writes the statement
 * @param relation the table
 * @param columns what is selected, in order
 * @param format what the bytes are
 */
record JdbcBytes(
        Connections connections,
        ByteFormat bytes,
        Statements statements,
        Relation relation,
        List<String> columns,
        Format format)
        implements RangeBytes {

    @Override
    public long copy(Range range, Sink sink) {
        Query query = statements.stored(relation, range, columns, Query.ofLiterals(bytes::literal));
        Connections.Retry retry = connections.new Retry();
        while (true) {
            try (Connections.Lease lease = connections.lease()) {
                return copy(lease, query.sql(), sink);
            } catch (SQLException e) {
                retry.after(e);
            }
        }
    }

    private long copy(Connections.Lease lease, String sql, Sink sink) throws SQLException {
        try {
            long rows = bytes.copy(lease.connection(), sql, sink);
            lease.connection().commit();
            return rows;
        } catch (SQLException | RuntimeException e) {
            lease.spoil();
            throw e;
        }
    }
}
