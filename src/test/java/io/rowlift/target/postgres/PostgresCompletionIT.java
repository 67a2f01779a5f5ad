package io.rowlift.target.postgres;

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

class PostgresCompletionIT extends CompletionContract {

    @Override
    protected Database database() {
        return Database.on(Servers.postgres(), Product.POSTGRESQL);
    }

    @Override
    protected Relational.Kind kind() {
        return Relational.Kind.POSTGRESQL;
    }

    @Override
    protected RowTarget open(Relational settings, TargetSchema schema, Ownership owner, Path state, RunSignal signal) {
        return PostgresTarget.open(settings, 4, schema, Copies.LENIENT, owner, state, signal, QUICK);
    }

    @Override
    protected TargetSchema shop() {
        Type number = new Type.Int(64, false);
        TargetTable users = Copies.table(
                "public", "users", List.of("id"), col("id", number, "bigint"), col("name", new Type.Text(0), "text"));
        TargetTable orders = Copies.table(
                "public", "orders", List.of("id"), col("id", number, "bigint"), col("user_id", number, "bigint"));
        return Copies.schema(
                List.of(users, orders),
                new Statement(
                        Phase.TABLES,
                        users.name(),
                        "table \"public.users\"",
                        "SELECT to_regclass('public.users') IS NOT NULL",
                        "CREATE TABLE public.users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text)"),
                new Statement(
                        Phase.TABLES,
                        orders.name(),
                        "table \"public.orders\"",
                        "SELECT to_regclass('public.orders') IS NOT NULL",
                        "CREATE TABLE public.orders (id bigint PRIMARY KEY, user_id bigint)"),
                new Statement(
                        Phase.INDEXES,
                        users.name(),
                        "index \"users_name\"",
                        "SELECT to_regclass('public.users_name') IS NOT NULL",
                        "CREATE UNIQUE INDEX users_name ON public.users (name)"),
                new Statement(
                        Phase.FOREIGN_KEYS,
                        orders.name(),
                        "foreign key \"orders_user\"",
                        "SELECT count(*) > 0 FROM pg_constraint WHERE conname = 'orders_user'",
                        "ALTER TABLE public.orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id)"
                                + " REFERENCES public.users (id) NOT VALID"),
                new Statement(
                        Phase.VALIDATION,
                        orders.name(),
                        "check of foreign key \"orders_user\"",
                        "SELECT bool_and(convalidated) FROM pg_constraint WHERE conname = 'orders_user'",
                        "ALTER TABLE public.orders VALIDATE CONSTRAINT orders_user"),
                new Statement(Phase.STATISTICS, users.name(), "statistics", null, "ANALYZE public.users"));
    }

    @Override
    protected String twice() {
        return "(name)=(same)";
    }
}
