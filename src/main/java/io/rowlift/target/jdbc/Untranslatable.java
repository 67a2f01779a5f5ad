package io.rowlift.target.jdbc;

/**
 * Something that a source declares means nothing, or something else, in the target. Its message says what, to be read
 * after a colon.
 */
public final class Untranslatable extends Exception {

    private static final long serialVersionUID = 1;

    /** Ends the translation of one object. */
    public Untranslatable(String reason) {
        super(reason);
    }

    /** Returns why, free of values. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
