package io.rowlift.job.store;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.Range;
import io.rowlift.problem.FailedException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ranges of a run: planned once, claimed one by one, recorded chunk by chunk. What a run has claimed, it alone may
 * record; another run that takes over first takes every claim away.
 */
public final class RangeLedger {

    private final JdbcTemplate jdbc;
    private final RejectLog rejects;
    private final String job;
    private final String token;
    private final TransactionTemplate own;

    RangeLedger(
            JdbcTemplate jdbc, RejectLog rejects, PlatformTransactionManager transactions, String job, String token) {
        this.jdbc = jdbc;
        this.rejects = rejects;
        this.job = job;
        this.token = token;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * A range that a worker holds.
     *
     * @param entity the entity
     * @param range the slice
     * @param position the last row that is done, or null when none is
     * @param rows rows that are done
     */
    public record Claim(
            String entity, Range range, @Nullable Checkpoint position, long rows) {}

    /**
     * How far a range is as its target says.
     *
     * @param position after the last row that is done, or null
     * @param rows rows that are done
     * @param done whether all of them are
     */
    public record Standing(@Nullable Checkpoint position, long rows, boolean done) {}

    /** Takes away all claims of earlier runs, whose workers are gone or have lost the lease. */
    public void releaseClaims() {
        jdbc.update(
                "update rowlift_range set state = 'OPEN', claimed_by = null where job = ? and state = 'CLAIMED'", job);
    }

    /** Records the ranges of an entity, all or none. */
    public void plan(String entity, List<Range> ranges) {
        own.executeWithoutResult(status -> {
            jdbc.batchUpdate(
                    "insert into rowlift_range (job, entity, range_no, lower_key, upper_key, state, rows_done, rows_read,"
                            + " rows_mapped, rows_rejected, items_rendered, items_acknowledged)"
                            + " values (?, ?, ?, ?, ?, 'OPEN', 0, 0, 0, 0, 0, 0)",
                    ranges,
                    1000,
                    (statement, range) -> {
                        statement.setString(1, job);
                        statement.setString(2, entity);
                        statement.setInt(3, range.number());
                        statement.setString(4, text(range.lower()));
                        statement.setString(5, text(range.upper()));
                    });
            jdbc.update("update rowlift_entity set state = 'LOADING' where job = ? and entity = ?", job, entity);
        });
    }

    /**
     * Claims the next range in key order that nobody has claimed, or nothing when none is left. Commits at once, also
     * inside of a chunk's transaction: otherwise the other workers would wait for the row until that chunk is written.
     */
    public Optional<Claim> claim(String entity) {
        while (true) {
            Optional<Claim> open = own.execute(status -> next(entity));
            if (open == null || open.isEmpty()) {
                return Optional.empty();
            }
            Claim claim = open.get();
            if (Boolean.TRUE.equals(own.execute(status -> take(claim)))) {
                return open;
            }
        }
    }

    private Optional<Claim> next(String entity) {
        return jdbc
                .query(
                        "select range_no, lower_key, upper_key, position_key, rows_done from rowlift_range where job = ?"
                                + " and entity = ? and range_no = (select min(range_no) from rowlift_range where job = ?"
                                + " and entity = ? and state = 'OPEN')",
                        (row, n) -> new Claim(
                                entity,
                                new Range(row.getInt(1), checkpoint(row.getString(2)), checkpoint(row.getString(3))),
                                checkpoint(row.getString(4)),
                                row.getLong(5)),
                        job,
                        entity,
                        job,
                        entity)
                .stream()
                .findFirst();
    }

    private boolean take(Claim claim) {
        return jdbc.update(
                        "update rowlift_range set state = 'CLAIMED', claimed_by = ? where job = ? and entity = ?"
                                + " and range_no = ? and state = 'OPEN'",
                        token,
                        job,
                        claim.entity(),
                        claim.range().number())
                == 1;
    }

    /**
     * Records a chunk, in the caller's transaction.
     *
     * @param position after its last row; null where there is none
     * @throws FailedException when another run has taken the range over
     */
    public void record(Claim claim, @Nullable Checkpoint position, Counts chunk) {
        held(jdbc.update(
                "update rowlift_range set position_key = ?, rows_done = rows_done + ?, rows_read = rows_read + ?, rows_mapped = rows_mapped + ?,"
                        + " rows_rejected = rows_rejected + ?, items_rendered = items_rendered + ?,"
                        + " items_acknowledged = items_acknowledged + ?"
                        + " where job = ? and entity = ? and range_no = ? and state = 'CLAIMED' and claimed_by = ?",
                text(position),
                chunk.rows(),
                chunk.rows(),
                chunk.mapped(),
                chunk.rejected(),
                chunk.rendered(),
                chunk.acknowledged(),
                job,
                claim.entity(),
                claim.range().number(),
                token));
    }

    /**
     * Records that a range was read to its end, in the caller's transaction.
     *
     * @throws FailedException when another run has taken the range over
     */
    public void finish(Claim claim) {
        held(jdbc.update(
                "update rowlift_range set state = 'DONE' where job = ? and entity = ? and range_no = ?"
                        + " and state = 'CLAIMED' and claimed_by = ?",
                job,
                claim.entity(),
                claim.range().number(),
                token));
    }

    /**
     * Brings a range in line with what the target says of it: counters, and rejects of rows that are not done. Commits at
     * once.
     *
     * @param acknowledged rows of it that are in the target
     * @return what that changes
     * @throws FailedException when another run has taken the range over
     */
    public Counts align(Claim claim, Standing standing, long acknowledged) {
        Counts changed = own.execute(status -> {
            rejects.forget(claim.entity(), claim.range().number(), standing.rows());
            long rejected = rejects.count(claim.entity(), claim.range().number());
            Recorded before = recorded(claim);
            long read = before.counts().rows() + standing.rows() - before.done();
            Counts now = new Counts(read, read - rejected, rejected, read - rejected, acknowledged);
            align(claim, standing, now);
            return now.minus(before.counts());
        });
        return Objects.requireNonNull(changed);
    }

    /**
     * How far the state knows a range to be.
     *
     * @param done rows that are done
     * @param counts of these
     */
    private record Recorded(long done, Counts counts) {}

    private Recorded recorded(Claim claim) {
        Recorded recorded = jdbc.queryForObject(
                "select rows_done, rows_read, rows_mapped, rows_rejected, items_rendered, items_acknowledged"
                        + " from rowlift_range where job = ? and entity = ? and range_no = ?",
                (row, n) -> new Recorded(
                        row.getLong(1),
                        new Counts(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6))),
                job,
                claim.entity(),
                claim.range().number());
        return Objects.requireNonNull(recorded);
    }

