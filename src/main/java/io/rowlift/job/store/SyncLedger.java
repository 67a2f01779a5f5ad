package io.rowlift.job.store;

import io.rowlift.schema.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How far a job's target follows its source: the place in the log that is behind it, and what is still to be done for
 * changes before that place.
 */
public final class SyncLedger {

    private final JdbcTemplate jdbc;
    private final String job;
    private final TransactionTemplate transaction;

    SyncLedger(JdbcTemplate jdbc, PlatformTransactionManager transactions, String job) {
        this.jdbc = jdbc;
        this.job = job;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What is known.
     *
     * @param position as the source's product writes it
     * @param order grows along the log
     * @param reachedAt when the source was there, by its clock
     * @param passedAt when a pass ended with nothing left to do, or null
     * @param counts since the load
     * @param writing whether the last run ended without knowing that all of its requests were answered
     * @param cutOver whether the target has taken over
     */
    public record Standing(
            String position,
            long order,
            Instant reachedAt,
            @Nullable Instant passedAt,
            Counts counts,
            boolean writing,
            boolean cutOver) {

        /**
         * What was done.
         *
         * @param changes rows that the source changed
         * @param roots root rows that were read again for them
         * @param written items or rows that were written
         * @param removed items or rows that were removed
         */
        public record Counts(long changes, long roots, long written, long removed) {
            /** Before anything was done. */
            public static final Counts NONE = new Counts(0, 0, 0, 0);

            /** Returns the sum. */
            public Counts plus(Counts other) {
                return new Counts(
                        changes + other.changes, roots + other.roots, written + other.written, removed + other.removed);
            }
        }
    }

    /**
     * Root rows that are still to be read again.
     *
     * @param number grows
     * @param entity whose they are
     * @param kind how they are found
     * @param route of the entity, for {@link Kind#ROUTE}
     * @param values what changed rows have in the route's columns
     * @param after the last row that is done, or null before the first
     */
    public record Task(
            long number,
            String entity,
            Kind kind,
            int route,
            List<List<String>> values,
            @Nullable RowKey after) {

        /** Ways of finding root rows. */
        public enum Kind {
            /** By a route from changed rows. */
            ROUTE,
            /** All of the entity: a table that it reads was emptied. */
            ALL,
            /** By their keys: the target's constraints did not take them yet. {@code route} counts the attempts. */
            KEYS,
            /** What the target still has of rows that are gone: the entity's own table was emptied. */
            SWEEP
        }
    }

    /** Returns what is known; nothing before {@link #begin}. */
    public Optional<Standing> standing() {
        return jdbc
                .query(
                        "select log_position, log_order, reached_at, passed_at, changes, roots, written, removed, writing,"
                                + " cut_over from rowlift_sync where job = ?",
                        (row, n) -> {
                            long passed = row.getLong(4);
                            Instant passedAt = row.wasNull() ? null : Instant.ofEpochMilli(passed);
                            return new Standing(
                                    row.getString(1),
                                    row.getLong(2),
                                    Instant.ofEpochMilli(row.getLong(3)),
                                    passedAt,
                                    new Standing.Counts(row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8)),
                                    row.getString(9).equals("Y"),
                                    row.getString(10).equals("Y"));
                        },
                        job)
                .stream()
                .findFirst();
    }

    /** Records from where on the target has to follow; forgets what was known. */
    public void begin(String position, long order, Instant at) {
        transaction.executeWithoutResult(status -> {
            forget();
            jdbc.update(
                    "insert into rowlift_sync (job, log_position, log_order, reached_at, changes, roots, written, removed,"
                            + " writing, cut_over) values (?, ?, ?, ?, 0, 0, 0, 0, 'N', 'N')",
                    job,
                    position,
                    order,
                    at.toEpochMilli());
        });
    }

    /** Forgets everything. */
    public void forget() {
        jdbc.update("delete from rowlift_sync where job = ?", job);
        jdbc.update("delete from rowlift_task where job = ?", job);
    }

