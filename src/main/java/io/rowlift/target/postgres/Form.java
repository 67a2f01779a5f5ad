package io.rowlift.target.postgres;

import io.rowlift.target.jdbc.RowBuffer;

/** Says how the values of one column go into COPY's text. */
interface Form {

    /** Appends a value that is not NULL, and that the column can hold. */
    void add(Object value, RowBuffer out);
}
