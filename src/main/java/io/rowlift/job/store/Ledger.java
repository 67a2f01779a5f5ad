package io.rowlift.job.store;

import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.job.store.EntityStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a job's migration was begun with, and whether it is complete. Takes part in the caller's transaction where there
 * is one.
 */
public final class Ledger {

    private final JdbcTemplate jdbc;
    private final String job;

    Ledger(JdbcTemplate jdbc, String job) {
        this.jdbc = jdbc;
        this.job = job;
    }

    /**
     * A migration as it was begun.
     *
     * @param source the source's identity
     * @param target the target's identity, null until the target was prepared
     * @param checkedKeys which keys were checked and found free of collisions, or null
     * @param batchInstance number of Spring Batch's job instance
     * @param complete whether everything is loaded
     * @param started when it was begun
     */
    public record Begun(
            String source,
            @Nullable String target,
            @Nullable CheckedKeys checkedKeys,
            long batchInstance,
            boolean complete,
            Instant started) {}

    /**
     * A check that has found no two rows with one key.
     *
     * @param stamp stands for the entities that were checked
     * @param mark the source's mark of the moment before the check
     */
    public record CheckedKeys(String stamp, String mark) {}

    /**
     * An entity as it was begun.
     *
     * @param name the mapping's name of it
     * @param fingerprint of its mapping
     * @param mapping its mapping, one line per fact
     * @param tables the tables that it reads, one line per fact
     * @param state what is left to do
     */
    public record BegunEntity(
            String name, String fingerprint, List<String> mapping, List<String> tables, State state) {}

    /** Returns what the migration was begun with, or nothing before its first run. */
    public Optional<Begun> begun() {
        return jdbc
                .query(
                        "select source_identity, target_identity, checked_keys, keys_mark, batch_instance, complete,"
                                + " started_at"
                                + " from rowlift_migration where job = ?",
                        (row, n) -> new Begun(
                                row.getString(1),
                                row.getString(2),
                                checkedKeys(row.getString(3), row.getString(4)),
                                row.getLong(5),
                                row.getString(6).equals("Y"),
                                Instant.ofEpochMilli(row.getLong(7))),
                        job)
                .stream()
                .findFirst();
    }

    private static @Nullable CheckedKeys checkedKeys(@Nullable String stamp, @Nullable String mark) {
        return stamp == null || mark == null ? null : new CheckedKeys(stamp, mark);
    }

