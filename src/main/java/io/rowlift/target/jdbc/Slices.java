package io.rowlift.target.jdbc;

import java.time.Duration;

/**
 * How much goes into one transaction: less after one that took too long or was refused as too large, slowly more again
 * after quick ones. Shared by all writers of a target, because they share its load.
 */
final class Slices {

    /** Services end transactions after 20 seconds; nobody should come near it. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private static final Duration QUICK = Duration.ofSeconds(1);

    private static final int LEAST_BYTES = 1 << 12;

    private final int mostBytes;
    private final int mostRows;
    private volatile double share = 1;

    /**
     * Begins with the most that is ever sent in one transaction.
     *
     * @param mostBytes as rows are sent
     * @param mostRows in one transaction
     */
    Slices(int mostBytes, int mostRows) {
        this.mostBytes = mostBytes;
        this.mostRows = mostRows;
    }

    int bytes() {
        return (int) Math.max(LEAST_BYTES, mostBytes * share);
    }

    int rows() {
        return (int) Math.max(1, mostRows * share);
    }

    /** A transaction of so much was committed after so long. */
    synchronized void took(Duration time, long rows, long bytes) {
        if (time.compareTo(SLOW) > 0) {
            halve(rows, bytes);
        } else if (time.compareTo(QUICK) < 0) {
            share = Math.min(1, share * 1.05);
        }
    }

    /** A transaction of so much was too large: the next one is to have half of it. */
    synchronized void halve(long rows, long bytes) {
        double tried = Math.max((double) rows / mostRows, (double) bytes / mostBytes);
        share = Math.max(Math.min(share, tried) / 2, 1.0 / mostRows);
    }
}
