package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Takes all rows of a table away, and with them what the ledger says about it. Foreign keys from and to the table go
 * first: rows are loaded in no order that they would allow, and the last phases make them again.
 */
final class Emptying {

    private final Workshop shop;

    Emptying(Workshop shop) {
        this.shop = shop;
    }

    void empty(TargetTable table) {
        String task = "emptying table \"" + table.name() + "\"";
        Connections connections = shop.connections();
        connections.run(task, connection -> {
            for (String sql : shop.vendor().clearing().releases(connection, table.name())) {
                execute(connection, sql);
            }
            return true;
        });
        String removal = shop.vendor().clearing().removal(table);
        if (removal == null) {
            connections.run(task, connection -> {
                execute(connection, "TRUNCATE " + shop.dialect().name(table.name()));
                shop.ledger().forget(connection, table.name());
                return true;
            });
            return;
        }
        connections.run(task, connection -> {
            shop.ledger().beginEmptying(connection, table.name());
            return true;
        });
        boolean more = true;
        while (more) {
            shop.requireGoing("while " + task);
            more = connections.run(task, connection -> execute(connection, removal) > 0);
        }
        connections.run(task, connection -> {
            shop.ledger().forget(connection, table.name());
            return true;
        });
    }

    /** Goes on where an earlier run was interrupted. */
    void finish(TargetTable table) {
        if (shop.connections()
                .run("reading the ledger", connection -> shop.ledger().isEmptying(connection, table.name()))) {
            empty(table);
        }
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
