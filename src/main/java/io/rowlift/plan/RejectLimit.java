package io.rowlift.plan;

import java.math.BigDecimal;

/**
 * How many rows of a migration may be rejected; one more fails the run, and it can be continued.
 *
 * @param amount rows, or the share of all rows as a fraction (0.001 for {@code 0.1%})
 * @param share whether the amount is a share
 */
public record RejectLimit(BigDecimal amount, boolean share) {

    /** No row may be rejected. */
    public static final RejectLimit NONE = new RejectLimit(BigDecimal.ZERO, false);

    /**
     * Returns whether so many rejects are too many.
     *
     * @param rejected rows rejected by the whole migration so far
     * @param selected rows read by the whole migration so far; only when these are all does a share say something
     */
    public boolean exceededBy(long rejected, long selected) {
        BigDecimal allowed = share ? amount.multiply(BigDecimal.valueOf(selected)) : amount;
        return BigDecimal.valueOf(rejected).compareTo(allowed) > 0;
    }
}
