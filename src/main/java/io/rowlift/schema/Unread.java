package io.rowlift.schema;

/**
 * A table or view that exists and is not read by itself or not read whole.
 *
 * @param name exact name
 * @param reason why, to be read after its name and a colon, with a remedy where there is one
 */
public record Unread(TableName name, String reason) {}
