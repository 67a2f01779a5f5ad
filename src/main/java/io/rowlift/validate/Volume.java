package io.rowlift.validate;

/**
 * How much a table or an index takes.
 *
 * @param items items, or entries of an index
 * @param bytes their size
 * @param writeUnits what writing each of them once costs
 * @param storedBytes what is stored and paid for them, overhead included
 * @param largestKeyUnits write units of the partition key that takes the most, 0 where it is not known
 */
public record Volume(long items, long bytes, long writeUnits, long storedBytes, long largestKeyUnits) {

    /** Nothing. */
    public static final Volume NONE = new Volume(0, 0, 0, 0, 0);

    /** Returns both together; of the largest keys the larger one. */
    public Volume plus(Volume other) {
        return new Volume(
                items + other.items,
                bytes + other.bytes,
                writeUnits + other.writeUnits,
                storedBytes + other.storedBytes,
                Math.max(largestKeyUnits, other.largestKeyUnits));
    }

    /** Returns the same with the write units of its largest partition key. */
    public Volume withLargestKey(long units) {
        return new Volume(items, bytes, writeUnits, storedBytes, units);
    }
}
