package io.rowlift.validate;

/** Write units of DynamoDB: one for each started kilobyte. */
final class WriteUnits {

    private static final int UNIT = 1024;

    private WriteUnits() {}

    static int of(int bytes) {
        return (bytes + UNIT - 1) / UNIT;
    }
}
