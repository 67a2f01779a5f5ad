package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a product takes rows away. */
public interface Clearing {
    /**
     * Returns the statement that takes rows away in one small transaction, to be repeated until none is left; or null
     * when a table can be emptied at once.
     */
    @Nullable
    String removal(TargetTable table);

    /** Returns the statements that remove the foreign keys from and to a table, as they are in the target now. */
    List<String> releases(Connection connection, TableName table) throws SQLException;
}
