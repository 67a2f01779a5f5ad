package io.rowlift.source.mysql.log;

import io.rowlift.plan.RunSignal;
import io.rowlift.schema.Definition.Reference;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Connections;
import io.rowlift.source.jdbc.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The server whose log is read.
 *
 * @param sessions opens connections beside the counted ones, for logs that are being followed
 * @param connections for questions
 * @param failures what its error codes mean
 * @param signal ends waiting when the run is stopped
 * @param mariaDb whether it is MariaDB
 * @param references how foreign keys are looked up
 */
public record LogServer(
        DataSource sessions,
        Connections connections,
        Failures failures,
        RunSignal signal,
        boolean mariaDb,
        References references) {

    /** Foreign keys, as the catalog of the source reads them. */
    @FunctionalInterface
    public interface References {
        /** Returns the foreign keys that tables declare. */
        Map<TableName, List<Reference>> of(Connection connection, Set<TableName> tables) throws SQLException;
    }

    String product() {
        return mariaDb ? "MariaDB" : "MySQL";
    }
}
