package io.rowlift.verify;

import java.nio.file.Path;
import java.util.List;

/**
 * How source and target are compared.
 *
 * @param workers parts that are compared at the same time
 * @param chunk rows per read
 * @param rangeRows rows per part of the source, about
 * @param segmentItems items per part of the target, about
 * @param sample rows to compare, about, instead of everything; 0 for everything
 * @param first how many missing, different and extra items are named
 * @param showValues whether the values of named items are read again, which can be personal data
 * @param shared whether the target's tables hold items of others
 * @param repair whether what is found will be mended: only then a repair that was interrupted goes on, because what it has
 *     found is out of date for everybody else
 * @param restart whether an unfinished comparison is forgotten
 * @param stamp stands for mapping, source, target and load: an unfinished comparison goes on only under the same one
 * @param notices what is known beforehand; becomes part of the outcome
 * @param directory for what the comparison remembers: 32 bytes per expected item
 */
public record VerifyOptions(
        int workers,
        int chunk,
        long rangeRows,
        long segmentItems,
        int sample,
        int first,
        boolean showValues,
        boolean shared,
        boolean repair,
        boolean restart,
        String stamp,
        List<String> notices,
        Path directory) {

    public VerifyOptions {
        notices = List.copyOf(notices);
    }
}
