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
import io.rowlift.target.jdbc.CompletionContract;
import io.rowlift.target.jdbc.Copies;
import java.nio.file.Path;
import java.util.List;

class MySqlCompletionIT extends CompletionContract {

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
    protected TargetSchema shop() {
        String db = database.name();
        Type number = new Type.Int(64, false);
        TargetTable users = Copies.table(
                db, "users", List.of("id"), col("id", number, "bigint"), col("name", new Type.Text(50), "varchar(50)"));
        TargetTable orders = Copies.table(
                db, "orders", List.of("id"), col("id", number, "bigint"), col("user_id", number, "bigint"));
        return Copies.schema(
                List.of(users, orders),
                new Statement(
                        Phase.TABLES,
                        users.name(),
                        "table \"" + users.name() + "\"",
                        made("tables", "table_name = 'users'"),
                        "CREATE TABLE " + users.name() + " (id bigint AUTO_INCREMENT PRIMARY KEY, name varchar(50))"),
                new Statement(
                        Phase.TABLES,
                        orders.name(),
                        "table \"" + orders.name() + "\"",
                        made("tables", "table_name = 'orders'"),
                        "CREATE TABLE " + orders.name() + " (id bigint PRIMARY KEY, user_id bigint)"),
                new Statement(
                        Phase.INDEXES,
                        users.name(),
                        "index \"users_name\"",
                        made("statistics", "index_name = 'users_name'"),
                        "ALTER TABLE " + users.name() + " ADD UNIQUE INDEX users_name (name)"),
                new Statement(
                        Phase.FOREIGN_KEYS,
                        orders.name(),
                        "foreign key \"orders_user\"",
                        made("table_constraints", "constraint_name = 'orders_user'"),
                        "ALTER TABLE " + orders.name() + " ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES "
                                + users.name() + " (id)"),
                new Statement(Phase.STATISTICS, users.name(), "statistics", null, "ANALYZE TABLE " + users.name()));
    }

    private String made(String view, String condition) {
        return "SELECT count(*) > 0 FROM information_schema." + view + " WHERE table_schema = '" + database.name()
                + "' AND " + condition;
    }

    @Override
    protected String twice() {
        return "'same'";
    }
}
