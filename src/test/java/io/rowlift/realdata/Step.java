package io.rowlift.realdata;

/** What a dump asks its loader to do. */
sealed interface Step {

    /** Returns the line of the dump on which the step begins, counted from 1. */
    int line();

    /** Returns the statement as it stands in the dump, without comments before it and without its delimiter. */
    String sql();

    /** A statement. */
    record Sql(int line, String sql) implements Step {}

    /**
     * psql's {@code COPY ... FROM stdin} with the lines that follow it.
     *
     * @param rows the lines, each with its end, without the closing {@code \.}
     */
    record Copy(int line, String sql, String rows) implements Step {}
}
