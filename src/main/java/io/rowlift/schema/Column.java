package io.rowlift.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table or of a statement.
 *
 * @param name exact name
 * @param type what it holds
 * @param nullable whether NULL can occur; true where the source cannot tell, as for expressions
 * @param declared the type as the source prints it, for messages and for the schema's fingerprint
 * @param folding the collation by which the source takes different texts as equal, for example because it ignores case;
 *     null where only equal texts are equal, and for expressions
 */
public record Column(
        String name,
        Type type,
        boolean nullable,
        String declared,
        @Nullable String folding) {

    /** Describes a column whose texts are equal only to themselves. */
    public Column(String name, Type type, boolean nullable, String declared) {
        this(name, type, nullable, declared, null);
    }
}
