package io.rowlift.job.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.rowlift.plan.JdbcUrl;
import io.rowlift.plan.Job;
import io.rowlift.problem.FailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a job's store is, and the connections to it. */
final class StoreDatabase {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final Job job;

    StoreDatabase(Job job) {
        this.job = job;
    }

    StoreProduct product() {
        return StoreProduct.of(url());
    }

    /** Returns whether the store is a file that one process at a time can open. */
    boolean embedded() {
        String url = url();
        return url.startsWith("jdbc:h2:")
                && !url.startsWith("jdbc:h2:mem:")
                && !url.startsWith("jdbc:h2:tcp:")
                && !url.startsWith("jdbc:h2:ssl:");
    }

    /** Returns the file of the store in the state directory, which need not exist. */
    Path file() {
        return job.state().directory().resolve("store.mv.db");
    }

    /** Returns whether the store is the file in the state directory. */
    boolean inDirectory() {
        return job.state().url() == null;
    }

    /**
     * Opens a pool: one connection per worker for its chunk, one more for claims inside of it, and some for the
     * heartbeat and the run itself.
     *
     * @throws FailedException when the database does not answer
     * @throws io.rowlift.problem.ConfigurationException when its URL weakens the connection
     */
    HikariDataSource open() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("rowlift-store");
        JdbcUrl server = JdbcUrl.parse(url());
        if (server == null) {
            config.setJdbcUrl(durable(url()));
        } else {
            config.setJdbcUrl(server.address());
            config.setDataSourceProperties(server.properties(job.state().insecure()));
        }
        config.setUsername(username());
        config.setPassword(
                job.state().password() == null ? "" : job.state().password().reveal());
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(job.load().workers() * 2 + 3);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new FailedException(
                    "the state store of job \"" + job.name() + "\" cannot be opened" + sqlState(e), remedy(), e);
        }
    }

    /** Returns the driver's code for what went wrong, because its message may quote more than we may print. */
    static String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return " (SQLSTATE " + sql.getSQLState() + ")";
            }
        }
        return "";
    }

    /** Returns what to do when the store fails. */
    String remedy() {
        return inDirectory()
                ? "check the free space on the disk of \"" + job.state().directory() + "\", and its permissions"
                : "check \"state\" in the job file and whether its database is up";
    }

    private @Nullable String username() {
        return job.state().username() == null && product() == StoreProduct.H2
                ? "rowlift"
                : job.state().username();
    }

    private String url() {
        String url = job.state().url();
        if (url != null) {
            return url;
        }
        Path base = job.state().directory().toAbsolutePath().normalize().resolve("store");
        return "jdbc:h2:file:" + base.toString().replace(";", "\\;") + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }

    /** H2 acknowledges a commit up to half a second before it is on disk unless it is told not to. */
    private static String durable(String url) {
        boolean h2 = url.startsWith("jdbc:h2:");
        return h2 && !url.toUpperCase(Locale.ROOT).contains(";WRITE_DELAY=") ? url + ";WRITE_DELAY=0" : url;
    }
}
