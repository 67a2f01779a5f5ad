package io.rowlift.source.jdbc;

import io.rowlift.problem.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One thing that an inspection looks at. */
@FunctionalInterface
public interface Check {

    /** Looks, in a transaction of its own. */
    List<Finding> on(Connection connection, Scope scope) throws SQLException;
}