    private void align(Claim claim, Standing standing, Counts now) {
        held(jdbc.update(
                "update rowlift_range set position_key = ?, rows_done = ?, rows_read = ?, rows_mapped = ?,"
                        + " rows_rejected = ?, items_rendered = ?, items_acknowledged = ?, state = ?"
                        + " where job = ? and entity = ? and range_no = ? and state = 'CLAIMED' and claimed_by = ?",
                text(standing.position()),
                standing.rows(),
                now.rows(),
                now.mapped(),
                now.rejected(),
                now.rendered(),
                now.acknowledged(),
                standing.done() ? "DONE" : "CLAIMED",
                job,
                claim.entity(),
                claim.range().number(),
                token));
    }

    /** Returns the numbers of the ranges of an entity that are recorded as done. */
    public List<Integer> done(String entity) {
        return jdbc.queryForList(
                "select range_no from rowlift_range where job = ? and entity = ? and state = 'DONE' order by range_no",
                Integer.class,
                job,
                entity);
    }

    /** Has ranges worked on again that are recorded as done and are not. */
    public void reopen(String entity, List<Integer> ranges) {
        own.executeWithoutResult(status -> {
            for (int range : ranges) {
                jdbc.update(
                        "update rowlift_range set state = 'OPEN', claimed_by = null where job = ? and entity = ?"
                                + " and range_no = ?",
                        job,
                        entity,
                        range);
            }
            jdbc.update("update rowlift_entity set state = 'LOADING' where job = ? and entity = ?", job, entity);
        });
    }

    /** Corrects the counters of a range whose reject was tried again. */
    public void correct(String entity, int range, Counts difference) {
        jdbc.update(
                "update rowlift_range set rows_read = rows_read + ?, rows_mapped = rows_mapped + ?,"
                        + " rows_rejected = rows_rejected + ?, items_rendered = items_rendered + ?,"
                        + " items_acknowledged = items_acknowledged + ?"
                        + " where job = ? and entity = ? and range_no = ?",
                difference.rows(),
                difference.mapped(),
                difference.rejected(),
                difference.rendered(),
                difference.acknowledged(),
                job,
                entity,
                range);
    }

    /** Records that an entity is done if all its ranges are, and returns whether it is. */
    public boolean finishEntity(String entity) {
        return jdbc.update(
                        "update rowlift_entity set state = 'DONE' where job = ? and entity = ? and state <> 'PENDING'"
                                + " and not exists (select 1 from rowlift_range r where r.job = rowlift_entity.job"
                                + " and r.entity = rowlift_entity.entity and r.state <> 'DONE')",
                        job,
                        entity)
                == 1;
    }

    private static void held(int updated) {
        if (updated != 1) {
            throw new FailedException(
                    "this run has lost its lease: another run of the job has taken over",
                    "let the other run finish; see \"rowlift status\"",
                    null);
        }
    }

    private static @Nullable String text(@Nullable Checkpoint checkpoint) {
        return checkpoint == null ? null : checkpoint.text();
    }

    private static @Nullable Checkpoint checkpoint(@Nullable String text) {
        return text == null ? null : new Checkpoint(text);
    }
}
