package io.rowlift.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A DynamoDB attribute value. Equality is the equality of the Java values; {@link Num} holds a canonical text, so that
 * numerically equal numbers are equal.
 */
public sealed interface Value {

    /** Type S. */
    record Str(String text) implements Value {}

    /**
     * Type N.
     *
     * @param text canonical: plain digits, no exponent, no trailing zeros after the point, no sign of zero
     */
    record Num(String text) implements Value {}

    /** Type B. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below; never changed
    record Bin(byte[] bytes) implements Value {

        @Override
        public boolean equals(Object other) {
            return other instanceof Bin that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Type BOOL. */
    record Bool(boolean value) implements Value {}

    /** Type NULL. */
    record Null() implements Value {}

    /** Type L. */
    record ListOf(List<Value> elements) implements Value {}

    /** Type M. */
    record MapOf(Map<String, Value> entries) implements Value {}

    /**
     * Types SS, NS and BS.
     *
     * @param elements not empty, all of one of {@link Str}, {@link Num}, {@link Bin}; without duplicates
     */
    record SetOf(java.util.Set<Value> elements) implements Value {}
}
