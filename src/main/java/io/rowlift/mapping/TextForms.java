package io.rowlift.mapping;

import io.rowlift.schema.NotFinite;
import io.rowlift.schema.Type;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How each type stands in a template without a format. */
final class TextForms {

    private TextForms() {}

    /**
     * Returns the form of a type, or null for a type that cannot stand in a template as it is.
     *
     * @param key whether the template makes a key: dates in keys are to sort by time
     */
    static @Nullable TextForm of(Type type, boolean key) {
        if (type instanceof Type.Int) {
            return (value, out) -> out.append(value);
        }
        if (type instanceof Type.Numeric numeric) {
            return numeric.unconstrained() ? TextForms::appendUnconstrained : scaled(Math.max(0, numeric.scale()));
        }
        if (type instanceof Type.Date || type instanceof Type.Timestamp) {
            return key ? sortable(type) : (value, out) -> out.append(Moments.finite(value));
        }
        if (type instanceof Type.Real
                || type instanceof Type.Bytes
                || type instanceof Type.Json
                || type instanceof Type.Array) {
            return null;
        }
        return (value, out) -> out.append(value);
    }

    /** The form of an element of a JSON list. */
    static void appendJson(Object value, StringBuilder out) {
        if (value instanceof Value.Str text) {
            out.append(text.text());
        } else if (value instanceof Value.Num number) {
            out.append(number.text());
        } else if (value instanceof Value.Bool bool) {
            out.append(bool.value());
        } else {
            throw new Rejection("is a JSON list or object, which has no place in a template");
        }
    }

    private static TextForm sortable(Type type) {
        int width = width(type);
        return (value, out) -> out.append(Moments.sortable(value, width));
    }

    /** Returns the characters of a date or timestamp with a year of four digits. */
    static int width(Type type) {
        if (type instanceof Type.Timestamp timestamp) {
            int fraction = timestamp.fraction() == 0 ? 0 : 1 + timestamp.fraction();
            return "2024-02-29T23:59:59".length() + fraction + (timestamp.zoned() ? 1 : 0);
        }
        return "2024-02-29".length();
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof NotFinite) {
            throw new Rejection("is " + value);
        }
        return (BigDecimal) value;
    }

    private static TextForm scaled(int scale) {
        return (value, out) -> {
            BigDecimal number = decimal(value);
            try {
                out.append(number.setScale(scale).toPlainString());
            } catch (ArithmeticException e) {
                throw new Rejection("has more fraction digits than its type declares");
            }
        };
    }

    private static void appendUnconstrained(Object value, StringBuilder out) {
        BigDecimal number = decimal(value);
        int before = out.length();
        out.append(number.toPlainString());
        if (number.signum() == 0) {
            out.setLength(before);
            out.append('0');
        } else if (number.scale() > 0) {
            int end = out.length();
            while (out.charAt(end - 1) == '0') {
                end--;
            }
            out.setLength(out.charAt(end - 1) == '.' ? end - 1 : end);
        }
    }
}
