package io.rowlift.schema;

/** Values of PostgreSQL's numeric and date types that stand outside the number line. */
public enum NotFinite {
    NAN("NaN"),
    INFINITY("infinity"),
    NEGATIVE_INFINITY("-infinity");

    private final String text;

    NotFinite(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
