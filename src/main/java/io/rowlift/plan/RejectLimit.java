package io.rowlift.plan;

import java.math.BigDecimal;

/**
 * How many rows of a run may be rejected; one more fails it, and it can be continued.
 *
 * @param amount rows, or the share of the rows read so far as a fraction (0.001 for {@code 0.1%})
 * @param share whether the amount is a share
 */
public record RejectLimit(BigDecimal amount, boolean share) {

    /** No row may be rejected. */
    public static final RejectLimit NONE = new RejectLimit(BigDecimal.ZERO, false);

    /**
     * Returns whether so many rejects are too many.
     *
     * @param rejected rows rejected by the whole run so far
     * @param selected rows read by the whole run so far
     */
    public boolean exceededBy(long rejected, long selected) {
        BigDecimal allowed = share ? amount.multiply(BigDecimal.valueOf(selected)) : amount;
        return BigDecimal.valueOf(rejected).compareTo(allowed) > 0;
    }
}
