package io.rowlift.target.jdbc;

/** What a failed statement means for the transaction that it was part of. */
public enum Fault {
    /** The server refuses a row: the others may be written without it. */
    ROW,
    /** The transaction, or a statement of it, is too large or takes too long: half of it may pass. */
    TOO_LARGE,
    /** The connection is lost, or the server is away, starting or failing over: the same may pass on a new connection. */
    LOST,
    /** Another transaction or the load stands in the way: the same may pass later. */
    BUSY,
    /** The server takes no more connections, but those that are open go on. */
    CROWDED,
    /** Nothing that is tried again will pass. */
    FINAL
}
