package io.rowlift.schema;

import java.util.List;

/**
 * A reference from one table to another (or to itself).
 *
 * @param name the constraint's name
 * @param columns the referring columns, in order
 * @param references the table referred to
 * @param referenced its columns, in the same order
 * @param cascading whether rows go when the row that they refer to is deleted (ON DELETE CASCADE)
 */
public record ForeignKey(
        String name, List<String> columns, TableName references, List<String> referenced, boolean cascading) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }
}
