package io.rowlift.sync;

import io.rowlift.source.LogPosition;
import java.time.Instant;

/** Hears what a run of sync does, on the run's own thread. What it throws ends the run at that moment. */
public interface SyncListener {

    /** Hears nothing. */
    SyncListener SILENT = new SyncListener() {};

    /**
     * The target has everything up to a place.
     *
     * @param done in this run
     * @param at when the source was there, by its clock
     */
    default void reached(LogPosition position, SyncSummary.Done done, Instant at) {}

    /** A part of a change that affects very many rows was applied. */
    default void worked(SyncSummary.Done done, long tasksLeft) {}

    /** Something worth a line; without row values. */
    default void noted(String note) {}

    /** A moment at which a crash must do no harm; tests crash here. */
    default void reached(Milestone milestone) {}

    /** Moments between two things that cannot be done at once. */
    enum Milestone {
        /** A batch of changes is heard, nothing of it is applied. */
        HEARD,
        /** A part of a batch is acknowledged by the target, nothing of it is recorded. */
        APPLIED,
        /** The place behind a batch is recorded, the source does not know yet. */
        RECORDED,
        /** A page of a task is acknowledged by the target, not recorded. */
        WORKED
    }
}
