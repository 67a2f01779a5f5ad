package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.RowliftException;
import java.sql.SQLException;

/** What a product's error codes mean. Messages of servers and drivers quote values: none of these texts does. */
public interface Failures {
    /** Returns what a failure means for what was tried. */
    Fault fault(SQLException failure);

    /** Returns which row of the statement was refused, counted from 0, or -1 when the server does not say. */
    int row(SQLException failure);

    /** Returns why a row was refused, naming column or constraint. */
    String refusal(SQLException failure, TargetTable table);

    /** Returns the failure of a connection in a user's words. */
    RowliftException connecting(SQLException failure);

    /**
     * Returns the failure of anything else in a user's words.
     *
     * @param task what was tried, as in {@code writing to table "public.users"}
     */
    RowliftException doing(String task, SQLException failure);
}
