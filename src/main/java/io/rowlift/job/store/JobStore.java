package io.rowlift.job.store;

import io.rowlift.plan.Job;
import java.util.function.Consumer;

/**
 * The state of a job's migration: an embedded H2 file in the state directory, or a database of the job's choice. While
 * a process has the embedded file open, no other process can open it.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class JobStore implements AutoCloseable {

    private JobStore() {}

    /**
     * Opens the store and creates it where it does not exist.
     *
     * @throws io.rowlift.problem.RefusedException when another process has the embedded file open
     * @throws io.rowlift.problem.FailedException when the store's database does not answer
     */
    public static JobStore open(Job job) {
        throw new UnsupportedOperationException(job.name());
    }

    /**
     * Returns what is known about a job without creating anything, also while another process runs it.
     *
     * @throws io.rowlift.problem.FailedException when the store's database does not answer
     */
    public static RunStatus peek(Job job) {
        throw new UnsupportedOperationException(job.name());
    }

    /** Returns the random identity of this store, made when it was created: the owner's mark on targets. */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /** Returns how far the migration is. */
    public RunStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Hands over all rejects, entity by entity in the order of the mapping, rows in key order; never holds them all. */
    public void rejects(Consumer<Reject> consumer) {
        throw new UnsupportedOperationException();
    }

    /** Closes the store, so that another process can open it. */
    @Override
    public void close() {}
}
