package io.rowlift.job;

import java.time.Duration;

/**
 * What became of the rejected rows that were tried again.
 *
 * @param mapped rows that became items
 * @param rejected rows that were rejected again
 * @param gone rows that the source does not select any more
 * @param items items written
 * @param duration of the replay
 */
public record ReplaySummary(long mapped, long rejected, long gone, long items, Duration duration) {}
