package io.rowlift.target.postgres;

import io.rowlift.copy.TableCopy.ColumnCopy;
import io.rowlift.target.jdbc.Findings.Remark;
import org.jspecify.annotations.Nullable;

/** Says which type of PostgreSQL's a column gets, by what the source declares. */
interface TypeTable {

    /** Returns a column's type unless the mapping says one. */
    Choice choose(TableDraft table, ColumnCopy column);

    /**
     * A type, and what has to be said about it.
     *
     * @param type the type
     * @param remark what a user has to know, or null
     */
    record Choice(PostgresType type, @Nullable Remark remark) {
        Choice(String type) {
            this(PostgresType.of(type), null);
        }

        Choice(String type, Remark remark) {
            this(PostgresType.of(type), remark);
        }
    }

    /** Returns the type table for a source. */
    static TypeTable of(Draft draft) {
        return switch (draft.structure().family()) {
            case POSTGRESQL -> new OwnTypes(draft);
            case MYSQL -> new ForeignTypes(draft);
        };
    }
}
