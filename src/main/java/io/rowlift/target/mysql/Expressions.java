package io.rowlift.target.mysql;

import io.rowlift.schema.Family;
import io.rowlift.schema.Type;
import io.rowlift.target.jdbc.Untranslatable;
import java.util.Map;

/** Translates a source's expressions into MySQL's. */
interface Expressions {

    /**
     * Translates an expression over the columns of one table.
     *
     * @param expression as the source prints it
     * @param columns the columns that the target has, by the source's names
     * @throws Untranslatable when MySQL does not say it, or when it would mean something else
     */
    Sql translate(String expression, Map<String, Column> columns) throws Untranslatable;

    /** A column of the target: its name there, and what it holds. */
    record Column(String target, Kind kind, MySqlType type) {}

    /** An expression of MySQL's, which can stand wherever an operand can. */
    record Sql(String text, Kind kind) {}

    /** What a value is, as far as the meaning of operators depends on it. */
    enum Kind {
        TEXT,
        WHOLE,
        EXACT,
        REAL,
        TRUTH,
        MOMENT,
        NOTHING,
        OTHER;

        static Kind of(Type type) {
            if (type instanceof Type.Int) {
                return WHOLE;
            }
            if (type instanceof Type.Numeric) {
                return EXACT;
            }
            if (type instanceof Type.Real) {
                return REAL;
            }
            if (type instanceof Type.Bool) {
                return TRUTH;
            }
            if (type instanceof Type.Text || type instanceof Type.Uuid) {
                return TEXT;
            }
            return type instanceof Type.Date || type instanceof Type.Timestamp ? MOMENT : OTHER;
        }
    }

    /** Returns what translates a family's expressions. */
    static Expressions of(Family family) {
        return switch (family) {
            case POSTGRESQL -> ForeignExpression::translate;
            case MYSQL -> OwnExpression::translate;
        };
    }
}
