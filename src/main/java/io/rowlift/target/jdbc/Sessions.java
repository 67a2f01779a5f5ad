package io.rowlift.target.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens sessions of one server, each prepared in the same way, with auto-commit off. */
@FunctionalInterface
public interface Sessions {
    /** Opens one more session. */
    Connection open() throws SQLException;
}
