package io.rowlift.target.mysql;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.schema.Structure;
import io.rowlift.target.jdbc.Findings.Remark;
import org.jspecify.annotations.Nullable;

/** Says which type of MySQL's a column gets, by what the source declares. */
interface TypeTable {

    /** The longest varchar that an index can hold whole: 3,072 bytes of four per character. */
    int LONGEST_KEY = 768;

    /** Returns a column's type unless the mapping says one. */
    Choice choose(ColumnCopy column);

    /**
     * A type, and what has to be said about it.
     *
     * @param type the type
     * @param remark what a user has to know, or null
     */
    record Choice(MySqlType type, @Nullable Remark remark) {
        Choice(MySqlType type) {
            this(type, null);
        }
    }

    /** Returns the type table for a source. */
    static TypeTable of(Structure structure) {
        return switch (structure.family()) {
            case POSTGRESQL -> new ForeignTypes();
            case MYSQL -> new OwnTypes();
        };
    }
}
