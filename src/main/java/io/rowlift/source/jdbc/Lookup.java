package io.rowlift.source.jdbc;

import java.util.List;

/**
 * A way in which an entity finds rows of a table by values that another table has.
 *
 * @param kind which part of the mapping wants it
 * @param entity the entity's name
 * @param from the side that has the values
 * @param given its columns
 * @param to the side that is searched
 * @param wanted its columns, in the same order
 */
record Lookup(Kind kind, String entity, CatalogTable from, List<String> given, CatalogTable to, List<String> wanted) {

    Lookup {
        given = List.copyOf(given);
        wanted = List.copyOf(wanted);
    }

    /** Parts of a mapping that find rows. */
    enum Kind {
        /** N:1: the wanted columns must be unique. */
        JOIN,
        /** 1:N. */
        EMBED
    }
}
