package io.rowlift.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Changes as they come from a source's log. A lost connection is overcome inside: what follows the last {@link
 * LogEvent.Reached} is then handed over again. Belongs to one thread; holds a bounded part of the log in memory.
 */
public interface ChangeStream extends AutoCloseable {

    /**
     * Returns the next event, or null when none came in time.
     *
     * @throws io.rowlift.problem.FailedException when the source does not have what follows any more, or stays away
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while waiting for the source
     */
    @Nullable
    LogEvent next(Duration patience);

    /** Tells the source that everything up to a place is done: it may forget it. Never called before it is durable. */
    void acknowledge(LogPosition position);

    /**
     * Waits until every read of this source that begins afterwards sees the transaction: logs hand a commit over before
     * others see it.
     *
     * @param reached an event of this stream that names a transaction
     */
    void awaitVisible(LogEvent.Reached reached);

    @Override
    void close();
}
