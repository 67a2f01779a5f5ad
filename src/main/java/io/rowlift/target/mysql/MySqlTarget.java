package io.rowlift.target.mysql;

import io.rowlift.copy.TargetSchema;
import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.plan.TargetSettings.Relational.Kind;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.Translation;
import io.rowlift.target.jdbc.ByteStream;
import io.rowlift.target.jdbc.Connections;
import io.rowlift.target.jdbc.JdbcRowTarget;
import io.rowlift.target.jdbc.Timing;
import io.rowlift.target.jdbc.Vendor;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;

/** Opens MySQL databases, PlanetScale's among them, as targets. */
public final class MySqlTarget {

    /** PlanetScale takes 64 MiB at once and ends a transaction after 20 seconds. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int MOST_ROWS = 50_000;

    private MySqlTarget() {}

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
        boolean vitess = settings.kind() == Kind.PLANETSCALE;
        String server = String.join(",", url.hosts());
        MySqlFailures failures = new MySqlFailures(server, url.database(), settings.username(), vitess);
        Connections pool = new Connections(new MySqlSessions(settings, url), connections, failures, timing, signal);
        pool.begin();
        try {
            pool.run("asking what the server is", connection -> {
                ServerCheck.require(connection, server);
                if (vitess) {
                    PlanetScaleBranch.requireAsSaid(connection, url.database(), settings.sharded());
                }
                return server;
            });
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        Vendor vendor = new Vendor(
                (vitess ? "planetscale:" : "mysql:") + url.database(),
                "database \"" + url.database() + "\" at " + server,
                url.database(),
                MOST_BYTES,
                MOST_ROWS,
                new MySqlDialect(translation, packet(pool)),
                new MySqlClearing(),
                new MySqlFinishing(),
                ByteStream.Factory.NONE,
                failures);
        return new JdbcRowTarget(
                pool, vendor, schema, owner, settings.manualDdl() ? directory.resolve("schema.sql") : null, signal);
    }

    private static int packet(Connections pool) {
        return pool.run("reading the server's limits", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery("SELECT @@max_allowed_packet")) {
                found.next();
                return found.getInt(1);
            }
        });
    }
}
