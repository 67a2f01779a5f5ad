package io.rowlift.schema;

/**
 * What a column can hold: a closed set, so that sources (one read function per type) and targets (one write function
 * per type) can be checked for completeness by the compiler. Each type says which Java values a {@link Row} holds for
 * it; NULL is {@code null} for all of them.
 */
public sealed interface Type {

    /**
     * Whole numbers; {@code Long}, or {@code BigInteger} where an unsigned 64-bit value needs it. MySQL's BIT(n) and YEAR
     * too, the year 0000 as 0; PostgreSQL's oid.
     */
    record Int(int bits, boolean unsigned) implements Type {}

    /**
     * Exact decimals; {@code BigDecimal} with the scale that the source sent, or {@link NotFinite}. PostgreSQL's money too, as
     * a decimal that no locale has touched.
     *
     * @param precision total digits, 0 when unconstrained
     * @param scale fraction digits; meaningless when unconstrained
     */
    record Numeric(int precision, int scale) implements Type {

        /** PostgreSQL's {@code numeric} without precision. */
        public static final Numeric UNCONSTRAINED = new Numeric(0, 0);

        /** Returns whether the column declares neither precision nor scale. */
        public boolean unconstrained() {
            return precision == 0;
        }
    }

    /** Binary floating point of 32 or 64 bits; {@code Float} or {@code Double}, exact, NaN, infinities and -0.0 included. */
    record Real(int bits) implements Type {}

    /** {@code Boolean}. MySQL's tinyint(1) is an {@link Int}, because it holds 2 as well. */
    record Bool() implements Type {}

    /**
     * Text, enum labels and fixed-width text without its padding; {@code String}, which may hold NUL where MySQL's does.
     * MySQL's error value of an enum is an empty text. PostgreSQL's bit strings too, as digits 0 and 1.
     *
     * @param maxLength characters, 0 when unbounded
     */
    record Text(int maxLength) implements Type {}

    /** {@code String} of 36 characters in lower case. */
    record Uuid() implements Type {}

    /**
     * {@code String} in ISO 8601 ({@code 2024-02-29}; years outside 1 to 9999 with sign and at least five digits), or
     * {@link NotFinite}. MySQL's zero dates stay as the source writes them ({@code 0000-00-00}).
     */
    record Date() implements Type {}

    /**
     * {@code String} such as {@code 23:59:59.5}, with as many fraction digits as the column declares; MySQL's reach
     * from {@code -838:59:59} to {@code 838:59:59}.
     *
     * @param fraction fraction digits, 0 to 6
     * @param zoned whether an offset follows the time
     */
    record Time(int fraction, boolean zoned) implements Type {}

    /**
     * {@code String} in ISO 8601 with {@code T}, with as many fraction digits as the column declares, in UTC with
     * {@code Z} where it has a zone; or {@link NotFinite}; zero dates as for {@link Date}.
     *
     * @param fraction fraction digits, 0 to 6
     * @param zoned whether the value is an instant
     */
    record Timestamp(int fraction, boolean zoned) implements Type {}

    /**
     * {@code byte[]}; MySQL's binary(n) with its padding; MySQL's geometries as the server keeps them: four bytes of the
     * spatial reference system, the least first, then WKB in the order x, y.
     */
    record Bytes() implements Type {}

    /** {@code String}: the JSON text as the source sent it. */
    record Json() implements Type {}

    /**
     * {@code List} of values of the element type, nested for more dimensions, with nulls; {@link Unreadable} with the
     * source's text for an array that does not begin at index 1. MySQL's SET is an array of text in the order of its labels.
     */
    record Array(Type element) implements Type {}

    /**
     * A type without a counterpart here (interval, range, inet, geometry of PostgreSQL, ...), in the source's own text
     * form; {@code String}.
     *
     * @param name the source's name of the type
     */
    record Textual(String name) implements Type {}
}
