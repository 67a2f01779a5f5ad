package io.rowlift.job;

import com.zaxxer.hikari.HikariDataSource;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.EntityStatus;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RunStatus;
import io.rowlift.job.testing.MemoryRowTarget;
import io.rowlift.job.testing.MemorySource;
import io.rowlift.job.testing.MemoryTarget;
import io.rowlift.job.testing.Shop;
import io.rowlift.mapping.Mapping;
import io.rowlift.plan.Job;
import io.rowlift.plan.RejectLimit;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings;
import io.rowlift.plan.TargetSettings;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Type;
import io.rowlift.source.Source;
import io.rowlift.target.ItemTarget;
import io.rowlift.target.jdbc.Copies;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of one migration, told in words: rows are given, processes run and die, and what is in the target at the end
 * is compared.
 */
final class Scenario {

    private static final TargetSettings ITEMS = new TargetSettings.DynamoDb(null, null, Map.of(), 0, 0, false, false);
    private static final TargetSettings ROWS =
            new Relational(Kind.POSTGRESQL, "jdbc:none", "writer", new Secret("secret"), false, false);

    final MemorySource source = new MemorySource();
    final MemoryTarget target = new MemoryTarget();

    /** The target of a copy of tables; null where rows become items. */
    @Nullable
    MemoryRowTarget rows;

    @Nullable
    TargetSchema schema;

    private final Path directory;
    private final List<String> tables = new ArrayList<>();
    private Job.Load load = new Job.Load(3, 10, 40);
    private RejectLimit limit = RejectLimit.NONE;
    private ShopMappings engine = ShopMappings.PROVED;
    private Pace pace =
            new Pace(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ZERO, 1000, 100);
    private @Nullable String url;
    private @Nullable String username;
    private @Nullable Secret password;

    @Nullable
    Mapping mapping;

    Scenario(Path directory) {
        this.directory = directory;
    }

    Scenario given(String table, int rows) {
        source.table(table, rows);
        tables.add(table);
        return this;
    }

    Scenario workers(int workers) {
        load = new Job.Load(workers, load.chunk(), load.rangeRows());
        return this;
    }

    Scenario load(int workers, int chunk, long rangeRows) {
        load = new Job.Load(workers, chunk, rangeRows);
        return this;
    }

    Scenario limit(String amount, boolean share) {
        limit = new RejectLimit(new BigDecimal(amount), share);
        return this;
    }

    Scenario unproved(Map<String, String> reasons) {
        engine = new ShopMappings(reasons);
        return this;
    }

    Scenario pace(Pace changed) {
        pace = changed;
        return this;
    }

    Scenario store(String jdbcUrl) {
        url = jdbcUrl;
        return this;
    }

    Scenario store(String jdbcUrl, String login, String secret) {
        username = login;
        password = new Secret(secret);
        return store(jdbcUrl);
    }

    Job job() {
        return new Job(
                Path.of("jobs/shop.yaml"),
                "shop",
                Path.of("mappings/shop.yaml"),
                new SourceSettings(
                        SourceSettings.Product.POSTGRESQL, "jdbc:none", "reader", new Secret("secret"), 4, false),
                rows == null ? ITEMS : ROWS,
                load,
                limit,
                new Job.State(url, username, password, directory),
                null);
    }

    Mapping mapping() {
        return mapping == null ? Shop.mapping(tables.toArray(String[]::new)) : mapping;
    }

    /** From now on tables are copied; those that are named last have no key. */
    Scenario copying(String... keyless) {
        List<TargetTable> copied = new ArrayList<>();
        for (String table : tables) {
            List<String> key = List.of(keyless).contains(table) ? List.of() : List.of("id");
            copied.add(Copies.table(
                    "public",
                    table,
                    key,
                    Copies.col("id", new Type.Int(64, false), "bigint"),
                    Copies.col("text", new Type.Text(100), "varchar(100)")));
        }
        schema = Copies.schema(copied);
        rows = new MemoryRowTarget(schema);
        return this;
    }

    MemoryRowTarget rows() {
        return Objects.requireNonNull(rows);
    }

    TargetSchema schema() {
        return Objects.requireNonNull(schema);
    }

    private Load everything() {
        return rows == null ? new ItemLoad(mapping(), target, engine) : new RowLoad(schema(), rows);
    }

    Setting setting(JobStore store, RunSignal signal) {
        return new Setting(job(), everything(), source, store, signal, pace);
    }

    /**
     * Opens the store as the next process. Here it is the same process, in which the database of a killed run takes a moment to
     * end (H2's error 90135); a real one is gone with its process.
     */
    private JobStore openStore() {
        return patiently(() -> JobStore.open(job()));
    }

