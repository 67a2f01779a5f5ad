package io.rowlift.target;

import io.rowlift.mapping.Item;
import io.rowlift.mapping.ItemKey;
import java.util.List;

/** A store that items are written to. Safe for use by several threads. */
public interface ItemTarget extends Target {

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
     * Removes what is under some keys, whatever it is, and returns when every removal has been acknowledged: nothing
     * happens under a key without an item. Retries as {@link #write} does.
     *
     * @param keys each once
     * @return how many removals the target's answers acknowledged
     * @throws io.rowlift.problem.FailedException when the target refuses a request for good
     * @throws io.rowlift.problem.StoppedException when a stop was asked for while requests had to be retried
     */
    int remove(List<ItemKey> keys);

    /**
     * Waits until no request can be applied any more whose answer was lost: what is written next is then the last.
     *
     * @param inherited whether a run before this one, of this or another process, may have left such requests
     * @throws io.rowlift.problem.StoppedException when a stop was asked for meanwhile
     */
    void settle(boolean inherited);

    /**
     * Takes the last step after all items are there: switches on the expiry (TTL).
     *
     * @throws io.rowlift.problem.FailedException when the target has become another's since it was prepared
     */
    void complete();

    /** Returns the reading side, for verification. */
    TargetReader reader();
}
