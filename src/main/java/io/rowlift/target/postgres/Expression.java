package io.rowlift.target.postgres;

import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Untranslatable;

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

    /** Returns it as a condition. */
    String condition() throws Untranslatable {
        if (kind == Kind.TRUTH) {
            return text;
        }
        if (kind.number()) {
            return "(" + text + " <> 0)";
        }
        throw new Untranslatable("it is no condition");
    }

    /** Returns it when its value never changes, as generated columns and indexes ask for. */
    Expression immutable() throws Untranslatable {
        if (text.contains("CURRENT_") || text.contains("LOCALTIME")) {
            throw new Untranslatable("its value changes with time");
        }
        return this;
    }

    /** Returns it as the value of a generated column, which is the one that the source has computed. */
    String stored(PostgresType type) throws Untranslatable {
        immutable();
        if (text.contains(" #> ") || text.contains(" #>> ")) {
            throw new Untranslatable("values out of documents are printed otherwise in PostgreSQL");
        }
        if (text.contains("upper(") || text.contains("lower(")) {
            throw new Untranslatable("which letters change their case depends on the target's collation");
        }
        if (kind == Kind.TRUTH && type.base().equals("boolean")) {
            return text;
        }
        // decimals are rounded half away from zero and floats half to even in both products
        if (type.number() && (kind == Kind.TRUTH || kind.number())) {
            return kind == Kind.TRUTH ? text + "::integer" : text;
        }
        boolean moment = (type.base().equals("date") || type.base().equals("timestamp")) && kind == Kind.MOMENT;
        if (type.characters() && kind == Kind.WHOLE) {
            return text + "::text";
        }
        if ((type.characters() && kind == Kind.TEXT) || moment) {
            return text;
        }
        throw new Untranslatable("its value may become another one as " + type);
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
