package io.rowlift.source.postgres;

import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Query;
import io.rowlift.source.jdbc.Sampling;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes pages of large tables at random. Rows of one page mostly have neighbouring keys, so that pages count and not rows:
 * with 64 pages per range the sizes of ranges scatter by about an eighth.
 */
final class PostgresSampling implements Sampling {

    /**
     * The index of fewer rows is walked along, which gives ranges of one size. Where the visibility map is not up to date
     * that reads the table too: 2 million rows under a random UUID took 14 seconds.
     */
    private static final long LARGE = 1_000_000;

    private static final double PAGES_PER_RANGE = 64;

    private static final double KEYS_PER_RANGE = 1_024;

    /** More keys than this are not worth their memory. */
    private static final double MOST_KEYS = 500_000;

    /** From this part of the table on, reading the index is as cheap. */
    private static final double MOST_SHARE = 0.25;

    /** A partitioned table is as large as its leaves. Before the first ANALYZE a page counts as 40 rows. */
    private static final String SIZE = """
            SELECT sum(CASE WHEN l.reltuples > 0 THEN l.reltuples ELSE s.pages * 40 END)::float8, sum(s.pages)::float8
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class l ON l.oid = c.oid OR c.relkind = 'p' AND l.oid IN (
                SELECT t.relid FROM pg_catalog.pg_partition_tree(c.oid) t WHERE t.isleaf),
            LATERAL (SELECT pg_relation_size(l.oid) / current_setting('block_size')::int AS pages) s
            WHERE c.relkind IN ('r', 'p', 'm') AND l.relkind IN ('r', 'm')""";

    @Override
    public Optional<Sample> of(Connection connection, TableName table, long rowsPerRange) throws SQLException {
        Query query = new Query()
                .add(SIZE)
                .bind(" AND n.nspname = ?", table.schema())
                .bind(" AND c.relname = ?", table.name());
        try (PreparedStatement statement = query.prepare(connection);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? sample(result.getDouble(1), result.getDouble(2), rowsPerRange) : Optional.empty();
        }
    }

    private static Optional<Sample> sample(double rows, double pages, long rowsPerRange) {
        double ranges = Math.max(1, Math.rint(rows / rowsPerRange));
        double share = ranges * PAGES_PER_RANGE / Math.max(1, pages);
        if (rows < LARGE || share > MOST_SHARE || ranges > MOST_KEYS) {
            return Optional.empty();
        }
        double keys = Math.min(MOST_KEYS, ranges * KEYS_PER_RANGE);
        String percent = String.format(Locale.ROOT, "%.6f", share * 100);
        String part = String.format(Locale.ROOT, "%.6f", Math.min(1, keys / (share * rows)));
        return Optional.of(
                new Sample(" TABLESAMPLE SYSTEM (" + percent + ") REPEATABLE (1)", "random() < " + part, (int) ranges));
    }
}
