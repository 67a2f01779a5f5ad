package io.rowlift.target;

/**
 * What a target has done since it was opened.
 *
 * @param written items acknowledged, or rows committed
 * @param volume what they took: write units as DynamoDB reports them, or bytes as a relational target was sent them
 * @param setbacks answers of DynamoDB that asked to slow down, partly unprocessed batches included, or transactions that
 *     a relational target had to repeat because of load or lost connections
 */
public record Traffic(long written, double volume, long setbacks) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0);

    /** Returns what came since an earlier moment. */
    public Traffic since(Traffic before) {
        return new Traffic(written - before.written, volume - before.volume, setbacks - before.setbacks);
    }
}
