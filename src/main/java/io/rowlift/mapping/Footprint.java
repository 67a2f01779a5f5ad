package io.rowlift.mapping;

/**
 * What one item takes in its table and in each of the table's indexes. Made by {@link Footprints}.
 *
 * <p>A write unit is a started kilobyte of 1,024 bytes, counted for the item and for each index entry on its own
 * (developer guide, "DynamoDB provisioned capacity mode" and "Using global secondary indexes"); stored are 100 bytes more
 * than the size of an item or an entry (pricing page and the same chapter).
 */
public final class Footprint {

    /** Bytes of a write unit. */
    public static final int UNIT = 1024;

    /** Bytes that are stored and paid with each item and with each index entry. */
    public static final int OVERHEAD = 100;

    private final int bytes;
    private final int[] entries;

    Footprint(int bytes, int[] entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /** Returns the write units of a put or a deletion of so many bytes: at least one. */
    public static int units(int bytes) {
        return Math.max(1, (bytes + UNIT - 1) / UNIT);
    }

    /** Returns the item's size in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Returns whether the item is in an index, by its position in {@link Footprints#indexes}. */
    public boolean in(int index) {
        return entries[index] > 0;
    }

    /** Returns the size in bytes of the item's entry in an index, 0 when it is not in it. */
    public int bytes(int index) {
        return entries[index];
    }

    /** Returns the write units for the item itself, without its indexes. */
    public int units() {
        return units(bytes);
    }

    /** Returns the write units for a new entry in an index, 0 when the item is not in it. */
    public int unitsIn(int index) {
        return entries[index] == 0 ? 0 : units(entries[index]);
    }

    /** Returns the write units of putting the item as a new one: for itself and for each index that it is in. */
    public int unitsOfPut() {
        int units = units(bytes);
        for (int entry : entries) {
            units += entry == 0 ? 0 : units(entry);
        }
        return units;
    }

    /** Returns the bytes that are stored for the item in the table. */
    public int stored() {
        return bytes + OVERHEAD;
    }

    /** Returns the bytes that are stored for the item in an index, 0 when it is not in it. */
    public int storedIn(int index) {
        return entries[index] == 0 ? 0 : entries[index] + OVERHEAD;
    }
}
