package io.rowlift.schema;

import java.util.List;

/**
 * A reference from one table to another (or to itself).
 *
 * @param name the constraint's name
 * @param columns the referring columns, in order
 * @param references the table referred to
 * @param referenced its columns, in the same order
 */
public record ForeignKey(String name, List<String> columns, TableName references, List<String> referenced) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }
}
