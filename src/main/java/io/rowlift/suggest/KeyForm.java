package io.rowlift.suggest;

import io.rowlift.schema.Column;
import io.rowlift.schema.Type;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values stand in keys. */
final class KeyForm {

    /** What templates give a meaning to. */
    private static final Pattern SPECIAL = Pattern.compile("[{}|.]");

    /** UTF-8 needs no more for a character; an escaped one is shorter or ASCII. */
    private static final int BYTES_PER_CHARACTER = 4;

    private KeyForm() {}

    /** Returns why a column cannot stand in a key, or null when it can. */
    static @Nullable String obstacle(Column column) {
        Type type = column.type();
        if (type instanceof Type.Real) {
            return "\"" + column.name() + "\" is a floating-point number, which has no exact text for a key";
        }
        if (type instanceof Type.Json || type instanceof Type.Array) {
            return "\"" + column.name() + "\" (" + column.declared() + ") has no place in a key";
        }
        return SPECIAL.matcher(column.name()).find()
                ? "the name \"" + column.name() + "\" cannot stand in a template"
                : null;
    }

    /** Returns the format with the bar before it, or nothing. */
    static String format(Type type, boolean last) {
        if (type instanceof Type.Bytes) {
            return "|hex";
        }
        return !last && isText(type) ? "|escape" : "";
    }

    /** Returns whether values can be any text: empty ones and those with a separator among them. */
    static boolean isText(Type type) {
        return type instanceof Type.Text || type instanceof Type.Textual;
    }

    /** Returns whether a value can be empty, which a key of DynamoDB cannot. */
    static boolean canBeEmpty(Type type) {
        return isText(type) || type instanceof Type.Bytes;
    }

    /** Returns whether equal values of two columns have the same text, so that one can stand for the other in a key. */
    static boolean alike(Column one, Column other) {
        Type a = one.type();
        Type b = other.type();
        if (a instanceof Type.Int || a instanceof Type.Text) {
            return a.getClass() == b.getClass();
        }
        return a.equals(b);
    }

    /** Returns the most bytes that a value can have in a key, or -1 where its type sets no bound. */
    static long mostBytes(Type type) {
        if (type instanceof Type.Text text) {
            return text.maxLength() == 0 ? -1 : (long) BYTES_PER_CHARACTER * text.maxLength();
        }
        boolean unbounded = type instanceof Type.Textual
                || type instanceof Type.Bytes
                || (type instanceof Type.Numeric numeric && numeric.unconstrained());
        return unbounded ? -1 : 100;
    }
}
