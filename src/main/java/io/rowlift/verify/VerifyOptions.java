package io.rowlift.verify;

import java.nio.file.Path;
import java.util.List;

/**
 * How source and target are compared.
 *
 * @param workers ranges that are compared at the same time
 * @param chunk rows per read
 * @param rangeRows rows per range, about
 * @param first how many missing, different and extra items are named
 * @param shared whether the target's tables hold items of others
 * @param notices what is known beforehand; becomes part of the outcome
 * @param scratch a directory for the keys, 16 bytes per expected and about 100 per found key; removed at the end
 */
public record VerifyOptions(
        int workers, int chunk, long rangeRows, int first, boolean shared, List<String> notices, Path scratch) {

    public VerifyOptions {
        notices = List.copyOf(notices);
    }
}
