package io.rowlift.target.postgres;

/** Something of a source means nothing, or something else, in PostgreSQL. Its message says what, after a colon. */
final class Untranslatable extends Exception {

    private static final long serialVersionUID = 1;

    Untranslatable(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
