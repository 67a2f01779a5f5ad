package io.rowlift.job.store;

import io.rowlift.job.store.EntityStatus.Counts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a job's migration.
 *
 * @param job the job's name
 * @param state whether it runs, waits to be continued, or is complete
 * @param holder the run that holds the lease; null unless the state is RUNNING
 * @param started when the migration was begun; null before
 * @param asOf when this was true: up to a second ago for a run of another process
 * @param rowsPerSecond of the last seconds, 0 unless the state is RUNNING
 * @param throttles answers that asked the running run to slow down
 * @param entities in the order of the mapping; empty before the first run
 */
public record RunStatus(
        String job,
        State state,
        @Nullable Holder holder,
        @Nullable Instant started,
        Instant asOf,
        double rowsPerSecond,
        long throttles,
        List<EntityStatus> entities) {

    public RunStatus {
        entities = List.copyOf(entities);
    }

    /** Whether a migration runs. */
    public enum State {
        NOT_STARTED,
        RUNNING,
        /** Stopped, failed or killed: the same command goes on. */
        UNFINISHED,
        COMPLETE
    }

    /**
     * The run that may write.
     *
     * @param process process number and host, for example {@code process 4711 on db-tools}
     * @param since when it began
     * @param until when its lease expires unless it is renewed
     */
    public record Holder(String process, Instant since, Instant until) {}

    /** Returns the sum over all entities. */
    public Counts total() {
        return entities.stream().map(EntityStatus::counts).reduce(Counts.ZERO, Counts::plus);
    }
}
