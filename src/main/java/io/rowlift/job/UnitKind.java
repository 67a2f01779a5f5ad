package io.rowlift.job;

/** What a migration loads one by one, in the words of its user. */
enum UnitKind {
    /** Rows of an entity become items. */
    ENTITY("entity", "items"),
    /** Rows of a table become rows. */
    TABLE("table", "rows");

    private final String word;
    private final String content;

    UnitKind(String word, String content) {
        this.word = word;
        this.content = content;
    }

    String word() {
        return word;
    }

    /** Returns what stays in the target when one of them is forgotten. */
    String content() {
        return content;
    }

    /** Returns one of them for messages, as in {@code entity "Order"}. */
    String named(String name) {
        return word + " \"" + name + "\"";
    }

    /** Returns the table behind one of them for messages. */
    String tableOf(String name) {
        return switch (this) {
            case ENTITY -> "a table that " + named(name) + " reads";
            case TABLE -> named(name);
        };
    }
}
