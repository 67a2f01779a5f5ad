package io.rowlift.target.postgres;

import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.Connections;
import io.rowlift.target.jdbc.JdbcRowTarget;
import io.rowlift.target.jdbc.Timing;
import io.rowlift.target.jdbc.Vendor;
import java.nio.file.Path;

/** Opens PostgreSQL databases, Neon's among them, as targets. */
public final class PostgresTarget {

    /** The ledger's place, which does not depend on what a login's {@code search_path} says. */
    private static final String LEDGER_SCHEMA = "public";

    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_ROWS = 1_000_000;

    private PostgresTarget() {}

    /**
     * Connects to a database.
     *
     * @param connections upper bound on connections that are open at the same time
     * @param schema what the target gets
     * @param translation by which the schema was made
     * @param owner whose the target is to be
     * @param directory where {@code schema.sql} is written with {@code ddl: manual}
     * @param signal ends waiting for a lost database when the run is stopped
     * @throws io.rowlift.problem.ConfigurationException if the settings do not fit the server
     * @throws io.rowlift.problem.FailedException if the server does not answer
     */
    public static RowTarget open(
            Relational settings,
            int connections,
            TargetSchema schema,
            Translation translation,
            Ownership owner,
            Path directory,
            RunSignal signal) {
        return open(settings, connections, schema, translation, owner, directory, signal, Timing.REAL);
    }

    static RowTarget open(
            Relational settings,
            int connections,
            TargetSchema schema,
            Translation translation,
            Ownership owner,
            Path directory,
            RunSignal signal,
            Timing timing) {
        JdbcUrl url = JdbcUrl.read(settings.url());
        boolean neon = settings.kind() == Kind.NEON;
        if (neon) {
            NeonEndpoint.requireDirect(url);
        }
        String server = String.join(",", url.hosts());
        PostgresFailures failures = new PostgresFailures(
                server, url.database(), settings.username(), neon ? new NeonEndpoint(server) : null);
        Connections pool = new Connections(new PostgresSessions(settings, url), connections, failures, timing, signal);
        pool.begin();
        Vendor vendor = new Vendor(
                (neon ? "neon:" : "postgresql:") + url.database(),
                "database \"" + url.database() + "\" at " + server,
                LEDGER_SCHEMA,
                MOST_BYTES,
                MOST_ROWS,
                new PostgresDialect(translation),
                new PostgresClearing(),
                new PostgresFinishing(),
                new CopyBytes(),
                failures);
        return new JdbcRowTarget(
                pool, vendor, schema, owner, settings.manualDdl() ? directory.resolve("schema.sql") : null, signal);
    }
}
