package io.rowlift.mapping;

import org.jspecify.annotations.Nullable;

/** Makes an attribute value of a source value. */
@FunctionalInterface
interface ValueForm {

    /** Types of attribute values, as far as they are known before a row is read. */
    enum Kind {
        S,
        N,
        B,
        BOOL,
        SET,
        LIST,
        /** Parsed from JSON. */
        JSON
    }

    /**
     * Returns the attribute value.
     *
     * @param value not NULL
     * @return null for an empty set, which DynamoDB does not have
     * @throws Rejection if DynamoDB cannot hold it, as a predicate
     */
    @Nullable
    Value of(Object value);
}
