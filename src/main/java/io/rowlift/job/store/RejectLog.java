package io.rowlift.job.store;

import io.rowlift.schema.RowKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rejected rows of a job, once each. Takes part in the caller's transaction where there is one. */
public final class RejectLog {

    /** The range of rejects that changes after the load have made: they are known by their keys. */
    public static final int CHANGED = Integer.MAX_VALUE;

    private final JdbcTemplate jdbc;
    private final String job;
    private final Identity identity;

    /** By what a reject is known again. */
    enum Identity {
        /** By its key: what is repeated begins at a position, and rows may have come before it meanwhile. */
        KEY,
        /** By its range and number, which count what the target's ledger says is done. */
        PLACE
    }

    RejectLog(JdbcTemplate jdbc, String job, Identity identity) {
        this.jdbc = jdbc;
        this.job = job;
        this.identity = identity;
    }

    /**
     * A reject and its place.
     *
     * @param range the range in which the row was read
     * @param number counts the rows of the range
     * @param reject the row and the reason
     */
    public record Entry(int range, long number, Reject reject) {}

    /** Records rejects; one that is known already is replaced. */
    public void add(List<Entry> entries) {
        jdbc.batchUpdate(
                "delete from rowlift_reject where job = ? and entity = ? and key_hash = ?",
                entries,
                1000,
                (statement, entry) -> {
                    statement.setString(1, job);
                    statement.setString(2, entry.reject().entity());
                    statement.setString(3, hash(entry));
                });
        jdbc.batchUpdate(
                "insert into rowlift_reject (job, entity, key_hash, range_no, row_no, row_key, reason, rejected_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                entries,
                1000,
                (statement, entry) -> {
                    String key = RowKeyText.encode(entry.reject().row());
                    statement.setString(1, job);
                    statement.setString(2, entry.reject().entity());
                    statement.setString(3, hash(entry));
                    statement.setInt(4, entry.range());
                    statement.setLong(5, entry.number());
                    statement.setString(6, key);
                    statement.setString(7, entry.reject().reason());
                    statement.setLong(8, entry.reject().at().toEpochMilli());
                });
    }

    /** Forgets a reject. */
    public void remove(Entry entry) {
        jdbc.update(
                "delete from rowlift_reject where job = ? and entity = ? and key_hash = ?",
                job,
                entry.reject().entity(),
                hash(entry));
    }

    /** Forgets the rejects of rows, where there are any. */
    public void remove(String entity, List<RowKey> rows) {
        jdbc.batchUpdate(
                "delete from rowlift_reject where job = ? and entity = ? and key_hash = ?",
                rows,
                1000,
                (statement, row) -> {
                    statement.setString(1, job);
                    statement.setString(2, entity);
                    statement.setString(3, hash(RowKeyText.encode(row)));
                });
    }

    /** Returns a number behind those of all rejects of a range. */
    public long next(String entity, int range) {
        Long last = jdbc.queryForObject(
                "select coalesce(max(row_no), -1) from rowlift_reject where job = ? and entity = ? and range_no = ?",
                Long.class,
                job,
                entity,
                range);
        return last == null ? 0 : last + 1;
    }

    /** Returns how many rejects a range of this number has, over all entities. */
    public long count(int range) {
        Long count = jdbc.queryForObject(
                "select count(*) from rowlift_reject where job = ? and range_no = ?", Long.class, job, range);
        return count == null ? 0 : count;
    }

    /**
     * Returns rejects of an entity in key order.
     *
     * @param range of the last reject that the caller has seen, -1 for none
     * @param number of the last reject that the caller has seen
     * @param max most entries to return
     */
    public List<Entry> after(String entity, int range, long number, int max) {
        return jdbc.query(
                "select range_no, row_no, row_key, reason, rejected_at from rowlift_reject where job = ?"
                        + " and entity = ? and (range_no > ? or range_no = ? and row_no > ?)"
                        + " order by range_no, row_no limit " + max,
                (row, n) -> new Entry(
                        row.getInt(1),
                        row.getLong(2),
                        new Reject(
                                entity,
                                RowKeyText.decode(row.getString(3)),
                                row.getString(4),
                                Instant.ofEpochMilli(row.getLong(5)))),
                job,
                entity,
                range,
                range,
                number);
    }

    /** Forgets the rejects of a range from a number on. */
    void forget(String entity, int range, long from) {
        jdbc.update(
                "delete from rowlift_reject where job = ? and entity = ? and range_no = ? and row_no >= ?",
                job,
                entity,
                range,
                from);
    }

    /** Returns how many rejects of a range are left. */
    long count(String entity, int range) {
        Long count = jdbc.queryForObject(
                "select count(*) from rowlift_reject where job = ? and entity = ? and range_no = ?",
                Long.class,
                job,
                entity,
                range);
        return count == null ? 0 : count;
    }

    private String hash(Entry entry) {
        String text = switch (identity) {
            case KEY -> RowKeyText.encode(entry.reject().row());
            case PLACE ->
                entry.range() == CHANGED
                        ? RowKeyText.encode(entry.reject().row())
                        : entry.range() + "/" + entry.number();
        };
        return hash(text);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
