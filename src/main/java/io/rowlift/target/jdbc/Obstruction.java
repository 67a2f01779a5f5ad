package io.rowlift.target.jdbc;

/** Why an object cannot be made because of rows that are in the table. */
public sealed interface Obstruction {

    /**
     * Several rows have one key.
     *
     * @param key as the server prints it
     */
    record Collision(String key) implements Obstruction {}

    /** Rows refer to rows that are not there. */
    record Missing(Orphans orphans) implements Obstruction {}

    /** A row is in the way in another manner: the server's words for it would hold values. */
    record Other(String reason) implements Obstruction {}
}
