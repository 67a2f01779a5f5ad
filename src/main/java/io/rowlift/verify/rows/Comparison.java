package io.rowlift.verify.rows;

import io.rowlift.schema.Type;

/**
 * How the values of a column are compared.
 *
 * @param words for reports
 * @param source the source's form
 * @param target the target's form
 * @param compared whether values are compared at all, not only whether there is one
 */
record Comparison(String words, Form source, Form target, boolean compared) {

    private static final byte[] PRESENT = {};

    /** Compares values in these forms. */
    static Comparison by(String words, Form source, Form target) {
        return new Comparison(words, source, target, true);
    }

    /** Compares values that both sides have in one form. */
    static Comparison by(String words, Form both) {
        return by(words, both, both);
    }

    /** Compares only whether there is a value. */
    static Comparison presence(String source, String target) {
        Form present = value -> PRESENT;
        return new Comparison(
                "only whether they are NULL: \"" + source + "\" and \"" + target + "\" have no form in common",
                present,
                present,
                false);
    }

    /** Says that less is compared than the source holds, because the mapping wants it so. */
    Comparison reduced(String how, Form reducedSource, String said) {
        return new Comparison(
                words + ", " + how + " as the mapping's \"type: " + said + "\" has it",
                reducedSource,
                target,
                compared);
    }

    /** Returns whether a type's values are numbers, truth values included. */
    static boolean number(Type type) {
        return type instanceof Type.Int || type instanceof Type.Numeric || type instanceof Type.Bool;
    }
}
