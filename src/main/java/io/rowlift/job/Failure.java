package io.rowlift.job;

import io.rowlift.job.store.JobStore;
import io.rowlift.problem.RowliftException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/**
 * The first thing that went wrong in a run. It is kept aside, because Spring Batch writes the text and the stack of
 * whatever it sees into its tables, and drivers quote row values in their messages.
 */
final class Failure {

    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

    /** Work whose failures are kept from Spring Batch. */
    @FunctionalInterface
    interface Work<T> {

        @Nullable
        T run() throws Exception;
    }

    /** Returns whether something has gone wrong. */
    boolean happened() {
        return first.get() != null;
    }

    /** Keeps a failure unless there is an earlier one. */
    void record(Throwable failure) {
        if (!(failure instanceof JobInterruptedException)) {
            first.compareAndSet(null, failure);
        }
    }

    /** Runs a piece of work, and throws something harmless in place of what it throws. */
    <T> @Nullable T guard(Work<T> work) {
        try {
            return work.run();
        } catch (Throwable e) { // an Error too must end the run and must not reach Spring Batch's tables
            record(e);
            throw new Harmless(e);
        }
    }

    /** Runs a piece of work without a result, likewise. */
    void guard(Runnable work) {
        guard(() -> {
            work.run();
            return null;
        });
    }

    /**
     * Ends the run with what went wrong first, if anything.
     *
     * @throws RowliftException when it can be told to a user; anything else is a bug and thrown as it is
     */
    void throwIfAny(JobStore store) {
        Throwable failure = first.get();
        if (failure instanceof DataAccessException e) {
            throw store.failed(e);
        }
        if (failure instanceof TransactionException) {
            throw store.failed(new DataAccessResourceFailureException("no transaction", failure));
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Stands for a failure in Spring Batch's tables and log: its kind and place, but none of its words. */
    private static final class Harmless extends RuntimeException {

        private static final long serialVersionUID = 1;

        Harmless(Throwable failure) {
            super(
                    failure instanceof RowliftException
                            ? failure.getMessage()
                            : failure.getClass().getName());
            setStackTrace(failure.getStackTrace());
        }
    }
}
