package io.rowlift.source.mysql;

import io.rowlift.schema.Structure.Other;
import io.rowlift.schema.TableName;
import io.rowlift.source.jdbc.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What users have made in MySQL and MariaDB beside tables. */
final class MySqlOthers {

    private static final String OTHERS = """
            SELECT 'view' AS KIND, TABLE_SCHEMA AS OBJECT_SCHEMA, TABLE_NAME AS OBJECT_NAME, NULL AS OF_TABLE
            FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'VIEW'
            UNION ALL
            SELECT LOWER(ROUTINE_TYPE), ROUTINE_SCHEMA, ROUTINE_NAME, NULL
            FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
            UNION ALL
            SELECT 'trigger', TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_OBJECT_TABLE
            FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
            UNION ALL
            SELECT 'event', EVENT_SCHEMA, EVENT_NAME, NULL
            FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()
            UNION ALL
            SELECT 'system versioning', TABLE_SCHEMA, TABLE_NAME, TABLE_NAME
            FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'SYSTEM VERSIONED'
            UNION ALL
            SELECT CONCAT('table of engine ', ENGINE), TABLE_SCHEMA, TABLE_NAME, TABLE_NAME
            FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE <> 'VIEW' AND TABLE_TYPE <> 'SEQUENCE' AND ENGINE <> 'InnoDB'
            UNION ALL
            SELECT DISTINCT 'subpartitioning', TABLE_SCHEMA, TABLE_NAME, TABLE_NAME
            FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND SUBPARTITION_NAME IS NOT NULL
            """;

    /** MySQL's spatial columns may hold points of one system of reference only. */
    private static final String REFERENCE_SYSTEMS = """
            UNION ALL
            SELECT CONCAT('spatial reference system ', SRS_ID), TABLE_SCHEMA, CONCAT(TABLE_NAME, '.', COLUMN_NAME), TABLE_NAME
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND SRS_ID IS NOT NULL
            """;

    /** Rights that a role gives are not looked at: it is better to name what is visible than to hide what is not. */
    private static final String HIDDEN = """
            UNION ALL
            SELECT p.KIND, DATABASE(), '*', NULL
            FROM (SELECT 'triggers that the login may not see' AS KIND, 'TRIGGER' AS NEEDED
                  UNION ALL SELECT 'events that the login may not see', 'EVENT'
                  UNION ALL SELECT 'routines that the login may not see', 'EXECUTE') p
            WHERE NOT EXISTS (
                SELECT 1 FROM information_schema.USER_PRIVILEGES u
                WHERE u.PRIVILEGE_TYPE = p.NEEDED
                AND u.GRANTEE = CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''',
                                       SUBSTRING_INDEX(CURRENT_USER(), '@', -1), ''''))
            AND NOT EXISTS (
                SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES s
                WHERE s.PRIVILEGE_TYPE = p.NEEDED AND DATABASE() LIKE s.TABLE_SCHEMA)
            """;

    private MySqlOthers() {}

    static List<Other> read(Connection connection, boolean mariaDb) throws SQLException {
        String sql = OTHERS + (mariaDb ? "" : REFERENCE_SYSTEMS) + HIDDEN + "ORDER BY 1, 2, 3";
        return Answer.list(connection, sql, r -> {
            String schema = r.getString("OBJECT_SCHEMA");
            String table = r.getString("OF_TABLE");
            return new Other(
                    r.getString("KIND"),
                    schema + "." + r.getString("OBJECT_NAME"),
                    table == null ? null : new TableName(schema, table));
        });
    }
}