    /** Returns the entities of the migration, in the order of the mapping. */
    public List<BegunEntity> entities() {
        return jdbc.query(
                "select entity, fingerprint, mapping_lines, table_lines, state from rowlift_entity where job = ? order by ordinal",
                (row, n) -> new BegunEntity(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3).lines().toList(),
                        row.getString(4).lines().toList(),
                        State.valueOf(row.getString(5))),
                job);
    }

    /** Records a new migration, without entities. */
    public void begin(String source, Instant now) {
        jdbc.update(
                "insert into rowlift_migration (job, source_identity, batch_instance, complete, started_at)"
                        + " values (?, ?, 0, 'N', ?)",
                job,
                source,
                now.toEpochMilli());
    }

    /** Records an entity that nothing is done for yet, or moves a known one to its place in the mapping. */
    public void place(int ordinal, BegunEntity entity) {
        if (jdbc.update(
                        "update rowlift_entity set ordinal = ? where job = ? and entity = ?",
                        ordinal,
                        job,
                        entity.name())
                == 0) {
            jdbc.update(
                    "insert into rowlift_entity (job, entity, ordinal, fingerprint, mapping_lines, table_lines, state)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    job,
                    entity.name(),
                    ordinal,
                    entity.fingerprint(),
                    String.join("\n", entity.mapping()),
                    String.join("\n", entity.tables()),
                    entity.state().name());
            jdbc.update("update rowlift_migration set complete = 'N' where job = ?", job);
        }
    }

    /** Forgets what was loaded of an entity: its checkpoints, counters and rejects. Its keys are to be checked again. */
    public void forgetLoad(String entity) {
        jdbc.update("update rowlift_migration set checked_keys = null, complete = 'N' where job = ?", job);
        jdbc.update("delete from rowlift_reject where job = ? and entity = ?", job, entity);
        jdbc.update("delete from rowlift_range where job = ? and entity = ?", job, entity);
        jdbc.update("update rowlift_entity set state = 'PENDING' where job = ? and entity = ?", job, entity);
    }

    /**
     * Forgets an entity: its checkpoints, counters and rejects. Its rows are read again, and the key check knew only those
     * of its time.
     */
    public void forget(String entity) {
        jdbc.update("update rowlift_migration set checked_keys = null where job = ?", job);
        jdbc.update("delete from rowlift_reject where job = ? and entity = ?", job, entity);
        jdbc.update("delete from rowlift_range where job = ? and entity = ?", job, entity);
        jdbc.update("delete from rowlift_entity where job = ? and entity = ?", job, entity);
    }

    /** Forgets the entities of which nothing has been planned. */
    public void forgetPending() {
        jdbc.update("delete from rowlift_entity where job = ? and state = 'PENDING'", job);
    }

    /** Forgets the migration and all its entities. */
    public void forget() {
        jdbc.update("delete from rowlift_reject where job = ?", job);
        jdbc.update("delete from rowlift_range where job = ?", job);
        jdbc.update("delete from rowlift_entity where job = ?", job);
        jdbc.update("delete from rowlift_migration where job = ?", job);
    }

    /** Returns whether a target was ever prepared for the job from this store; a restart does not forget it. */
    public boolean hasPrepared() {
        return !jdbc.queryForList("select job from rowlift_prepared where job = ?", String.class, job)
                .isEmpty();
    }

    /** Records the identity of the target once it is prepared. */
    public void recordTarget(String identity) {
        if (!hasPrepared()) {
            jdbc.update("insert into rowlift_prepared (job) values (?)", job);
        }
        jdbc.update("update rowlift_migration set target_identity = ? where job = ?", identity, job);
    }

    /** Returns the source's mark of the moment before the first row was read, or nothing before that moment. */
    public Optional<String> sourceMark() {
        return jdbc.queryForList("select source_mark from rowlift_migration where job = ?", String.class, job).stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Records the source's mark. */
    public void recordSourceMark(String mark) {
        jdbc.update("update rowlift_migration set source_mark = ? where job = ?", mark, job);
    }

    /** Records that keys were checked. */
    public void recordCheckedKeys(CheckedKeys checked) {
        jdbc.update(
                "update rowlift_migration set checked_keys = ?, keys_mark = ? where job = ?",
                checked.stamp(),
                checked.mark(),
                job);
    }

    /** Records the number of Spring Batch's job instance. */
    public void recordBatchInstance(long number) {
        jdbc.update("update rowlift_migration set batch_instance = ? where job = ?", number, job);
    }

    /** Records that everything is loaded. */
    public void complete() {
        jdbc.update("update rowlift_migration set complete = 'Y' where job = ?", job);
    }

    /** Returns how far every entity is, in the order of the mapping. */
    public List<EntityStatus> progress() {
        return jdbc.query(
                "select e.entity, e.state, count(r.range_no), coalesce(sum(case when r.state = 'DONE' then 1 else 0 end), 0),"
                        + " coalesce(sum(r.rows_read), 0), coalesce(sum(r.rows_mapped), 0),"
                        + " coalesce(sum(r.rows_rejected), 0), coalesce(sum(r.items_rendered), 0),"
                        + " coalesce(sum(r.items_acknowledged), 0)"
                        + " from rowlift_entity e left join rowlift_range r on r.job = e.job and r.entity = e.entity"
                        + " where e.job = ? group by e.entity, e.state, e.ordinal order by e.ordinal",
                (row, n) -> new EntityStatus(
                        row.getString(1),
                        State.valueOf(row.getString(2)),
                        row.getInt(3),
                        row.getInt(4),
                        new Counts(row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9))),
                job);
    }
}
