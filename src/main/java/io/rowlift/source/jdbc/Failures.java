package io.rowlift.source.jdbc;

import io.rowlift.problem.RowliftException;
import java.sql.SQLException;

/** What a product's error codes mean. */
public interface Failures {

    /** Returns whether the same statement may succeed on a new connection: the server is away, restarting or full. */
    boolean temporary(SQLException failure);

    /** Returns whether a statement failed on a value: of a row that its SQL meets, or of a key that a user typed. */
    boolean ofValue(SQLException failure);

    /** Returns the failure of the first connection in a user's words. */
    RowliftException connecting(SQLException failure);

    /** Returns the failure of a statement in a user's words, free of row values. */
    RowliftException reading(SQLException failure);

    /** Returns what the server says about the text of a statement that it does not compile. */
    String compiling(SQLException failure);
}
