package io.rowlift.job.store;

import io.rowlift.job.store.EntityStatus.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a job's migration.
 *
 * @param job the job's name
 * @param state whether it runs, waits to be continued, or is complete
 * @param holder the run that holds the lease, or one that has died holding it; null unless the state is RUNNING or
 *     UNFINISHED
 * @param started when the migration was begun; null before
 * @param asOf when this was true: up to a second ago for a run of another process
 * @param rowsPerSecond of the last seconds, 0 unless the state is RUNNING
 * @param throttles answers that asked the running run to slow down
 * @param step what the target's last steps have come to, as told by the running run of a copy of tables, or null
 * @param entities in the order of the mapping; empty before the first run
 * @param following how far the target follows the source, or null when it does not
 */
public record RunStatus(
        String job,
        State state,
        @Nullable Holder holder,
        @Nullable Instant started,
        Instant asOf,
        double rowsPerSecond,
        long throttles,
        @Nullable String step,
        List<EntityStatus> entities,
        @Nullable Following following) {

    public RunStatus {
        entities = List.copyOf(entities);
    }

    /** Describes a migration whose target does not follow the source. */
    public RunStatus(
            String job,
            State state,
            @Nullable Holder holder,
            @Nullable Instant started,
            Instant asOf,
            double rowsPerSecond,
            long throttles,
            @Nullable String step,
            List<EntityStatus> entities) {
        this(job, state, holder, started, asOf, rowsPerSecond, throttles, step, entities, null);
    }

    /**
     * How far a target follows its source.
     *
     * @param position in the source's log, up to which everything is in the target
     * @param at when the source was there, by its clock
     * @param changes rows that the source has changed since the load
     * @param tasks parts of changes that are recorded and not applied yet
     * @param cutOver whether the target has taken over
     */
    public record Following(String position, Instant at, long changes, long tasks, boolean cutOver) {}

    /** Whether a migration runs. */
    public enum State {
        NOT_STARTED,
        RUNNING,
        /** Stopped, failed or killed: the same command goes on. */
        UNFINISHED,
        COMPLETE
    }

    /**
     * The run that may write, or might until it died.
     *
     * @param process process number and host, for example {@code process 4711 on db-tools}
     * @param since when it began
     * @param seen its last sign of life, by the clock of this machine
     * @param until when its lease expires unless it is renewed
     */
    public record Holder(String process, Instant since, Instant seen, Instant until) {

        /** Several heartbeats: one that is late is no bad sign. */
        private static final Duration SILENCE = Duration.ofSeconds(30);

        /** Returns whether a live run would have been heard of since. */
        public boolean isSilent(Instant now) {
            return seen.plus(SILENCE).isBefore(now);
        }
    }

    /** Returns the same at another speed. */
    public RunStatus withRate(double rowsEachSecond) {
        return new RunStatus(job, state, holder, started, asOf, rowsEachSecond, throttles, step, entities, following);
    }

    /** Returns the same, following the source. */
    public RunStatus with(@Nullable Following how) {
        return new RunStatus(job, state, holder, started, asOf, rowsPerSecond, throttles, step, entities, how);
    }

    /** Returns the sum over all entities. */
    public Counts total() {
        return entities.stream().map(EntityStatus::counts).reduce(Counts.ZERO, Counts::plus);
    }
}
