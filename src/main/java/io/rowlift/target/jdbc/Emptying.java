package io.rowlift.target.jdbc;

import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.problem.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Takes all rows of a table away, and with them what the ledger says about it. Foreign keys from and to the table go
 * first: rows are loaded in no order that they would allow, and the last phases make them again. Where people deploy DDL,
 * they are asked to take them away.
 */
final class Emptying {

    private final Workshop shop;
    private final boolean manual;

    /**
     * Takes what it works on.
     *
     * @param manual whether DDL is left to people
     */
    Emptying(Workshop shop, boolean manual) {
        this.shop = shop;
        this.manual = manual;
    }

    void empty(TargetTable table) {
        String task = "emptying table \"" + table.name() + "\"";
        Connections connections = shop.connections();
        if (manual && !holdsRows(task, table)) {
            forget(task, table);
            return;
        }
        connections.run(task, connection -> {
            List<String> releases = shop.vendor().clearing().releases(connection, table.name());
            if (manual && !releases.isEmpty()) {
                throw refused(table, releases);
            }
            for (String sql : releases) {
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
        forget(task, table);
    }

    private boolean holdsRows(String task, TargetTable table) {
        return shop.connections().run(task, connection -> Tables.holdsRows(connection, shop.dialect(), table.name()));
    }

    private void forget(String task, TargetTable table) {
        shop.connections().run(task, connection -> {
            shop.ledger().forget(connection, table.name());
            return true;
        });
    }

    private static RefusedException refused(TargetTable table, List<String> releases) {
        return new RefusedException(
                "table \"" + table.name() + "\" is to be emptied, foreign keys of it or to it stand in the way, and the"
                        + " job says \"ddl: manual\"",
                "deploy " + String.join("; ", releases) + "; then run again: schema.sql has them after the load");
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
