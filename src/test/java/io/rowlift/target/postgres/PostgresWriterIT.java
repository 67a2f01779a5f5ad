package io.rowlift.target.postgres;

import static io.rowlift.target.jdbc.Copies.col;
import static io.rowlift.target.jdbc.Copies.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.schema.Row;
import io.rowlift.schema.Type;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Portion;
import io.rowlift.target.RowWriter.Rejected;
import io.rowlift.target.RowWriter.Standing;
import io.rowlift.target.jdbc.Copies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresWriterIT {

    @TempDir
    Path directory;

    private final Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);

    private static final TargetTable USERS = Copies.table(
            "public",
            "users",
            List.of("id"),
            col("id", new Type.Int(64, false), "bigint"),
            col("name", new Type.Text(0), "varchar(10)"));

    private static final TargetSchema SCHEMA = Copies.schema(
            List.of(USERS),
            new Statement(
                    Phase.TABLES,
                    USERS.name(),
                    "table \"public.users\"",
                    "SELECT to_regclass('public.users') IS NOT NULL",
                    "CREATE TABLE public.users (id bigint PRIMARY KEY, name varchar(10))"));

    private RowTarget open(TargetSchema schema) {
        return PostgresTarget.open(
                new Relational(
                        Relational.Kind.POSTGRESQL,
                        database.server().jdbcUrl(database.name()),
                        database.server().username(),
                        new Secret(database.server().password()),
                        false,
                        false),
                4,
                schema,
                Copies.LENIENT,
                new Ownership("job", "store"),
                directory,
                new RunSignal());
    }

    private static Portion portion(List<Row> rows, boolean last) {
        return new Portion(0, rows, row -> new Checkpoint(Objects.toString(row.get(0))), last);
    }

    @Test
    void writesRowsAndTheirEntryAndRejectsOthers() {
        try (RowTarget target = open(SCHEMA)) {
            assertThat(target.claim(new Claim("source", true))).isEqualTo(Claim.Answer.GRANTED);
            assertThat(target.check(false)).isEmpty();
            target.prepare();
            RowWriter writer = target.content().writer(USERS);
            assertThat(writer.standing(0)).isEmpty();
            List<Rejected> rejects = new ArrayList<>();
            Standing standing = writer.write(
                    portion(
                            List.of(
                                    row(1L, "a\tb\\\n"),
                                    row(2L, null),
                                    row(3L, "far too long a text"),
                                    row(1L, "again"),
                                    row(5L, "nul\0"),
                                    row(6L, "ü😀")),
                            true),
                    rejects::addAll);
            assertThat(standing).isEqualTo(new Standing(new Checkpoint("6"), 6, 3, true));
            assertThat(writer.standing(0)).contains(standing);
            assertThat(rejects.stream().map(r -> r.number() + ": " + r.reason()))
                    .containsExactly(
                            "2: column \"name\" takes no text of this length",
                            "3: unique constraint \"users_pkey\" refuses it: another row has the same values",
                            "4: column \"name\" holds a NUL byte");
        }
        assertThat(database.query("SELECT id || coalesce(name, '-') FROM users ORDER BY id"))
                .containsExactly("1a\tb\\\n", "2-", "6ü😀");
    }

    @Test
    void speed() throws Exception {
        TargetTable wide = Copies.table(
                "public",
                "wide",
                List.of("id"),
                col("id", new Type.Int(64, false), "bigint"),
                col("a", new Type.Text(0), "text"),
                col("b", new Type.Text(0), "text"),
                col("c", new Type.Int(32, false), "integer"),
                col("d", new Type.Timestamp(6, true), "timestamptz"));
        TargetSchema schema = Copies.schema(
                List.of(wide),
                new Statement(
                        Phase.TABLES,
                        wide.name(),
                        "table",
                        null,
                        "CREATE TABLE IF NOT EXISTS public.wide (id bigint, a text, b text, c integer, d timestamptz)"));
        for (int workers : new int[] {1, 1, 4}) {
            try (RowTarget target = open(schema)) {
                target.claim(new Claim("source", true));
                target.prepare();
                target.content().empty(wide);
                long began = System.nanoTime();
                int rows = 1_000_000;
                ExecutorService pool = Executors.newFixedThreadPool(workers);
                List<Future<?>> all = new ArrayList<>();
                for (int w = 0; w < workers; w++) {
                    int range = w;
                    all.add(pool.submit(() -> {
                        try (RowWriter writer = target.content().writer(wide)) {
                            int part = 10_000;
                            for (int i = 0; i < rows / workers; i += part) {
                                List<Row> portion = new ArrayList<>();
                                for (int j = 0; j < part; j++) {
                                    portion.add(row(
                                            (long) range * rows + i + j,
                                            "some text of about eighty characters, which is what people write in here",
                                            "other text of about eighty characters, which is what people write in there",
                                            (long) j,
                                            "2024-02-29T12:34:56.789012Z"));
                                }
                                writer.write(
                                        new Portion(range, portion, r -> new Checkpoint("x" + r.get(0)), false),
                                        rejects -> {});
                            }
                        }
                    }));
                }
                for (Future<?> f : all) {
                    f.get();
                }
                pool.shutdown();
                System.out.printf(
                        "SPEED postgres %d writers: %,.0f rows/s %s%n",
                        workers,
                        rows / ((System.nanoTime() - began) / 1e9),
                        target.content().traffic());
            }
        }
    }
}