    /** What another process sees of the run. */
    RunStatus peek() {
        return patiently(() -> JobStore.peek(job()));
    }

    private static <T> T patiently(Supplier<T> opening) {
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return opening.get();
            } catch (FailedException e) {
                if (!e.getMessage().contains("90135") || System.nanoTime() > patience) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Runs {@code migrate} between another source and target. */
    MigrationSummary migrate(Source from, ItemTarget to) {
        try (JobStore store = openStore()) {
            Setting setting =
                    new Setting(job(), new ItemLoad(mapping(), to, engine), from, store, new RunSignal(), pace);
            return new Migration(setting).migrate(MigrateOptions.CONTINUE, RunListener.SILENT);
        }
    }

    /** Runs {@code migrate} in a process of its own. */
    MigrationSummary migrate(MigrateOptions options, RunListener listener, RunSignal signal) {
        try (JobStore store = openStore()) {
            return new Migration(setting(store, signal)).migrate(options, listener);
        }
    }

    MigrationSummary migrate(MigrateOptions options) {
        return migrate(options, RunListener.SILENT, new RunSignal());
    }

    MigrationSummary migrate() {
        return migrate(MigrateOptions.CONTINUE);
    }

    ReplaySummary replay() {
        try (JobStore store = openStore()) {
            return new Migration(setting(store, new RunSignal())).replay(RunListener.SILENT);
        }
    }

    /** Runs {@code rejects --replay} between another source and target. */
    ReplaySummary replay(Source from, ItemTarget to) {
        try (JobStore store = openStore()) {
            Setting setting =
                    new Setting(job(), new ItemLoad(mapping(), to, engine), from, store, new RunSignal(), pace);
            return new Migration(setting).replay(RunListener.SILENT);
        }
    }

    List<EntityStatus> status() {
        return peek().entities();
    }

    List<Reject> rejects() {
        List<Reject> rejects = new ArrayList<>();
        try (JobStore store = openStore()) {
            store.rejects(rejects::add);
        }
        return rejects;
    }

    /** The process dies: not an exception that the program may handle. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1;
    }

    /**
     * Runs {@code migrate} and kills its process when it reaches a milestone for the n-th time: from that moment on it
     * can neither write nor record anything.
     *
     * @return whether it died; false when it was done before
     */
    boolean crashAt(Milestone milestone, int nth) {
        return crashAt(MigrateOptions.CONTINUE, milestone, nth);
    }

    /** Runs {@code migrate --restart} likewise, killed when it reaches a milestone for the first time. */
    boolean crashRestartingAt(Milestone milestone) {
        return crashAt(MigrateOptions.RESTART, milestone, 1);
    }

    private boolean crashAt(MigrateOptions options, Milestone milestone, int nth) {
        AtomicInteger reached = new AtomicInteger();
        try (JobStore store = openStore()) {
            RunListener killer = new RunListener() {
                @Override
                public void reached(Milestone at) {
                    if (at == milestone && reached.incrementAndGet() == nth) {
                        kill(store);
                        throw new Crash();
                    }
                }
            };
            new Migration(setting(store, new RunSignal())).migrate(options, killer);
            return false;
        } catch (Throwable e) { // whatever a dying process says
            if (reached.get() < nth) {
                throw e;
            }
            return true;
        } finally {
            target.dead(false);
            if (rows != null) {
                rows.dead(false);
            }
        }
    }

    /** A killed process has lost its files at once; here the database takes a moment to let go of them. */
    private static void awaitEnd(String jdbcUrl) {
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < patience) {
            try {
                DriverManager.getConnection(jdbcUrl, "rowlift", "").close();
                return;
            } catch (SQLException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("the killed store does not end");
    }

    private void kill(JobStore store) {
        target.dead(true);
        if (rows != null) {
            rows.dead(true);
        }
        HikariDataSource pool = (HikariDataSource) store.dataSource();
        String jdbcUrl = pool.getJdbcUrl();
        // closing takes long, because connections are in use; from its beginning on there are no new ones
        Thread closing = new Thread(pool::close, "closing");
        closing.start();
        while (!pool.isClosed()) {
            Thread.onSpinWait();
        }
        try (Connection connection = DriverManager.getConnection(jdbcUrl, "rowlift", "")) {
            connection.createStatement().execute("shutdown immediately");
        } catch (SQLException e) {
            // the connection that shuts the database down is cut off as well
        }
        awaitEnd(jdbcUrl);
        // nobody lives on to wait for a connection
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> tables.stream().anyMatch(t -> thread.getName().startsWith("rowlift-" + t)))
                .forEach(Thread::interrupt);
    }
}
