package io.rowlift.source.jdbc;

import io.rowlift.source.jdbc.Relation.Embedded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from a table to root rows: down the embeds from the root, then across one equality.
 *
 * @param levels the embeds between the root and the relation that has the references, from the root downwards
 * @param relation the relation that has the references: the root, or the last level's
 * @param references what that relation has, as its statement refers to it
 * @param table the table that leads here, or null for the root's own way
 * @param columns its columns that equal the references, in their order
 */
record Way(
        List<Embedded> levels,
        Relation relation,
        List<String> references,
        @Nullable CatalogTable table,
        List<String> columns) {

    Way {
        levels = List.copyOf(levels);
        references = List.copyOf(references);
        columns = List.copyOf(columns);
    }

    /** Returns the table whose changes lead this way. */
    CatalogTable changed() {
        return table == null ? relation.table() : table;
    }
}
