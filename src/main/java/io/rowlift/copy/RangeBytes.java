package io.rowlift.copy;

import io.rowlift.plan.Range;
import java.util.List;

/**
 * The rows of a table as bytes in a product's own format, for a target that takes them as they are: nothing is decoded
 * on the way. Only for tables of which nothing is to be changed.
 */
public interface RangeBytes {

    /** Returns what the bytes are. */
    Format format();

    /**
     * Hands over the rows of a range, read in one consistent read. Lost connections are replaced, and the range is then
     * handed over from its beginning.
     *
     * @return how many rows these were
     * @throws io.rowlift.problem.FailedException when the source refuses, or stays away
     * @throws io.rowlift.problem.StoppedException when the run is stopped while the source is away
     * @throws RuntimeException what the sink throws; the source's connection is given back clean
     */
    long copy(Range range, Sink sink);

    /**
     * A format. A target whose columns make an equal one takes the bytes.
     *
     * @param name the product's name of it
     * @param types the columns' types in order, as the product prints them
     */
    record Format(String name, List<String> types) {
        public Format {
            types = List.copyOf(types);
        }
    }

    /** Takes the bytes of one range. */
    interface Sink {

        /** Begins the range, or begins it again: what was taken before is to be forgotten. */
        void begin();

        /** Takes the next bytes, which are the sink's from then on. */
        void take(byte[] bytes);
    }
}
