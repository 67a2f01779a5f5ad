package io.rowlift.job;

import io.rowlift.copy.TargetSchema;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.target.Traffic;

/**
 * Hears what a run does. Called by the run's own threads, several at a time: must be quick and safe for use by several
 * threads. What it throws ends the run at that moment.
 */
public interface RunListener {

    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** The run begins a phase. */
    default void entered(Phase phase) {}

    /** The ranges of an entity are known, from now or from an earlier run. */
    default void planned(EntityStatus entity) {}

    /**
     * A chunk was recorded.
     *
     * @param entity how far its entity is over all runs
     * @param traffic what the target has done since it was opened
     */
    default void progressed(EntityStatus entity, Traffic traffic) {}

    /** The keys of so many rows of an entity have been rendered for the collision check. */
    default void checkedKeys(String entity, long rows) {}

    /** The target's last steps have come to an object, as in {@code index "orders_by_user"}. */
    default void completing(TargetSchema.Phase phase, String object) {}

    /** Something worth a line, for example which entities' keys are proved; without row values. */
    default void noted(String note) {}

    /** Something worth a line, and what only those want to read who ask for it; without row values. */
    default void noted(String note, String details) {
        noted(note);
    }

    /** A moment at which a crash must do no harm; tests crash here. */
    default void reached(Milestone milestone) {}

    /** What a run is busy with, in this order. */
    enum Phase {
        CHECKING,
        /** Only where keys could not be proved; once more after the load where rows may have come since. */
        CHECKING_KEYS,
        PREPARING,
        LOADING,
        /** The last step at the target. */
        COMPLETING
    }

    /** Moments between two things that cannot be done at once. */
    enum Milestone {
        /** The state of the run is recorded, the target is not touched yet. */
        BEGUN,
        /** The target is ready, its identity is not recorded yet. */
        PREPARED,
        /** The ranges of an entity are computed, not recorded. */
        SPLIT,
        /** The ranges of an entity are recorded, none is read. */
        PLANNED,
        /** A worker holds a range and has read nothing of it. */
        CLAIMED,
        /** A chunk is read and mapped, nothing of it is written. */
        MAPPED,
        /** A chunk's rejects are noted, the chunk is not recorded. */
        REJECTED,
        /** A chunk's items are acknowledged or its rows committed, its checkpoint is not recorded. */
        WRITTEN,
        /** A chunk's checkpoint is recorded. */
        RECORDED,
        /** All ranges of an entity are read, the entity is not recorded as done. */
        EXHAUSTED,
        /** The target has taken its last step, the migration is not recorded as complete. */
        COMPLETED
    }
}
