package io.rowlift.target;

import io.rowlift.mapping.Item;
import io.rowlift.problem.Problem;
import java.util.List;

/** A store that items are written to. Safe for use by several threads. */
public interface Target extends AutoCloseable {

    /**
     * Returns what tells this target from every other, as part of a migration's identity. For DynamoDB: account or
     * endpoint kind, region, and per table its physical name and creation time (or that it does not exist yet).
     */
    String identity();

    /**
     * Looks whose the target is. Reads only; whoever does not ask may write to what is empty or carries its mark alone.
     */
    Claim.Answer claim(Claim claim);

    /**
     * Compares the target with the mapping and looks whose it is. Reads only.
     *
     * @param takeOver whether another owner's mark or unmarked content is accepted
     * @return everything that forbids the run; empty when it may begin
     */
    List<Problem> check(boolean takeOver);

    /** Creates what does not exist, waits until it can be written, and marks it as this migration's. */
    void prepare();

    /**
     * Writes items and returns when every one of them has been acknowledged. Throttled and unprocessed items are
     * retried until they are through or the run is stopped. Of two items with one key the later one wins, and both are
     * acknowledged.
     *
     * @return how many items the target's answers acknowledged, counted where answers arrive: that it is the number of
     *     given items is for the caller to check
     * @throws io.rowlift.problem.FailedException when the target refuses an item or a request for good
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while items had to be retried
     */
    int write(List<Item> items);

    /**
     * Removes items, and returns when it is done. An item that is not as given any more, because somebody has written it
     * meanwhile, stays. Retries as {@link #write} does.
     *
     * @param items as they were read from this target
     * @throws io.rowlift.problem.FailedException when the target refuses a request for good
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while items had to be retried
     */
    void delete(List<Item> items);

    /**
     * Takes the last step after all items are there: switches on the expiry (TTL).
     *
     * @throws io.rowlift.problem.FailedException when the target has become another's since it was prepared
     */
    void complete();

    /** Returns the reading side, for verification. */
    TargetReader reader();

    /** Returns what has been done since the target was opened. */
    Traffic traffic();

    @Override
    void close();

    /**
     * What a target has done since it was opened.
     *
     * @param items acknowledged items
     * @param writeUnits consumed write units as the target reports them
     * @param throttles answers that asked to slow down, partly unprocessed batches included
     */
    record Traffic(long items, double writeUnits, long throttles) {}
}
