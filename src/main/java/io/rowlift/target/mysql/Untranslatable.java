package io.rowlift.target.mysql;

/** An expression of a source means nothing, or something else, in MySQL. Its message says what of it, after a colon. */
final class Untranslatable extends Exception {

    private static final long serialVersionUID = 1;

    Untranslatable(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
