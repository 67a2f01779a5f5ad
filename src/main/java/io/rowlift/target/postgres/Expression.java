package io.rowlift.target.postgres;

import io.rowlift.schema.Type;

/**
 * An expression of PostgreSQL's, which can stand wherever an operand can.
 *
 * @param text the expression
 * @param kind what its value is
 * @param folded whether it is text that the source compares with others without regard to case or accents
 */
record Expression(String text, Kind kind, boolean folded) {
    Expression(String text, Kind kind) {
        this(text, kind, false);
    }

    /** What a value is, as far as the meaning of operators depends on it. */
    enum Kind {
        TEXT,
        WHOLE,
        EXACT,
        REAL,
        TRUTH,
        MOMENT,
        INSTANT,
        DOCUMENT,
        NOTHING,
        OTHER;

        boolean number() {
            return this == WHOLE || this == EXACT || this == REAL;
        }

        /** Returns what a column holds in the target. */
        static Kind of(Type type, PostgresType target) {
            if (target.base().equals("boolean")) {
                return TRUTH;
            }
            if (target.base().equals("bit")) {
                return OTHER;
            }
            if (type instanceof Type.Int) {
                return WHOLE;
            }
            if (type instanceof Type.Numeric) {
                return EXACT;
            }
            if (type instanceof Type.Real) {
                return REAL;
            }
            if (type instanceof Type.Text || type instanceof Type.Uuid) {
                return TEXT;
            }
            if (type instanceof Type.Json) {
                return DOCUMENT;
            }
            if (type instanceof Type.Timestamp moment && moment.zoned()) {
                return INSTANT;
            }
            return type instanceof Type.Date || type instanceof Type.Timestamp ? MOMENT : OTHER;
        }
    }
}
