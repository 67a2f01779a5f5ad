package io.rowlift.target.dynamodb;

import io.rowlift.plan.RunSignal;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Read units per second, over all who read. Waits end when a stop is asked for: nothing is in hand. */
final class ReadLimit {

    /** Share of a second's units that may be in one request, so that the ceiling holds within every second. */
    private static final double SHARE = 0.1;

    private final RateLimit limit;
    private final int ceiling;

    /** Limits to so many units per second; 0 means none. */
    ReadLimit(int maxReadUnits, RunSignal signal) {
        this.limit = new RateLimit(maxReadUnits, signal);
        this.ceiling = maxReadUnits;
    }

    /** Returns how many units a request should cost at most, given what it can cost at all. */
    int perRequest(int most) {
        return ceiling == 0 ? most : (int) Math.max(1, Math.min(most, ceiling * SHARE));
    }

    /** Returns how many items a request may ask for, each of which may be of the largest, for a second's units at most. */
    int items(int most) {
        return ceiling == 0 ? most : (int) Math.max(1, Math.min(most, ceiling / ReadCost.MOST));
    }

    /**
     * Waits until so many units may be asked for.
     *
     * @throws io.rowlift.problem.StoppedException if a stop is asked for meanwhile
     */
    void acquire(double units) {
        limit.acquire(units, true);
    }

    /**
     * The service charged this for what had been taken for {@code estimated}; charges nothing more if it does not say.
     *
     * @param items that were read, or looked for
     */
    void consumed(double estimated, List<ConsumedCapacity> capacity, ReadCost cost, int items) {
        if (!capacity.isEmpty()) {
            double actual = capacity.stream()
                    .filter(c -> c != null && c.capacityUnits() != null)
                    .mapToDouble(ConsumedCapacity::capacityUnits)
                    .sum();
            limit.consumed(estimated, actual);
            cost.learn(items, actual);
        }
    }
}