    /** Records that a place is behind the target, and what is left to do for changes before it, all or none. */
    public void advance(String position, long order, Instant at, Standing.Counts more, List<Task> tasks) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "update rowlift_sync set log_position = ?, log_order = ?, reached_at = ?, changes = changes + ?,"
                            + " roots = roots + ?, written = written + ?, removed = removed + ? where job = ?",
                    position,
                    order,
                    at.toEpochMilli(),
                    more.changes(),
                    more.roots(),
                    more.written(),
                    more.removed(),
                    job);
            add(tasks);
        });
    }

    private void add(List<Task> tasks) {
        long number = last();
        for (Task task : tasks) {
            number++;
            jdbc.update(
                    "insert into rowlift_task (job, task_no, entity, kind, route, route_values, after_key)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    job,
                    number,
                    task.entity(),
                    task.kind().name(),
                    task.route(),
                    encode(task.values()),
                    encode(task.after()));
        }
    }

    /**
     * Returns the oldest task behind another one.
     *
     * @param keys whether one of {@link Task.Kind#KEYS}, or one of all other kinds
     * @param after the number of the other one, or 0
     */
    public Optional<Task> task(boolean keys, long after) {
        return jdbc
                .query(
                        "select task_no, entity, kind, route, route_values, after_key from rowlift_task where job = ?"
                                + " and task_no > ? and kind " + (keys ? "=" : "<>")
                                + " 'KEYS' order by task_no limit 1",
                        (row, n) -> {
                            String position = row.getString(6);
                            return new Task(
                                    row.getLong(1),
                                    row.getString(2),
                                    Task.Kind.valueOf(row.getString(3)),
                                    row.getInt(4),
                                    decode(row.getString(5)),
                                    position == null ? null : RowKeyText.decode(position));
                        },
                        job,
                        after)
                .stream()
                .findFirst();
    }

    /** Returns how far the target follows the source, for people; null before {@link #begin}. */
    public RunStatus.@Nullable Following following() {
        return standing()
                .map(standing -> new RunStatus.Following(
                        standing.position(),
                        standing.reachedAt(),
                        standing.counts().changes(),
                        tasks(),
                        standing.cutOver()))
                .orElse(null);
    }

    /** Returns the number of the newest task, 0 without any. */
    public long last() {
        Long last = jdbc.queryForObject(
                "select coalesce(max(task_no), 0) from rowlift_task where job = ?", Long.class, job);
        return last == null ? 0 : last;
    }

    /** Returns how many tasks are left that nothing has to come for. */
    public long ready() {
        Long count = jdbc.queryForObject(
                "select count(*) from rowlift_task where job = ? and kind <> 'KEYS'", Long.class, job);
        return count == null ? 0 : count;
    }

    /** Returns how many tasks are left. */
    public long tasks() {
        Long count = jdbc.queryForObject("select count(*) from rowlift_task where job = ?", Long.class, job);
        return count == null ? 0 : count;
    }

    /**
     * Records how far a task is.
     *
     * @param after the last row that is done, or null when all are: the task is forgotten
     * @param tasks what is left to do of it in another way
     */
    public void advance(Task task, @Nullable RowKey after, Standing.Counts more, List<Task> tasks) {
        transaction.executeWithoutResult(status -> {
            add(tasks);
            if (after == null) {
                jdbc.update("delete from rowlift_task where job = ? and task_no = ?", job, task.number());
            } else {
                jdbc.update(
                        "update rowlift_task set after_key = ? where job = ? and task_no = ?",
                        encode(after),
                        job,
                        task.number());
            }
            jdbc.update(
                    "update rowlift_sync set roots = roots + ?, written = written + ?, removed = removed + ? where job = ?",
                    more.roots(),
                    more.written(),
                    more.removed(),
                    job);
        });
    }

    /** Records whether requests may be on their way. */
    public void writing(boolean writing) {
        jdbc.update("update rowlift_sync set writing = ? where job = ?", writing ? "Y" : "N", job);
    }

    /** Records that a pass has ended with nothing left to do. */
    public void passed(Instant now) {
        jdbc.update("update rowlift_sync set passed_at = ? where job = ?", now.toEpochMilli(), job);
    }

    /** Records that the target has taken over. */
    public void cutOver() {
        jdbc.update("update rowlift_sync set cut_over = 'Y' where job = ?", job);
    }

    private static @Nullable String encode(@Nullable RowKey key) {
        return key == null ? null : RowKeyText.encode(key);
    }

    /** As row keys are: the position of a value takes the place of its column. */
    private static String encode(List<List<String>> values) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : values) {
            text.append(row.size()).append(';');
            for (String value : row) {
                text.append(value.length()).append(':').append(value);
            }
        }
        return text.toString();
    }

    private static List<List<String>> decode(String text) {
        List<List<String>> values = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int semicolon = text.indexOf(';', at);
            int size = Integer.parseInt(text.substring(at, semicolon));
            at = semicolon + 1;
            List<String> row = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                int colon = text.indexOf(':', at);
                int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
                row.add(text.substring(colon + 1, end));
                at = end;
            }
            values.add(List.copyOf(row));
        }
        return List.copyOf(values);
    }
}
