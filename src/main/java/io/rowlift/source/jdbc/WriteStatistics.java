package io.rowlift.source.jdbc;

import io.rowlift.schema.TableName;
import io.rowlift.source.Activity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** What a product's statistics say about writes. */
public interface WriteStatistics {

    /** Returns the beginning of a table's line in a mark; names may hold anything. */
    static String line(TableName table) {
        return URLEncoder.encode(table.schema(), StandardCharsets.UTF_8) + "/"
                + URLEncoder.encode(table.name(), StandardCharsets.UTF_8) + " ";
    }

    /** Marks this moment; see {@link io.rowlift.source.Watch#mark}. */
    String mark(Connection connection, Set<TableName> tables) throws SQLException;

    /** Compares with a mark; see {@link io.rowlift.source.Watch#since}. */
    Activity since(Connection connection, String mark, Set<TableName> tables) throws SQLException;
}
