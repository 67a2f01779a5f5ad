package io.rowlift.schema;

/**
 * Stands in a {@link Row} for a value that the column's {@link Type} cannot hold, for example an array that does not
 * begin at index 1. A row that uses such a column is rejected with the reason; others may ignore it.
 *
 * @param reason why, free of values, to be read after "column x: "
 */
public record Unreadable(String reason) {}
