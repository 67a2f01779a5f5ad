package io.rowlift.target.dynamodb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between retries: exponential with full jitter, so that writers that failed together do not return together. */
final class Backoff {

    private final Timing timing;
    private int failures;

    Backoff(Timing timing) {
        this.timing = timing;
    }

    /** Returns how long to wait after one more failure in a row. */
    Duration next() {
        int doublings = Math.min(failures++, 20);
        long bound = Math.min(timing.longestWait().toNanos(), timing.firstWait().toNanos() << doublings);
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound + 1));
    }

    /** Begins again with short waits, because something got through. */
    void reset() {
        failures = 0;
    }
}
