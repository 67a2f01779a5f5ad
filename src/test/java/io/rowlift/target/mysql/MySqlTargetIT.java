package io.rowlift.target.mysql;

import static io.rowlift.target.jdbc.Copies.col;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.schema.Type;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.RowTargetContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

class MySqlTargetIT extends RowTargetContract {

    @Override
    protected Database database() {
        return Database.on(Servers.mysql(), Product.MYSQL);
    }

    @Override
    protected Relational.Kind kind() {
        return Relational.Kind.MYSQL;
    }

    @Override
    protected RowTarget open(Relational settings, TargetSchema schema, Ownership owner, Path state, RunSignal signal) {
        return MySqlTarget.open(settings, 4, schema, Copies.LENIENT, owner, state, signal, QUICK);
    }

    @Override
    protected TargetSchema users() {
        return people(
                "users",
                List.of("id"),
                "id bigint PRIMARY KEY, name varchar(10) UNIQUE, age int, CONSTRAINT grown CHECK (age > 0)");
    }

    @Override
    protected TargetSchema keyless() {
        return people("visits", List.of(), "id bigint, name varchar(10), age int");
    }

    private TargetSchema people(String name, List<String> key, String columns) {
        TargetTable table = Copies.table(
                database.name(),
                name,
                key,
                col("id", new Type.Int(64, false), "bigint"),
                col("name", new Type.Text(10), "varchar(10)"),
                col("age", new Type.Int(32, false), "int"));
        return Copies.schema(
                List.of(table),
                new Statement(
                        Phase.TABLES,
                        table.name(),
                        "table \"" + table.name() + "\"",
                        "SELECT count(*) > 0 FROM information_schema.tables WHERE table_schema = '" + database.name()
                                + "' AND table_name = '" + name + "'",
                        "CREATE TABLE " + table.name() + " (" + columns
                                + ") CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin"));
    }

    @Override
    protected void killSessions() throws SQLException {
        List<String> sessions = database.query("SELECT id FROM information_schema.processlist WHERE db = '"
                + database.name() + "' AND id <> CONNECTION_ID()");
        try (Connection connection = database.connect();
                java.sql.Statement statement = connection.createStatement()) {
            for (String id : sessions) {
                try {
                    statement.execute("KILL " + id);
                } catch (SQLException e) {
                    // it has ended on its own
                }
            }
        }
    }

    @Override
    protected List<String> refusals() {
        return List.of(
                "column \"name\" takes no value of this length",
                "unique key \"users.PRIMARY\" refuses it: another row has the same values",
                "column \"name\" holds a NUL byte",
                "check constraint \"grown\" refuses it",
                "column \"age\" takes no number of this size",
                "unique key \"users.name\" refuses it: another row has the same values",
                "column \"id\" takes no NULL");
    }
}
