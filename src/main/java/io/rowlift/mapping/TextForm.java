package io.rowlift.mapping;

/** Writes a value into a template. */
@FunctionalInterface
interface TextForm {

    /**
     * Appends a value that is not NULL.
     *
     * @throws Rejection if the value has no form here, as a predicate
     */
    void append(Object value, StringBuilder out);
}
