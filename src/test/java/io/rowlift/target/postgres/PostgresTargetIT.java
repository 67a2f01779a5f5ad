package io.rowlift.target.postgres;

import static io.rowlift.target.jdbc.Copies.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Type;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.RowTargetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    /** A server that has memory for three rows at once, as one says with 53200. */
    @Test
    void whatIsTooMuchForOneTransactionIsWrittenInSeveral() {
        TargetTable visits = keyless().tables().get(0);
        RowTarget target = prepared(target(keyless()));
        database.run(
                """
                CREATE FUNCTION few() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF (SELECT count(*) FROM written) > 3 THEN
                        RAISE EXCEPTION 'out of memory' USING ERRCODE = '53200';
                    END IF;
                    RETURN NULL;
                END $$""",
                "CREATE TRIGGER few AFTER INSERT ON visits REFERENCING NEW TABLE AS written"
                        + " FOR EACH STATEMENT EXECUTE FUNCTION few()");
        try (RowWriter writer = target.content().writer(visits)) {
            assertThat(writer.write(portion(0, people(0, 40), true), rejects -> {}))
                    .isEqualTo(new RowWriter.Standing(null, 40, 40, true));
        }
        assertThat(ids(visits)).isEqualTo(numbers(0, 40));
        assertThat(target.traffic().setbacks()).isBetween(4L, 30L);
    }

    /** A row that is too much by itself ends the run. */
    @Test
    void aSingleRowThatIsTooMuchIsTold() {
        TargetTable visits = keyless().tables().get(0);
        RowTarget target = prepared(target(keyless()));
        database.run("""
                CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'out of memory' USING ERRCODE = '53200';
                END $$""", "CREATE TRIGGER nothing BEFORE INSERT ON visits FOR EACH ROW EXECUTE FUNCTION nothing()");
        String server = database.server().jdbcUrl(database.name()).replaceAll("^.*//([^/]*)/.*$", "$1");
        try (RowWriter writer = target.content().writer(visits)) {
            assertThatThrownBy(() -> writer.write(portion(0, people(0, 5), true), rejects -> {}))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("writing to table \"public.visits\" failed at PostgreSQL at " + server
                            + " (SQLSTATE 53200): out of memory");
        }
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
