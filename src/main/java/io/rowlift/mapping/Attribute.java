package io.rowlift.mapping;

import io.rowlift.problem.Location;

/** One entry of an item's or an embed's list of attributes. */
public sealed interface Attribute {

    /** Returns where it stands. */
    Location location();

    /** {@code "*"}: every column of the root table and every computed column, less {@code except}. */
    record All(Location location) implements Attribute {}

    /** A bare word: a column, {@code join.column} (named after the column), or an embed. */
    record Bare(String reference, Location location) implements Attribute {}

    /** {@code { name: source }}. */
    record Named(String name, Source source, Location location) implements Attribute {}

    /** Where a named attribute gets its value. */
    sealed interface Source {

        /** A column, {@code join.column}, an embed, or an alias of {@code each}. */
        record Reference(String name) implements Source {}

        /** A quoted template. */
        record Text(Template template) implements Source {}

        /**
         * {@code { value: ..., as: ... }}.
         *
         * @param value as it was written
         * @param as STRING unless the mapping says otherwise
         */
        record Constant(String value, As as) implements Source {}

        /** {@code { column: c, as: type }}. */
        record Converted(String column, As as) implements Source {}
    }

    /** Types that a mapping can ask for. */
    enum As {
        STRING,
        NUMBER,
        BOOLEAN,
        BINARY,
        JSON,
        STRING_SET,
        NUMBER_SET,
        EPOCH_SECONDS,
        EPOCH_MILLIS
    }
}
