package io.rowlift.validate;

import io.rowlift.plan.RejectLimit;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a dry run is done.
 *
 * @param workers ranges that are read at the same time
 * @param chunk rows that are read at once, as the migration would
 * @param rangeRows rows per range, about, as the migration would plan them
 * @param sample rows of each entity to look at, taken evenly from its ranges; null for all
 * @param rejects how many rows the migration may reject
 * @param maxWriteUnits the job's ceiling on write units per second, 0 for none
 * @param region the job's region, or null when it names none
 * @param prices what the target costs
 * @param scratch a directory for sorting keys: 16 bytes per item whose key is not proved
 * @param showValues whether findings show the values of the rows that they name
 */
public record ValidateOptions(
        int workers,
        int chunk,
        long rangeRows,
        @Nullable Long sample,
        RejectLimit rejects,
        int maxWriteUnits,
        @Nullable String region,
        Prices prices,
        Path scratch,
        boolean showValues) {}
