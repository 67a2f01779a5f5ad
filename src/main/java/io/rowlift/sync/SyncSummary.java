package io.rowlift.sync;

import io.rowlift.source.LogPosition;
import java.time.Instant;

/**
 * What a run of sync has done.
 *
 * @param outcome why it ended
 * @param done what it did
 * @param position up to where the target has everything
 * @param at when the source was there, by its clock
 * @param tasksLeft parts of changes that are recorded and not applied yet
 */
public record SyncSummary(Outcome outcome, Done done, LogPosition position, Instant at, long tasksLeft) {

    /** Returns the summary of this run and one before it. */
    public SyncSummary after(SyncSummary before) {
        return new SyncSummary(outcome, done.plus(before.done), position, at, tasksLeft);
    }

    /** Why a run ended. */
    public enum Outcome {
        /** The target has everything that was committed before the run began. */
        CAUGHT_UP,
        /** A stop was asked for. */
        STOPPED,
        /** The definition of a table was changed: what is compiled has to be compiled again. */
        ALTERED
    }

    /**
     * What was done.
     *
     * @param changes rows that the source changed
     * @param roots root rows that were read again
     * @param written items or rows
     * @param removed items or rows
     * @param rejected root rows that could not be mapped
     */
    public record Done(long changes, long roots, long written, long removed, long rejected) {

        /** Nothing. */
        public static final Done NOTHING = new Done(0, 0, 0, 0, 0);

        /** Returns the sum. */
        public Done plus(Done other) {
            return new Done(
                    changes + other.changes,
                    roots + other.roots,
                    written + other.written,
                    removed + other.removed,
                    rejected + other.rejected);
        }

        /** Returns the sum. */
        public Done plus(long moreChanges, Applier.Applied applied) {
            return new Done(
                    changes + moreChanges,
                    roots + applied.roots(),
                    written + applied.written(),
                    removed + applied.removed(),
                    rejected + applied.rejected());
        }
    }
}
