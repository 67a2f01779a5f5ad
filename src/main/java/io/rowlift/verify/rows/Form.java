package io.rowlift.verify.rows;

/** Turns values of one side of a column into bytes that are equal for equal values, and for no others. */
@FunctionalInterface
interface Form {

    /**
     * Returns a value's bytes, which nobody changes.
     *
     * @param value as a row holds it, neither null nor unreadable
     */
    byte[] of(Object value);
}
