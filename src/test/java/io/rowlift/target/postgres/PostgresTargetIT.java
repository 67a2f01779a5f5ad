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
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.RowTargetContract;
import java.nio.file.Path;
import java.util.List;

class PostgresTargetIT extends RowTargetContract {

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
    protected TargetSchema users() {
        return people(
                "users", List.of("id"), "id bigint PRIMARY KEY, name varchar(10) UNIQUE, age int CHECK (age > 0)");
    }

    @Override
    protected TargetSchema keyless() {
        return people("visits", List.of(), "id bigint, name varchar(10), age int");
    }

    static TargetSchema people(String name, List<String> key, String columns) {
        TargetTable table = Copies.table(
                "public",
                name,
                key,
                col("id", new Type.Int(64, false), "bigint"),
                col("name", new Type.Text(10), "varchar(10)"),
                col("age", new Type.Int(32, false), "integer"));
        return Copies.schema(
                List.of(table),
                new Statement(
                        Phase.TABLES,
                        table.name(),
                        "table \"" + table.name() + "\"",
                        "SELECT to_regclass('" + table.name() + "') IS NOT NULL",
                        "CREATE TABLE " + table.name() + " (" + columns + ")"));
    }

    @Override
    protected void killSessions() {
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name = 'rowlift'");
    }

    @Override
    protected List<String> refusals() {
        return List.of(
                "column \"name\" takes no text of this length",
                "unique constraint \"users_pkey\" refuses it: another row has the same values",
                "column \"name\" holds a NUL byte",
                "check constraint \"users_age_check\" refuses it",
                "column \"age\" takes no number of this size",
                "unique constraint \"users_name_key\" refuses it: another row has the same values",
                "column \"id\" takes no NULL");
    }
}
