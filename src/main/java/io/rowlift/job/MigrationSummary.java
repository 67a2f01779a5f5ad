package io.rowlift.job;

import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.EntityStatus.Counts;
import io.rowlift.source.Activity;
import io.rowlift.target.Traffic;
import java.time.Duration;
import java.util.List;

/**
 * How a run ended that neither failed nor was stopped.
 *
 * @param outcome what it did
 * @param entities every entity with its counts over all runs; balanced
 * @param loaded what this run alone has loaded
 * @param traffic what the target has done in this run
 * @param duration of this run
 * @param meanwhile tables that were written since the migration began: what changed after it was read is not in the target
 */
public record MigrationSummary(
        Outcome outcome,
        List<EntityStatus> entities,
        Counts loaded,
        Traffic traffic,
        Duration duration,
        Activity meanwhile) {

    public MigrationSummary {
        entities = List.copyOf(entities);
    }

    /** What a run did. */
    public enum Outcome {
        /** It loaded what was left. */
        COMPLETED,
        /** Nothing: everything had been loaded before. */
        WAS_COMPLETE
    }

    /** Returns the sum over all entities. */
    public Counts total() {
        return entities.stream().map(EntityStatus::counts).reduce(Counts.ZERO, Counts::plus);
    }
}
