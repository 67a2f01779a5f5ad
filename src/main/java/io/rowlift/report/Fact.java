package io.rowlift.report;

/**
 * A value with its name.
 *
 * @param label what it is, for example {@code Source}
 * @param value the value
 */
public record Fact(String label, Cell value) {

    /** Returns a fact in prose. */
    public static Fact of(String label, String text) {
        return new Fact(label, Cell.text(text));
    }

    /** Returns a counted fact. */
    public static Fact of(String label, long count) {
        return new Fact(label, Cell.count(count));
    }
}
