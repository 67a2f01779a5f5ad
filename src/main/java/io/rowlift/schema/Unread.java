package io.rowlift.schema;

/**
 * A table or view that exists and is not read by itself or not read whole.
 *
 * @param name exact name
 * @param kind a table or a view
 * @param partition whether it is read with the table that it is a part of
 * @param reason why, to be read after its name and a colon, with a remedy where there is one
 */
public record Unread(TableName name, Table.Kind kind, boolean partition, String reason) {

    /** Describes a table. */
    public Unread(TableName name, String reason) {
        this(name, Table.Kind.TABLE, false, reason);
    }
}
